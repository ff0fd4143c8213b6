import type { INodeProperties } from 'n8n-workflow';

import { deviceField } from '../../../fields/deviceField';
import { deviceFilterField } from '../../../fields/deviceFilters';

/** The choice of what to work on: one device, a list of them, or all that match a filter. */
export const targetFields: INodeProperties[] = [
	{
		displayName: 'Target',
		name: 'target',
		type: 'options',
		noDataExpression: true,
		default: 'device',
		options: [
			{ name: 'Devices Matching a Filter', value: 'filter' },
			{ name: 'List of Serial Numbers', value: 'list' },
			{ name: 'One Device', value: 'device' },
		],
		description: 'What to work on. Each device gets an output item of its own.',
	},
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
			'Serial numbers separated by commas or new lines, or an expression that gives an array of them',
	},
	{ ...deviceFilterField, displayOptions: { show: { target: ['filter'] } } },
];
