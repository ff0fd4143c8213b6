// Printable ASCII without what JSON escapes and what has a meaning in stored texts: blank, `!`, `"`
// and the backslash.
const FIRST_DIGIT = 35;
const BACKSLASH = 92;
const BASE = 91;

/**
 * A whole number up to 2^53 in so many digits, each of them one of 91 characters that JSON writes
 * as they are.
 */
export function digitsOf(value: number, length: number): string {
	const codes: number[] = [];
	for (let left = value; codes.length < length; left = Math.floor(left / BASE)) {
		const code = FIRST_DIGIT + (left % BASE);
		codes.push(code < BACKSLASH ? code : code + 1);
	}
	return String.fromCharCode(...codes.reverse());
}

/** The number that digitsOf wrote. */
export function numberOf(digits: string): number {
	let value = 0;
	for (let at = 0; at < digits.length; at += 1) {
		const code = digits.charCodeAt(at);
		value = value * BASE + (code < BACKSLASH ? code : code - 1) - FIRST_DIGIT;
	}
	return value;
}

// FNV-1a, which needs no library and spreads short texts well.
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** So many digits that are the same for the same text, and hardly ever for another one. */
export function digest(text: string, length: number): string {
	let hash = OFFSET;
	for (let at = 0; at < text.length; at += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
	}
	return digitsOf(hash >>> 0, length);
}

/** The digests, each of so many digits, of a text that holds one after the other. */
export function digestsIn(text: string, length: number): string[] {
	const count = Math.ceil(text.length / length);
	return Array.from({ length: count }, (_, nth) => text.slice(nth * length, (nth + 1) * length));
}
