import { valueInstant } from '../../ground/dates';
import { InvalidInput } from '../../ground/invalidInput';
import { characterName, isShortenedNumber, neverMeant } from '../paths/textFlaws';
import {
	valueTypeNamed,
	type EncodedValue,
	type PlatformTypes,
	type ValueType,
	type ValueTypeChoice,
} from '../valueType';
import type { Advice } from './advice';
import { encodeDate, isDatePath, zonedDate, type DateReader } from './dateValues';
import { encodeList } from './lists';
import { detectValueType, fitsInteger } from './typeDetection';

/** More than this in one value (UTF-8 bytes) no device takes. */
export const MAX_VALUE_BYTES = 64 * 1024;

/**
 * What XML 1.0, and so CWMP, cannot carry: most control characters and halves of surrogate pairs.
 */
const NOT_IN_XML = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/u;

const TRUE = ['true', '1', 'yes'];
const FALSE = ['false', '0', 'no'];

/** What helps to read a value beside the value itself. */
export interface ValueKnowledge {
	/** The types that the platform itself knows. */
	readonly platformTypes?: PlatformTypes;
	/** How a date is read that does not say in which zone it is meant. */
	readonly readDate?: DateReader;
}

/**
 * The value of a `set` in the form that is sent, with its type chosen or detected; dates for
 * variables that hold dates are put into UTC, unless the type is chosen. Takes texts, numbers,
 * booleans, dates and lists of them. `advice` is there where the type is a guess.
 * Throws {@link InvalidInput} for a missing value, for one that nobody can have meant and for one
 * that its type cannot hold.
 */
export function encodeValue(
	path: string,
	value: unknown,
	choice: ValueTypeChoice,
	{ platformTypes, readDate = zonedDate }: ValueKnowledge = {},
): EncodedValue & { advice?: Advice } {
	const plain = plainValue(path, value);
	if (choice !== 'detect') return encodeAs(path, plain, choice, 'choose another value type');

	if (isDatePath(path)) {
		return { value: encodeDate(path, String(plain), readDate), value_type: 'string' };
	}
	const { type, source, uncertain } = detectValueType(path, value, platformTypes);
	const otherwise =
		source === 'value' ? 'choose another value type' : 'choose the value type yourself';
	const encoded = encodeAs(path, plain, type, otherwise);
	return uncertain ? { ...encoded, advice: guessed(path, encoded) } : encoded;
}

/**
 * The value that a server reported, typed for JSON. Integers beyond 2^53 stay texts, and so do
 * dates and what does not fit its type; without a type, JSON's own types are kept. No value is
 * null. Never throws.
 */
export function decodeValue(value: unknown, type: string | null): string | number | boolean | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'object') return asJson(value);
	if (typeof value === 'number' || typeof value === 'boolean') {
		return decodeText(String(value), valueTypeNamed(type)) ?? value;
	}
	const text = String(value);
	return decodeText(text, valueTypeNamed(type)) ?? text;
}

/** What is left of the many kinds of input before its type matters. */
type Plain = string | number | boolean;

function plainValue(path: string, value: unknown): Plain {
	if (value === undefined || value === null) {
		throw new InvalidInput(
			`The value of "${path}" is missing`,
			'Give a value; an empty text is one, too.',
		);
	}
	if (Array.isArray(value)) {
		return encodeList(value.map((item: unknown) => String(scalar(path, item))));
	}
	return scalar(path, value);
}

function scalar(path: string, value: unknown): Plain {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'string') return text(path, value);
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'number') return exactNumber(path, value);
	const instant = valueInstant(value);
	// Some devices refuse fractions of a second.
	if (instant !== null) return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
	throw new InvalidInput(
		`The value of "${path}" is not a text, a number, a boolean or a list of them`,
		'Pick the one field of the object that holds the value.',
	);
}

function exactNumber(path: string, value: number): number {
	if (!Number.isFinite(value)) {
		throw new InvalidInput(
			`The value of "${path}" is not a finite number`,
			'Check the expression that computes it.',
		);
	}
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new InvalidInput(
			`The value of "${path}" is beyond 2^53, where JavaScript numbers are no longer exact`,
			'Give the number as text, in quotes.',
		);
	}
	return value;
}

