import type { INodeProperties } from 'n8n-workflow';

import type { DeviceFilters } from '../control/endpoints';
import { asText } from '../ground/json';
import { InvalidInput } from '../ground/invalidInput';
import { userInstant } from '../ground/dates';

/** Filters of the device list, as CONTROL offers them; it has none for names or serial numbers. */
export const deviceFilterField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Connection',
			name: 'status',
			type: 'options',
			default: 'up',
			options: [
				{ name: 'Down', value: 'down' },
				{ name: 'Up', value: 'up' },
			],
			description: 'Whether the device is in contact with CONTROL',
		},
		{
			displayName: 'Connection Changed Since',
			name: 'last_status_change_from',
			type: 'dateTime',
			default: '',
			description: 'Only devices that came up or went down at this time or later',
		},
		{
			displayName: 'Organization ID',
			name: 'organization',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12',
			description: 'Only devices of the organization with this number',
		},
		{
			displayName: 'Pending Settings',
			name: 'pending',
			type: 'boolean',
			default: true,
			description: 'Whether devices must have (or must not have) settings that wait for them',
		},
		{
			displayName: 'Type ID',
			name: 'type',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3',
			description: 'Only devices of the type with this number',
		},
		{
			displayName: 'Update Status',
			name: 'update_status',
			type: 'boolean',
			default: false,
			description:
				'Whether CONTROL refreshes the state of the devices first. Fresher, but slower: use it sparingly.',
		},
	],
};

/** The filters that narrow the list down, as the editor calls them. */
const LABELS: Readonly<Record<Exclude<keyof DeviceFilters, 'update_status'>, string>> = {
	status: 'Connection',
	last_status_change_from: 'Connection Changed Since',
	organization: 'Organization ID',
	pending: 'Pending Settings',
	type: 'Type ID',
};

/** The filters as the API takes them; dates without a zone are meant in `timeZone`. Throws InvalidInput naming the filter. */
export function readDeviceFilters(
	filters: Readonly<Record<string, unknown>>,
	timeZone: () => string,
): DeviceFilters {
	refuseEmptyFilters(filters);
	return {
		type: wholeNumber('Type ID', filters.type),
		status: filters.status === undefined ? undefined : connection(filters.status),
		last_status_change_from: instant(filters.last_status_change_from, timeZone),
		organization: wholeNumber('Organization ID', filters.organization),
		pending: truth('Pending Settings', filters.pending),
		update_status: truth('Update Status', filters.update_status) || undefined,
	};
}

/** A filter whose expression gives nothing must not let the whole fleet through. */
function refuseEmptyFilters(filters: Readonly<Record<string, unknown>>): void {
	for (const [name, label] of Object.entries(LABELS)) {
		if (!(name in filters) || !isUnset(filters[name])) continue;
		throw new InvalidInput(
			`${label}: The filter is empty`,
			'Give it a value, or remove the filter to mean all devices.',
		);
	}
}

function isUnset(value: unknown): boolean {
	return value === undefined || value === null || asText(value).trim() === '';
}

function wholeNumber(label: string, value: unknown): number | undefined {
	if (isUnset(value)) return undefined;
	const number = Number(value);
	if (Number.isSafeInteger(number) && number >= 0) return number;
	throw new InvalidInput(
		`${label}: "${asText(value)}" is not a whole number`,
		'Enter the number that CONTROL gave it, e.g. 3.',
	);
}

const UP = ['up', 'true', '1'];
const DOWN = ['down', 'false', '0'];

function connection(value: unknown): boolean {
	const word = asText(value).toLowerCase();
	if (UP.includes(word)) return true;
	if (DOWN.includes(word)) return false;
	throw new InvalidInput(
		`Connection: "${asText(value)}" is neither up nor down`,
		'Use up or down.',
	);
}

function truth(label: string, value: unknown): boolean | undefined {
	if (isUnset(value)) return undefined;
	const word = asText(value).toLowerCase();
	if (word === 'true' || word === 'false') return word === 'true';
	throw new InvalidInput(
		`${label}: "${asText(value)}" is neither true nor false`,
		'Use true or false.',
	);
}

function instant(value: unknown, timeZone: () => string): string | undefined {
	if (isUnset(value)) return undefined;
	const found = userInstant(value, timeZone);
	if (found !== null) return new Date(found).toISOString();
	throw new InvalidInput(
		`Connection Changed Since: "${asText(value)}" is not a date`,
		'Use an ISO 8601 date, e.g. 2026-01-31T22:00:00Z.',
	);
}
