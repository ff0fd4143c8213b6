/** The value types of a `set`. Everything else (dates, lists, binary) travels as a string. */
export type ValueType = 'integer' | 'boolean' | 'string';
export type ValueTypeChoice = ValueType | 'detect';

/** A value as it travels: always a text, beside its type. */
export interface EncodedValue {
	readonly value: string;
	readonly value_type: ValueType;
}

/** The types that the platform itself knows for a path; undefined where it knows none. */
export type PlatformTypes = (path: string) => ValueType | undefined;

/**
 * Words for types, in lower case and without spaces: of XML Schema, of the data models, of SNMP and
 * of programming languages.
 */
const WORDS: Readonly<Record<ValueType, RegExp>> = {
	boolean: /^bool(ean)?$/,
	integer:
		/^(u|(un)?signed|(non)?(posi|nega)tive)?(int|integer|long|short|byte)(8|16|32|64)?(_t)?$|^(un)?signed$|^[uis](1|2|4|8|16|32|64)$|^(stats)?counter(32|64)?$|^number$|^numeric$/,
	string:
		/^(string|text|char|date|datetime|base64(binary)?|hexbinary|list|ip(v[46])?address|macaddress|uuid|ur[il]|enum(eration)?|decimal|float|double)$/,
};

const TYPES = ['boolean', 'integer', 'string'] as const;

/**
 * The value type behind a server's own word for it, e.g. "xsd:unsignedInt" or "string(64)"; null
 * where the word does not tell.
 */
export function valueTypeNamed(type: string | null): ValueType | null {
	const word = (type ?? '')
		.replace(/[([].*$/s, '')
		.replace(/^.*:/s, '')
		.replace(/[\s-]+/g, '')
		.toLowerCase();
	return TYPES.find((known) => WORDS[known].test(word)) ?? null;
}
