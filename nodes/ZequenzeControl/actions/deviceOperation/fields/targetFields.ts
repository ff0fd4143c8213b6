import type { INodeProperties } from 'n8n-workflow';

import { deviceField } from '../../../fields/deviceField';
import { deviceFilterField } from '../../../fields/deviceFilters';

export const targetField = {
	displayName: 'Target',
	name: 'target',
	type: 'options',
	noDataExpression: true,
	default: 'device',
	options: [
		{ name: 'One Device', value: 'device' },
		{ name: 'List of Serial Numbers', value: 'list' },
		{ name: 'Devices Matching a Filter', value: 'filter' },
		{ name: 'All Devices', value: 'all', description: 'That the token may see' },
	],
	description: 'What to work on. Each device gets an output item of its own.',
} as const satisfies INodeProperties;

/** The choice of what to work on, the least that can happen first. */
export const targetFields: INodeProperties[] = [
	targetField,
	{ ...deviceField, displayOptions: { show: { target: ['device'] } } },
	{
		displayName: 'Serial Numbers',
		name: 'serialNumbers',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. SN000001, SN000002',
		displayOptions: { show: { target: ['list'] } },
		description:
			'Serial numbers separated by commas, tabs or new lines, or an expression that gives an array of them',
	},
	{ ...deviceFilterField, displayOptions: { show: { target: ['filter'] } } },
];
