import type { INodeProperties } from 'n8n-workflow';

import type { DeviceFilters } from '../control/endpoints';
import { InvalidInput } from '../ground/invalidInput';
import { asText } from '../ground/json';
import { locatorValue, type ItemParameters } from '../items/parameters';
import { searchBy } from './listSearch';
import { readDate, readSwitch, refusal, type Given } from './readers';

const CONNECTION = {
	displayName: 'Connection',
	name: 'status',
	type: 'options',
	default: 'up',
	options: [
		{ name: 'Down', value: 'down' },
		{ name: 'Up', value: 'up' },
	],
	description: 'Whether the device is in contact with CONTROL',
} as const satisfies INodeProperties;

const CHANGED_SINCE = {
	displayName: 'Connection Changed Since',
	name: 'last_status_change_from',
	type: 'dateTime',
	default: '',
	description: 'Only devices that came up or went down at this time or later',
} as const satisfies INodeProperties;

export const organizationFilter = {
	displayName: 'Organization',
	name: 'organization',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only devices of this organization',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an organization...',
			typeOptions: searchBy('searchOrganizations'),
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12' },
	],
} as const satisfies INodeProperties;

const PENDING = {
	displayName: 'Pending Settings',
	name: 'pending',
	type: 'boolean',
	default: true,
	description: 'Whether devices must have (or must not have) settings that wait for them',
} as const satisfies INodeProperties;

export const typeFilter = {
	displayName: 'Type',
	name: 'type',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Only devices of this type',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a type...',
			typeOptions: searchBy('searchTypes'),
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 3' },
	],
} as const satisfies INodeProperties;

const UPDATE_STATUS = {
	displayName: 'Update Status',
	name: 'update_status',
	type: 'boolean',
	default: false,
	description:
		'Whether CONTROL refreshes the state of the devices first. Fresher, but slower: use it sparingly.',
} as const satisfies INodeProperties;

/** Filters of the device list, as CONTROL offers them; it has none for names or serial numbers. */
export const deviceFilterField = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [CONNECTION, CHANGED_SINCE, organizationFilter, PENDING, typeFilter, UPDATE_STATUS],
} as const satisfies INodeProperties;

/** The filters that narrow the list down, as the editor calls them. */
export const NARROWING = [
	CONNECTION,
	CHANGED_SINCE,
	organizationFilter,
	PENDING,
	typeFilter,
] as const;

/** The filters of an item, as the API takes them. Throws InvalidInput naming the filter. */
export function readDeviceFilters(parameters: ItemParameters, itemIndex: number): DeviceFilters {
	return deviceFilters(
		parameters.readCollection(deviceFilterField, itemIndex),
		parameters.timeZone,
	);
}

/**
 * The filters as the API takes them; dates without a zone are meant in `timeZone`. Throws
 * InvalidInput naming the filter.
 */
export function deviceFilters(given: Given, timeZone: () => string): DeviceFilters {
	refuseEmptyFilters(given);
	const changedSince = readDate(given, CHANGED_SINCE, timeZone);
	return {
		type: readId(given, typeFilter),
		status: CONNECTION.name in given ? readConnection(given.status) : undefined,
		last_status_change_from:
			changedSince === null ? undefined : new Date(changedSince).toISOString(),
		organization: readId(given, organizationFilter),
		pending: PENDING.name in given ? readSwitch(given, PENDING) : undefined,
		update_status: readSwitch(given, UPDATE_STATUS) || undefined,
	};
}

/** A filter whose expression gives nothing must not let the whole fleet through. */
function refuseEmptyFilters(given: Given): void {
	for (const { name, displayName } of NARROWING) {
		if (!(name in given) || !isUnset(locatorValue(given[name]))) continue;
		throw new InvalidInput(
			`${displayName}: The filter is empty`,
			'Give it a value, or remove the filter to mean all devices.',
		);
	}
}

function isUnset(value: unknown): boolean {
	return value === undefined || value === null || asText(value).trim() === '';
}

/** The number by which CONTROL knows a type or an organization. */
function readId(given: Given, field: { name: string; displayName: string }): number | undefined {
	if (!(field.name in given)) return undefined;
	const value = locatorValue(given[field.name]);
	const number =
		typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
	throw refusal(
		field,
		value,
		'is not a whole number',
		'Choose from the list, or enter the number that CONTROL gave it, e.g. 3',
	);
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
	['up', true],
	['true', true],
	['1', true],
	['down', false],
	['false', false],
	['0', false],
]);

/** Up or down, also in the words of the device list itself. */
function readConnection(value: unknown): boolean {
	const isWord =
		typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
	const up = isWord ? WORDS.get(String(value).trim().toLowerCase()) : undefined;
	if (up !== undefined) return up;
	throw refusal(CONNECTION, value, 'is neither up nor down', 'Use up or down');
}
