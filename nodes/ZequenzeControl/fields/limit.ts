import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../items/parameters';
import { readNumber, type NumberOption } from './optionTable';

const LIMIT: NumberOption = {
	label: 'Limit',
	description: 'Max number of results to return',
	initial: 50,
	min: 1,
	max: 1_000_000,
};

/** The two fields by which a user asks for all results, or for a number of them. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many results an item wants; Infinity for all. Throws InvalidInput. */
export function readLimit(parameters: ItemParameters, itemIndex: number): number {
	if (parameters.read('returnAll', itemIndex) === true) return Infinity;
	return Math.floor(readNumber({ limit: parameters.read('limit', itemIndex) }, 'limit', LIMIT));
}
