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

/** The value type behind a server's own word for it, e.g. "xsd:unsignedInt"; null for no word. */
export function valueTypeNamed(type: string | null): ValueType | null {
	const word = (type ?? '').replace(/^.*:/, '').toLowerCase();
	if (/^bool(ean)?$/.test(word)) return 'boolean';
	if (/^(unsigned)?(int|integer|long|short|byte)$|^number$/.test(word)) return 'integer';
	return word === '' ? null : 'string';
}
