/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object of unknown shape, as it arrives from a server. */
export type JsonObject = { [key: string]: JsonValue };

/**
 * Parses JSON without rounding: an integer that a JavaScript number cannot hold exactly (beyond
 * 2^53) comes back as the text that the server wrote. Where a key is there twice, the last one
 * counts. Throws SyntaxError where the text is not JSON or is nested too deeply.
 */
export function parseJson(text: string): unknown {
	if (isNestedTooDeeply(text)) throw new SyntaxError(`Nested more than ${MAX_DEPTH} levels deep`);
	return parseShallowJson(text.replace(/^\uFEFF/, ''));
}

/**
 * Parses JSON as parseJson does, where it is known not to be nested too deeply. Throws SyntaxError.
 */
export function parseShallowJson(text: string): unknown {
	return JSON.parse(/\d{16}/.test(text) ? withLongIntegersQuoted(text) : text) as unknown;
}

/** Puts quotes around the integers of a JSON text that would be rounded. */
function withLongIntegersQuoted(text: string): string {
	let quoted = '';
	let done = 0;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = endOfString(text, at);
		if (!isOfNumber(code)) continue;
		const start = at;
		while (isOfNumber(text.charCodeAt(at + 1))) at += 1;
		const number = text.slice(start, at + 1);
		if (!wouldBeRounded(number)) continue;
		quoted += `${text.slice(done, start)}"${number}"`;
		done = at + 1;
	}
	return quoted + text.slice(done);
}

function wouldBeRounded(number: string): boolean {
	return /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number));
}

/** Digits, and what else may stand in a number outside of strings: `.`, `e`, `E`, `+`, `-`. */
function isOfNumber(code: number): boolean {
	return (
		(code >= 0x30 && code <= 0x39) ||
		code === 0x2d ||
		code === 0x2e ||
		code === 0x2b ||
		code === 0x65 ||
		code === 0x45
	);
}

/**
 * Levels of nesting that are read; CONTROL's answers have fewer than ten, and n8n cannot store
 * thousands.
 */
const MAX_DEPTH = 100;

/** The characters that make up JSON's structure. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ARRAY = { start: 0x5b, end: 0x5d } as const;
const OBJECT = { start: 0x7b, end: 0x7d } as const;

/** Whether a JSON text has arrays or objects in more levels than are read. */
export function isNestedTooDeeply(text: string): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) at = endOfString(text, at);
		else if (code === ARRAY.start || code === OBJECT.start) depth += 1;
		else if (code === ARRAY.end || code === OBJECT.end) depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}

/**
 * A key that is there twice in the outermost object of a valid JSON text, of which parsing keeps
 * the last; undefined for none.
 */
export function repeatedKey(text: string): string | undefined {
	const keys = new Set<string>();
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === QUOTE) {
			const end = endOfString(text, at);
			if (depth === 1 && /^\s*:/.test(text.slice(end + 1, end + 100))) {
				const key = String(JSON.parse(text.slice(at, end + 1)));
				if (keys.has(key)) return key;
				keys.add(key);
			}
			at = end;
		} else if (code === ARRAY.start || code === OBJECT.start) depth += 1;
		else if (code === ARRAY.end || code === OBJECT.end) depth -= 1;
	}
	return undefined;
}

/**
 * Where the string ends whose opening quote stands at `start`; the end of the text where it does
 * not.
 */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
		let backslashes = 0;
		while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
		if (backslashes % 2 === 0) return end;
	}
	return text.length;
}

/** Whether a value is a JSON object (neither null nor an array). */
export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a string or number, trimmed; null for everything else and for the empty text. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return null;
	return value.trim() || null;
}

/**
 * A value of any kind as text, to be quoted or compared: lists with commas, dates in ISO 8601,
 * other objects as JSON, what JSON cannot say as the empty text. Never throws, unlike `String` for
 * an object with a `toString` of its own.
 */
export function asText(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value);
	try {
		if (Array.isArray(value)) return value.map(asText).join(',');
		const json = JSON.stringify(value);
		// Dates, also those of n8n's $now, are texts in JSON.
		return json.startsWith('"') ? String(JSON.parse(json)) : json;
	} catch {
		return '';
	}
}

/** The first of several keys that holds a text or a number; null where none does. */
export function firstText(object: JsonObject, keys: readonly string[]): string | null {
	for (const key of keys) {
		const text = textOf(object[key]);
		if (text !== null) return text;
	}
	return null;
}
