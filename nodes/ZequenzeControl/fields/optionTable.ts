import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject } from '../ground/json';
import { InvalidInput } from '../ground/invalidInput';

/** A numeric option: its field in the editor and the bounds it is held to. */
export interface NumberOption {
	label: string;
	description: string;
	initial: number;
	min: number;
	max: number;
}

/** The editor's field for a numeric option. */
export function numberField(
	name: string,
	{ label, description, initial, min, max }: NumberOption,
): INodeProperties {
	return {
		displayName: label,
		name,
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: initial,
		description,
	};
}

/**
 * The number that was set for an option, or its default. Throws InvalidInput for what is no number or is outside
 * its bounds: expressions can give anything.
 */
export function readNumber(
	options: Readonly<Record<string, unknown>>,
	name: string,
	option: NumberOption,
): number {
	const set = options[name];
	if (set === undefined || set === null || set === '') return option.initial;
	const value = typeof set === 'string' ? Number(set) : set;
	if (typeof value === 'number' && value >= option.min && value <= option.max) return value;
	throw new InvalidInput(
		`${option.label}: "${isJsonObject(set) ? 'an object' : String(set)}" cannot be used`,
		`Enter a number from ${option.min} to ${option.max}.`,
	);
}
