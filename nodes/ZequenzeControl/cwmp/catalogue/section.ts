import type { ValueType } from '../valueType';

/**
 * Type and access of a parameter: read-only (r) or writable (w); "r/w" where Device:2 and
 * InternetGatewayDevice:1 differ, in this order. A table is an object one can add to; "object" is
 * any other.
 */
export type Kind =
	| `${ValueType} ${'r' | 'w' | 'r/w' | 'w/r'}`
	| 'object'
	| 'table'
	| 'object/table'
	| 'table/object';

/** Least and greatest value, both included; null where there is no bound. */
export type Range = readonly [least: number | null, greatest: number | null];

/** A range, or the words that are usual. */
export type ValueRange = Range | readonly string[];

export interface Details {
	/** Of the usual values. */
	readonly unit?: string;
	readonly secret?: true;
	/** Values that are usual in a `set`. */
	readonly usual?: ValueRange;
}

/**
 * One variable in both data models. Names are relative to the section; a missing name in
 * InternetGatewayDevice:1 means the same name, and null that there is no such variable.
 */
export type Row = readonly [
	label: string,
	kind: Kind,
	device2: string | null,
	igd1?: string | null,
	details?: Details,
];

/** Variables that live under one branch. */
export interface Section {
	readonly group: string;
	readonly device2: string;
	readonly igd1: string;
	readonly rows: readonly Row[];
}
