import type { INodeProperties } from 'n8n-workflow';

import type { Transaction } from '../control/answers/transaction';
import { operations } from '../cwmp/operations';
import { stateOf, type State, type Vocabulary } from '../follow/states';
import { serverInstant } from '../ground/dates';
import { readChoices, readDate, readList, type Given } from './readers';

// Not by localeCompare, whose first call alone takes as long as loading a quarter of the package.
const OPERATION_OPTIONS = Object.entries(operations)
	.map(([value, { label }]) => ({ name: label, value }))
	.sort((one, other) => (one.name < other.name ? -1 : 1));

/** Filters that the node applies itself: the API has none but the id. */
export const operationsFilter = {
	displayName: 'Operations',
	name: 'operations',
	type: 'multiOptions',
	default: [],
	options: OPERATION_OPTIONS,
	description: 'Only these operations; all where none is chosen',
} as const satisfies INodeProperties;

export const serialNumbersFilter = {
	displayName: 'Serial Numbers',
	name: 'serialNumbers',
	type: 'string',
	default: '',
	placeholder: 'e.g. SN000001, SN000002',
	description: 'Only operations on these devices, separated by commas; all where empty',
} as const satisfies INodeProperties;

export const statesFilter = {
	displayName: 'States',
	name: 'states',
	type: 'multiOptions',
	default: [],
	options: [
		{ name: 'Failed', value: 'failed' },
		{ name: 'Running', value: 'running' },
		{ name: 'Scheduled', value: 'scheduled' },
		{ name: 'Succeeded', value: 'succeeded' },
		{ name: 'Unknown', value: 'unknown' },
	],
	description: 'Only operations in these states; all where none is chosen',
} as const satisfies INodeProperties;

export const updatedSinceFilter = {
	displayName: 'Updated Since',
	name: 'updatedSince',
	type: 'dateTime',
	default: '',
	description:
		'Only operations whose state changed at this time or later; where the server shows no such time, that were made since',
} as const satisfies INodeProperties;

/** Whether a transaction is wanted. */
export type TransactionFilter = (transaction: Transaction) => boolean;

/** The filter that a collection of the fields above describes. Throws InvalidInput. */
export function readTransactionFilter(filters: Given, words?: Vocabulary): TransactionFilter {
	const serialNumbers = readList(filters, serialNumbersFilter);
	const wantedOperations = readChoices(filters, operationsFilter);
	const states: ReadonlySet<State> = readChoices(filters, statesFilter);
	return (transaction) =>
		isIn(serialNumbers, transaction.serialNumber) &&
		isIn(wantedOperations, transaction.operation) &&
		(states.size === 0 || states.has(stateOf(transaction, words)));
}

/**
 * Whether a transaction was updated since the time that the filter names, if it names one. Throws
 * InvalidInput.
 */
export function readUpdatedSince(filters: Given, timeZone: () => string): TransactionFilter {
	const since = readDate(filters, updatedSinceFilter, timeZone);
	if (since === null) return () => true;
	return ({ updatedAt, createdAt }) =>
		(serverInstant(updatedAt ?? createdAt) ?? -Infinity) >= since;
}

function isIn(wanted: ReadonlySet<string>, value: string | null): boolean {
	return wanted.size === 0 || (value !== null && wanted.has(value));
}
