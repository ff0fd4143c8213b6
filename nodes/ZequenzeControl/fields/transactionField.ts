import type { INodeProperties } from 'n8n-workflow';

import { requireClean } from '../cwmp/paths/textFlaws';
import { InvalidInput } from '../ground/invalidInput';
import { locatorValue } from '../items/parameters';
import { inField } from './inField';
import { searchBy } from './listSearch';

/** The choice of one transaction, from the list or by id. */
export const transactionField: INodeProperties = {
	displayName: 'Transaction',
	name: 'transaction',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The scheduled operation to look at',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a transaction...',
			typeOptions: searchBy('searchTransactions'),
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 67890',
		},
	],
};

const MAX_ID_LENGTH = 256;

/** The transaction id in a field or a resource locator, exactly as text. Throws InvalidInput. */
export function readTransactionId(parameter: unknown): string {
	const value = locatorValue(parameter);
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new InvalidInput(
			'Transaction: The ID is a number that JavaScript has rounded',
			'Pass the ID as text, as the Zequenze CONTROL node gives it.',
		);
	}
	const isText = typeof value === 'number' || typeof value === 'string';
	const id = isText ? inField('Transaction', () => requireClean('The ID', String(value))) : '';
	if (!isText && value !== undefined && value !== null) {
		throw new InvalidInput(
			'Transaction: The ID is a text',
			'Use an expression that gives one ID, e.g. {{ $json.transaction_id }}.',
		);
	}
	if (!id) {
		throw new InvalidInput(
			'Transaction: The ID is empty',
			'Choose a transaction, or give its ID, e.g. {{ $json.transaction_id }}.',
		);
	}
	if (id.length > MAX_ID_LENGTH || /[\p{Cc}\p{Cs}]/u.test(id)) {
		throw new InvalidInput(
			'Transaction: This is not a transaction ID',
			'Give the transaction_id of one scheduled operation.',
		);
	}
	return id;
}
