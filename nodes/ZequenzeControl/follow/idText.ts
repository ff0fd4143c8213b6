/**
 * Transaction ids as one text, so that n8n stores tens of thousands of them in little room. Ids are separated by blanks.
 * UUIDs, which would make up twice the room of all else, stand together at the end in runs, one for each UUID version: `!4`,
 * then 19 characters for each id of version 4.
 */

// Printable ASCII without what JSON escapes and what has a meaning here: blank, `!`, `"` and the backslash.
const FIRST_DIGIT = 35;
const BACKSLASH = 92;
const BASE = 91;

// A UUID has 122 bits beside its version and variant: two parts of 13 hexadecimal digits, and 18 bits. 91^8 > 2^52, 91^3 > 2^18.
const PART = { hexDigits: 13, digits: 8 };
const REST = { hexDigits: 4, digits: 3 };
const RUN_LENGTH = 2 * PART.digits + REST.digits;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const VERSION_AT = 14;

const RUN_START = '!';

/** The text of the ids. They come back in the same order, except that UUIDs come after all others. */
export function idsToText(ids: Iterable<string>): string {
	const words: string[] = [];
	const runs = new Map<string, string[]>();
	for (const id of ids) {
		if (!UUID.test(id)) {
			words.push(escaped(id));
			continue;
		}
		const version = id.charAt(VERSION_AT);
		const run = runs.get(version);
		if (run) run.push(packed(id));
		else runs.set(version, [packed(id)]);
	}
	for (const [version, run] of runs) words.push(RUN_START + version + run.join(''));
	return words.join(' ');
}

/** The ids of a text; what was not written by idsToText is taken as it is, because a state may come with an imported workflow. */
export function idsFromText(text: string): string[] {
	return text.split(' ').flatMap((word) => {
		if (word.startsWith(RUN_START)) return unpackedRun(word);
		return word === '' ? [] : [unescaped(word)];
	});
}

function unpackedRun(word: string): string[] {
	const version = word.charAt(1);
	const ids: string[] = [];
	for (let at = 2; at + RUN_LENGTH <= word.length; at += RUN_LENGTH) {
		ids.push(unpacked(word.slice(at, at + RUN_LENGTH), version));
	}
	return ids;
}

function packed(uuid: string): string {
	const hex = uuid.replace(/-/g, '');
	const variant = parseInt(hex.charAt(16), 16) % 4;
	const free = hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17);
	const [first, second, rest] = [free.slice(0, 13), free.slice(13, 26), free.slice(26)];
	return (
		digitsOf(parseInt(first, 16), PART.digits) +
		digitsOf(parseInt(second, 16), PART.digits) +
		digitsOf(parseInt(rest, 16) * 4 + variant, REST.digits)
	);
}

function unpacked(text: string, version: string): string {
	const last = numberOf(text.slice(2 * PART.digits));
	const free =
		hexOf(numberOf(text.slice(0, PART.digits)), PART.hexDigits) +
		hexOf(numberOf(text.slice(PART.digits, 2 * PART.digits)), PART.hexDigits) +
		hexOf(Math.floor(last / 4), REST.hexDigits);
	const variant = (8 + (last % 4)).toString(16);
	return [
		free.slice(0, 8),
		free.slice(8, 12),
		version + free.slice(12, 15),
		variant + free.slice(15, 18),
		free.slice(18),
	].join('-');
}

function hexOf(value: number, length: number): string {
	return value.toString(16).padStart(length, '0');
}

function digitsOf(value: number, length: number): string {
	const codes: number[] = [];
	for (let left = value; codes.length < length; left = Math.floor(left / BASE)) {
		const code = FIRST_DIGIT + (left % BASE);
		codes.push(code < BACKSLASH ? code : code + 1);
	}
	return String.fromCharCode(...codes.reverse());
}

function numberOf(digits: string): number {
	let value = 0;
	for (let at = 0; at < digits.length; at += 1) {
		const code = digits.charCodeAt(at);
		value = value * BASE + (code < BACKSLASH ? code : code - 1) - FIRST_DIGIT;
	}
	return value;
}

// The few ids that hold a blank, the escape, or the start of a run are escaped.
function escaped(id: string): string {
	return id.replace(/[%\s]|^!/g, (character) =>
		character === RUN_START ? '%21' : encodeURIComponent(character),
	);
}

function unescaped(word: string): string {
	if (!word.includes('%')) return word;
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}
