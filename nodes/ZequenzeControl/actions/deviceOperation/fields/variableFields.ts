import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { OperationName } from '../../../cwmp/operations';
import { variableSets } from '../../../cwmp/variableSets';
import { searchBy, type ListSearchName } from '../../../fields/listSearch';
import { instanceField } from './instanceFields';

/** How each operation speaks of what it names, and an example of it. */
interface Wording {
	title: string;
	one: string;
	add: string;
	path: string;
	placeholder: string;
	json: string;
}

const WORDING: Readonly<Record<OperationName, Wording>> = {
	get: {
		title: 'Variables',
		one: 'Variable',
		add: 'Add Variable',
		path: 'The parameter to read, or a branch of the tree with a dot at its end',
		placeholder: 'e.g. Device.DeviceInfo.UpTime',
		json: '["Device.DeviceInfo.UpTime", "Device.DeviceInfo.SoftwareVersion"]',
	},
	set: {
		title: 'Variables',
		one: 'Variable',
		add: 'Add Variable',
		path: 'The parameter to change',
		placeholder: 'e.g. Device.ManagementServer.PeriodicInformInterval',
		json: '{"Device.ManagementServer.PeriodicInformInterval": 300}',
	},
	'add.obj': {
		title: 'Objects',
		one: 'Object',
		add: 'Add Object',
		path: 'The table that gets a new instance',
		placeholder: 'e.g. Device.WiFi.SSID.',
		json: '["Device.WiFi.SSID."]',
	},
	'del.obj': {
		title: 'Objects',
		one: 'Object',
		add: 'Add Object',
		path: 'The instance to delete',
		placeholder: 'e.g. Device.WiFi.SSID.3.',
		json: '["Device.WiFi.SSID.3."]',
	},
};

/** How the variables are named; a ready-made set is for reading only. */
export const specifyField = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Using Columns of the Input',
			value: 'columns',
			description: 'Each key of the input item that is a path, with its value',
		},
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
		{ name: 'Using a Ready-Made Set', value: 'set' },
	],
	default: 'fields',
	description: 'How to name what the operation works on',
} as const satisfies INodeProperties;

/**
 * Ways that only one operation has: values of columns are for setting, ready-made sets for reading.
 */
const ONLY_FOR: Readonly<Partial<Record<string, OperationName>>> = { columns: 'set', set: 'get' };

/** What an empty cell of a column means. */
export const emptyCellsField = {
	displayName: 'Empty Cells',
	name: 'emptyCells',
	type: 'options',
	default: 'skip',
	options: [
		{ name: 'Send Empty', value: 'send', description: 'Set the variable to an empty text' },
		{ name: 'Skip', value: 'skip', description: 'Leave the variable as it is' },
	],
	displayOptions: { show: { specifyVariables: ['columns'] } },
	description: 'What to do about a column that has no value in an item',
} as const satisfies INodeProperties;

/**
 * The fields by which an operation names its variables: one by one, by columns of the input, or as
 * JSON.
 */
export function variableFields(operation: OperationName): INodeProperties[] {
	const { title, json } = WORDING[operation];
	const isGet = operation === 'get';
	return [
		{
			...specifyField,
			displayName: `Specify ${title}`,
			options: specifyField.options.filter(
				({ value }) => (ONLY_FOR[value] ?? operation) === operation,
			),
		},
		{
			displayName: title,
			name: 'variables',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: WORDING[operation].add },
			placeholder: WORDING[operation].add,
			default: { variable: [{}] },
			displayOptions: { show: { specifyVariables: ['fields'] } },
			options: [rowOf(operation)],
		},
		{
			displayName: `${title} (JSON)`,
			name: 'variablesJson',
			type: 'json',
			typeOptions: { rows: 5 },
			default: json,
			required: true,
			displayOptions: { show: { specifyVariables: ['json'] } },
			description:
				operation === 'set'
					? 'An object of paths and values, or an array of objects with variable_name, value and, where it should not be detected, value_type'
					: 'An array of paths, or of objects with variable_name',
		},
		...(isGet ? SET_FIELDS : []),
		...(operation === 'set' ? [emptyCellsField] : []),
	];
}

function rowOf(operation: OperationName): INodePropertyCollection {
	const { one, path, placeholder } = WORDING[operation];
	const name: INodeProperties = {
		displayName: one,
		name: 'variable_name',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: path,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Search by name or path...',
				typeOptions: searchBy(SEARCH[operation]),
			},
			{ displayName: 'By Path', name: 'path', type: 'string', placeholder },
		],
	};
	return {
		displayName: one,
		name: 'variable',
		values: [name, instanceField, ...(operation === 'set' ? VALUE_FIELDS : [])],
	};
}

/** The search in the editor that offers what the operation can use. */
const SEARCH: Readonly<Record<OperationName, ListSearchName>> = {
	get: 'searchReadable',
	set: 'searchWritable',
	'add.obj': 'searchTables',
	'del.obj': 'searchInstances',
};

export const setField = {
	displayName: 'Set',
	name: 'variableSet',
	type: 'options',
	default: 'health',
	options: variableSets.map(({ name, value, description }) => ({ name, value, description })),
	displayOptions: { show: { specifyVariables: ['set'] } },
	description: 'The variables to read',
} satisfies INodeProperties;

export const dataModelField = {
	displayName: 'Data Model',
	name: 'dataModel',
	type: 'options',
	default: 'device2',
	options: [
		{
			name: 'Device:2 (TR-181)',
			value: 'device2',
			description: 'Paths start with "Device." on newer devices',
		},
		{
			name: 'InternetGatewayDevice:1 (TR-098)',
			value: 'igd1',
			description: 'Paths start with "InternetGatewayDevice." on older devices',
		},
	],
	displayOptions: { show: { specifyVariables: ['set'] } },
	description: 'The data model that the devices speak',
} as const satisfies INodeProperties;

/** The choice of a ready-made set, and of the data model that the devices speak. */
const SET_FIELDS: INodeProperties[] = [setField, dataModelField];

const VALUE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300',
		description: 'The value to set',
	},
	{
		displayName: 'Value Type',
		name: 'value_type',
		type: 'options',
		default: 'detect',
		options: [
			{ name: 'Boolean', value: 'boolean' },
			{
				name: 'Detect',
				value: 'detect',
				description: 'By the path, or else by the value; dates are put into UTC',
			},
			{ name: 'Integer', value: 'integer' },
			{ name: 'String', value: 'string' },
		],
		description: 'The type that the device expects',
	},
];
