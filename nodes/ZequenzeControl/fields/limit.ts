import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../items/parameters';
import { readNumber, readSwitch } from './readers';

const RETURN_ALL = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
} as const satisfies INodeProperties;

const LIMIT = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
} as const satisfies INodeProperties;

/** The two fields by which a user asks for all results, or for a number of them. */
export const limitFields: INodeProperties[] = [RETURN_ALL, LIMIT];

/** How many results an item wants; Infinity for all. Throws InvalidInput. */
export function readLimit(parameters: ItemParameters, itemIndex: number): number {
	if (readSwitch(parameters.given(itemIndex, RETURN_ALL.name), RETURN_ALL)) return Infinity;
	return readNumber(parameters.given(itemIndex, LIMIT.name), LIMIT);
}
