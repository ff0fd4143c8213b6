import type { INodeProperties } from 'n8n-workflow';

import type { OutcomeShape } from '../follow/outcomeRows';
import type { Shape } from './outputFields';
import { readChoice, type Given } from './readers';

export const resultsInOption = {
	displayName: 'Results In',
	name: 'resultsIn',
	type: 'options',
	default: 'items',
	options: [
		{ name: 'Items', value: 'items', description: 'An item for each device' },
		{
			name: 'Summary and CSV File',
			value: 'csv',
			description: 'One item with the numbers of the run, and a file with a row for each device',
		},
		{
			name: 'Summary and JSON Lines File',
			value: 'jsonLines',
			description: 'One item with the numbers of the run, and a file with a line for each device',
		},
	],
	description:
		'What becomes of the results. For tens of thousands of devices a file needs far less memory than items. Devices that failed are in it too, unless On Error stops the node.',
} as const satisfies INodeProperties;

export type ResultsIn = 'items' | 'csv' | 'jsonLines';

/** Where the results are to go. Throws InvalidInput. */
export function readResultsIn(options: Given): ResultsIn {
	return readChoice(options, resultsInOption);
}

/** The shape of a row: a cell of a CSV file has no room for an object. */
export function shapeIn(resultsIn: ResultsIn, shape: Shape): OutcomeShape | 'raw' {
	return resultsIn === 'csv' && shape === 'simplified' ? 'flat' : shape;
}
