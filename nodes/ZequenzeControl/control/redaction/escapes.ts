/** A character as an escaped text means it, and where the next one begins. */
export interface Unit {
	char: string;
	end: number;
}

// A link in a page in a JSON text: each of them escapes what is inside.
const LAYERS = 3;

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;

/** Whether an escape may begin with a character of this code. */
export function beginsEscape(code: number): boolean {
	return code === BACKSLASH || code === PERCENT || code === AMPERSAND;
}

/**
 * The character that a text means at a place, by whatever it is escaped: JSON (`\u002B`, `\/`),
 * HTML (`&#43;`, `&amp;`) or an address (`%2B`), also one inside the other. What is no escape means
 * itself. Looks at a few characters only.
 */
export function unitAt(text: string, at: number, layers = LAYERS): Unit {
	const itself = { char: text.charAt(at), end: at + 1 };
	if (layers === 0 || !beginsEscape(text.charCodeAt(at))) return itself;
	const outer = layers - 1;
	const first = outer === 0 ? itself : unitAt(text, at, outer);
	if (first.char === '\\') return jsonEscape(text, first.end, outer) ?? first;
	if (first.char === '%') return percentEscape(text, first.end, outer) ?? first;
	if (first.char === '&') return htmlEscape(text, first.end, outer) ?? first;
	return first;
}

/**
 * What a text means when everything in it that looks escaped is escaped; the text itself where
 * nothing is.
 */
export function unescaped(text: string): string {
	if (!/[\\%&]/.test(text)) return text;
	const plain: string[] = [];
	for (let at = 0; at < text.length;) {
		const { char, end } = unitAt(text, at);
		plain.push(char);
		at = end;
	}
	return plain.join('');
}

const JSON_LETTERS: Readonly<Record<string, string>> = {
	'"': '"',
	'\\': '\\',
	'/': '/',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

function jsonEscape(text: string, at: number, layers: number): Unit | null {
	const { char, end } = unitAt(text, at, layers);
	if (char !== 'u') {
		const letter = JSON_LETTERS[char];
		return letter === undefined ? null : { char: letter, end };
	}
	const code = numberAt(text, end, { layers, base: 16, most: 4 });
	return code.count === 4 ? byCode(code) : null;
}

/** UTF-8, byte by byte. */
function percentEscape(text: string, at: number, layers: number): Unit | null {
	const byte = { layers, base: 16, most: 2 } as const;
	const first = numberAt(text, at, byte);
	if (first.count < 2) return null;
	if (first.value < 0x80) return byCode(first);
	const more = first.value >= 0xf0 ? 3 : first.value >= 0xe0 ? 2 : 1;
	let value = first.value & (0x3f >> more);
	let { end } = first;
	for (let nth = 0; nth < more; nth += 1) {
		const sign = unitAt(text, end, layers);
		const next = sign.char === '%' ? numberAt(text, sign.end, byte) : null;
		if (next === null || next.count < 2 || next.value >> 6 !== 0b10) return null;
		value = value * 64 + (next.value & 0x3f);
		({ end } = next);
	}
	return byCode({ value, end });
}

const HTML_NAMES: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	equals: '=',
	gt: '>',
	lt: '<',
	nbsp: ' ',
	plus: '+',
	quot: '"',
	sol: '/',
};
const MAX_NAME_LENGTH = 6;

function htmlEscape(text: string, at: number, layers: number): Unit | null {
	const sign = unitAt(text, at, layers);
	if (sign.char === '#') return htmlNumber(text, sign.end, layers);
	let name = '';
	let unit = sign;
	while (unit.char >= 'a' && unit.char <= 'z' && name.length < MAX_NAME_LENGTH) {
		name += unit.char;
		unit = unitAt(text, unit.end, layers);
	}
	const char = HTML_NAMES[name];
	return char !== undefined && unit.char === ';' ? { char, end: unit.end } : null;
}

function htmlNumber(text: string, at: number, layers: number): Unit | null {
	const sign = unitAt(text, at, layers);
	const isHex = sign.char === 'x' || sign.char === 'X';
	const start = isHex ? sign.end : at;
	const number = numberAt(text, start, { layers, base: isHex ? 16 : 10, most: 8 });
	const last = unitAt(text, number.end, layers);
	return number.count > 0 && last.char === ';' ? byCode({ ...number, end: last.end }) : null;
}

interface Digits {
	value: number;
	end: number;
}

/** The number whose digits stand at a place, as many as there are and `most` of them at most. */
function numberAt(
	text: string,
	at: number,
	{ layers, base, most }: { layers: number; base: 10 | 16; most: number },
): Digits & { count: number } {
	let value = 0;
	let count = 0;
	let end = at;
	while (count < most) {
		const unit = unitAt(text, end, layers);
		const digit = digitIn(unit.char);
		if (digit >= base) break;
		value = value * base + digit;
		count += 1;
		({ end } = unit);
	}
	return { value, count, end };
}

function digitIn(char: string): number {
	if (char >= '0' && char <= '9') return char.charCodeAt(0) - 0x30;
	const letter = char.toLowerCase();
	return letter >= 'a' && letter <= 'f' ? letter.charCodeAt(0) - 0x57 : Infinity;
}

function byCode({ value, end }: Digits): Unit | null {
	return value <= 0x10ffff ? { char: String.fromCodePoint(value), end } : null;
}
