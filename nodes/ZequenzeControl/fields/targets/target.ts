import type { INodeProperties } from 'n8n-workflow';

import type { DeviceFilters, DeviceKey } from '../../control/endpoints';
import { InvalidInput } from '../../ground/invalidInput';
import type { ItemParameters } from '../../items/parameters';
import { deviceField, readDevice } from '../deviceField';
import { deviceFilterField, readDeviceFilters } from '../deviceFilters';
import { readChoice } from '../readers';
import {
	readSerialNumberList,
	serialNumbersField,
	type SerialNumberList,
} from './serialNumberList';

const targetField = {
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
	serialNumbersField,
	{ ...deviceFilterField, displayOptions: { show: { target: ['filter'] } } },
];

/**
 * What an item is to work on: devices by serial number, one to be looked up by its name or ID, or
 * whatever matches a filter when the node runs.
 */
export type Target =
	| (SerialNumberList & { kind: 'devices'; many: boolean })
	| ({ kind: 'lookUp' } & DeviceKey)
	| { kind: 'filter'; filters: DeviceFilters };

/** The target of an item. Throws InvalidInput naming the field. */
export function readTarget(parameters: ItemParameters, itemIndex: number): Target {
	const choice = readChoice(parameters.given(itemIndex, targetField.name), targetField);
	if (choice === 'filter') {
		return { kind: 'filter', filters: readNarrowing(parameters, itemIndex) };
	}
	if (choice === 'all') return { kind: 'filter', filters: {} };
	if (choice === 'list') {
		const list = readSerialNumberList(parameters.read(serialNumbersField.name, itemIndex));
		return { kind: 'devices', ...list, many: true };
	}
	const asked = readDevice(parameters.read(deviceField.name, itemIndex));
	if (asked.by !== 'serialNumber') return { kind: 'lookUp', ...asked };
	return { kind: 'devices', serialNumbers: [asked.key], repeated: [], many: false };
}

/**
 * The whole fleet is a target of its own: filters that an expression left empty, or that n8n
 * dropped as it does not know their name, must not mean it.
 */
function readNarrowing(parameters: ItemParameters, itemIndex: number): DeviceFilters {
	const { update_status: updateStatus, ...filters } = readDeviceFilters(parameters, itemIndex);
	if (Object.values(filters).some((wanted) => wanted !== undefined)) {
		return { ...filters, update_status: updateStatus };
	}
	throw new InvalidInput(
		'Filters: No filter is given',
		'Add a filter that narrows the devices down, or choose the target All Devices.',
	);
}
