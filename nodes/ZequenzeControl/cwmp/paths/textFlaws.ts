import { InvalidInput } from '../../ground/invalidInput';

/**
 * What is wrong with a text that nobody meant to give; the message goes on behind "the serial
 * number".
 */
export interface TextFlaw {
	readonly message: string;
	readonly fix: string;
}

/**
 * What sheets show for a formula without a result, in the languages of Excel, Calc and Google
 * Sheets that are met most.
 */
const SHEET_WORDS =
	/^#(?:N\/A|N\/D|NV|(?:¿NOMBRE|NAME|NOM|NOME|NAAM)\?|¡?(?:REF|RIF|BEZUG|VERW|VALUE|VALOR|VALORE|VALEUR|WERT|WAARDE|DIV\/0|NUM|NÚM|ZAHL|NOMBRE|GETAL|NULL|NUL|NULO|SPILL|ÜBERLAUF|CALC|FIELD|ERROR)!)$/iu;

/** What programs write where a value is missing; only as the whole text. */
const LEFTOVERS: ReadonlyArray<{ readonly found: RegExp } & TextFlaw> = [
	{
		found: SHEET_WORDS,
		message: 'what a sheet shows for a formula without a result',
		fix: 'Correct the formula, or leave the row out.',
	},
	{
		found: /^(?:undefined|null|NaN)$/,
		message: 'what an expression gives where there is no value',
		fix: 'Check the name of the field in the expression, and that the item has it.',
	},
	{
		found: /^\[object [A-Za-z]+\]$/,
		message: 'an object that was made a text',
		fix: 'Pick the one field of the object that holds the value.',
	},
];

/** Characters without a shape: those that Unicode has nobody show, and marks between lines. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[\uFFF9-\uFFFB]/u;

/** What holds an emoji of several parts together. */
const IN_EMOJI = /(?<=\p{Extended_Pictographic}\uFE0F?)(?:\uFE0F|\u200D)/gu;

/** The names of those that are met most. */
const NAMES: ReadonlyMap<string, string> = new Map([
	['\u00A0', 'no-break space'],
	['\u00AD', 'soft hyphen'],
	['\u200B', 'zero width space'],
	['\u200C', 'zero width non-joiner'],
	['\u200D', 'zero width joiner'],
	['\u200E', 'left-to-right mark'],
	['\u200F', 'right-to-left mark'],
	['\u202A', 'left-to-right embedding'],
	['\u202B', 'right-to-left embedding'],
	['\u202C', 'pop directional formatting'],
	['\u202D', 'left-to-right override'],
	['\u202E', 'right-to-left override'],
	['\u202F', 'narrow no-break space'],
	['\u2060', 'word joiner'],
	['\u2066', 'left-to-right isolate'],
	['\u2069', 'pop directional isolate'],
	['\uFEFF', 'byte order mark'],
	['\uFFFD', 'replacement character'],
]);

/** White space that looks like a plain blank and is none. */
const ODD_BLANK = /[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u;

/** What a spreadsheet makes of a long number: 8.93901E+18. */
const SHORTENED_NUMBER = /^[+-]?\d(?:[.,]\d+)?[eE]\+\d{1,3}$/;

/**
 * A character by its code, and by its name where it is a known one: "U+200B (zero width space)".
 */
export function characterName(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	const name = NAMES.get(character);
	return name === undefined ? `U+${code}` : `U+${code} (${name})`;
}

/**
 * Why a whole text cannot have been meant, whatever it is for: left over from a formula or an
 * expression, or read in another character set than it was written in; undefined where nothing is
 * wrong.
 */
export function neverMeant(text: string): TextFlaw | undefined {
	const trimmed = text.trim();
	const leftover = LEFTOVERS.find(({ found }) => found.test(trimmed));
	if (leftover) {
		return { message: `is "${trimmed}", ${leftover.message}`, fix: leftover.fix };
	}
	if (!text.includes('\uFFFD')) return undefined;
	return {
		message:
			'holds U+FFFD (replacement character): a letter was lost when it was read in another character set',
		fix: 'Save the file as UTF-8 (in Excel: "CSV UTF-8"), and read it again.',
	};
}

/**
 * The first character that nobody sees or that is taken for a plain blank; undefined where there is
 * none.
 */
export function invisibleIn(text: string): string | undefined {
	return INVISIBLE.exec(text.replace(IN_EMOJI, ''))?.[0];
}

/** A number as a sheet shortens it for show, with its last digits gone for good. */
export function isShortenedNumber(text: string): boolean {
	return SHORTENED_NUMBER.test(text.trim());
}

/**
 * The trimmed text of a name (a serial number, an ID, a path), in which no character is there by
 * chance. `what` begins the message. Throws InvalidInput that names the character or the cause.
 */
export function requireClean(what: string, text: string): string {
	const name = text.trim();
	const flaw = neverMeant(name);
	if (flaw) throw new InvalidInput(`${what} ${flaw.message}`, flaw.fix);
	const odd = invisibleIn(name) ?? ODD_BLANK.exec(name)?.[0];
	if (odd === undefined) return name;
	const before = name.slice(0, name.indexOf(odd));
	throw new InvalidInput(
		`${what} holds ${characterName(odd)}, which nobody sees, ${before ? `behind "${before.slice(-20)}"` : 'at its beginning'}`,
		'Remove the character: type the text again, or clean the cell it comes from.',
	);
}

/** UTF-8 that was read as Windows-1252, and so shows "Ã©" for "é". */
const MISREAD = /[\u00C2\u00C3][\u0080-\u00BF]|\u00E2\u20AC[\u0080-\u00BF\u2018-\u2122]/u;

/** Whether a text looks as if it was written in UTF-8 and read in another character set. */
export function looksMisread(text: string): boolean {
	return MISREAD.test(text);
}