function text(path: string, value: string): string {
	// A UTF-16 unit needs a byte or more, so a longer text needs no counting.
	if (value.length > MAX_VALUE_BYTES || utf8Bytes(value) > MAX_VALUE_BYTES) {
		throw new InvalidInput(
			`The value of "${path}" is larger than ${MAX_VALUE_BYTES / 1024} kB`,
			'Shorten it; files are for a download, not for a parameter.',
		);
	}
	const odd = NOT_IN_XML.exec(value)?.[0];
	if (odd !== undefined) {
		throw new InvalidInput(
			`The value of "${path}" contains the character ${characterName(odd)}, which CWMP cannot carry`,
			'Remove the control character.',
		);
	}
	// These two are also words that somebody may use; advice tells of them.
	const flaw = /^(?:null|NaN)$/.test(value) ? undefined : neverMeant(value);
	if (flaw) throw new InvalidInput(`The value of "${path}" ${flaw.message}`, flaw.fix);
	return value;
}

function encodeAs(path: string, value: Plain, type: ValueType, otherwise: string): EncodedValue {
	const encoded = encoders[type](value);
	if (encoded !== undefined) return { value: text(path, encoded), value_type: type };
	if (type === 'integer' && isShortenedNumber(String(value))) {
		throw new InvalidInput(
			`The value of "${path}" is a number that a sheet has shortened, and so lost its last digits`,
			'Format the column as text before the number is typed or imported.',
		);
	}
	throw new InvalidInput(
		`The value of "${path}" is not ${NOUN[type]}`,
		`${EXPECTED[type]}; if the device expects something else, ${otherwise}.`,
	);
}

const NOUN: Record<ValueType, string> = {
	integer: 'an integer',
	boolean: 'a boolean',
	string: 'a text',
};

const EXPECTED: Record<ValueType, string> = {
	integer: 'Give digits only, from -2^63 to 2^64 - 1',
	boolean: 'Give true or false (or 1, 0, yes, no)',
	string: 'Give a text',
};

/** The canonical text of a value in this type; undefined where it has none. */
const encoders: Record<ValueType, (value: Plain) => string | undefined> = {
	integer: (value) => {
		if (typeof value === 'boolean') return undefined;
		return canonicalInteger(String(value).trim());
	},
	boolean: (value) => {
		const word = String(value).trim().toLowerCase();
		if (TRUE.includes(word)) return 'true';
		return FALSE.includes(word) ? 'false' : undefined;
	},
	string: (value) => String(value),
};

function canonicalInteger(decimal: string): string | undefined {
	const match = /^([+-]?)0*([1-9]\d*|0)$/.exec(decimal);
	if (!match) return undefined;
	const [, sign, digits = ''] = match;
	const canonical = sign === '-' && digits !== '0' ? `-${digits}` : digits;
	return fitsInteger(canonical) ? canonical : undefined;
}

function guessed(path: string, { value_type }: EncodedValue): Advice {
	return {
		code: 'guessed_type',
		message: `"${path}" is not known: its type was guessed, and the value is sent as ${value_type}`,
		fix: 'If the parameter has another type, choose the value type yourself.',
	};
}

/** The typed value of a text; undefined where the text says nothing but itself. */
function decodeText(value: string, type: ValueType | null): string | number | boolean | undefined {
	if (type === 'integer' && /^[+-]?\d+$/.test(value.trim())) {
		const number = Number(value);
		return Number.isSafeInteger(number) ? number + 0 : value.trim();
	}
	if (type === 'boolean') {
		const word = value.trim().toLowerCase();
		if (word === 'true' || word === '1') return true;
		if (word === 'false' || word === '0') return false;
	}
	return type === 'string' ? value : undefined;
}

function asJson(value: object): string | null {
	try {
		return JSON.stringify(value) ?? null;
	} catch {
		return null;
	}
}

function utf8Bytes(value: string): number {
	let bytes = 0;
	for (const character of value) {
		const code = character.codePointAt(0) ?? 0;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return bytes;
}
