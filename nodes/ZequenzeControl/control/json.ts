/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object of unknown shape, as it arrives from a server. */
export type JsonObject = { [key: string]: JsonValue };

const MAY_HOLD_LONG_INTEGER = /\d{16}/;
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d{16,}$/;

/**
 * Parses JSON without rounding: an integer that a JavaScript number cannot hold exactly (beyond 2^53)
 * comes back as the text that the server wrote. Throws SyntaxError where the text is not JSON.
 */
export function parseJson(text: string): unknown {
	const source = text.replace(/^\uFEFF/, '');
	return JSON.parse(
		MAY_HOLD_LONG_INTEGER.test(source)
			? source.replace(STRING_OR_NUMBER, quoteWhatWouldBeRounded)
			: source,
	) as unknown;
}

function quoteWhatWouldBeRounded(token: string): string {
	return INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;
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

/** The first of several keys that holds a text or a number; null where none does. */
export function firstText(object: JsonObject, keys: readonly string[]): string | null {
	for (const key of keys) {
		const text = textOf(object[key]);
		if (text !== null) return text;
	}
	return null;
}
