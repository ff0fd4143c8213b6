import type { Resource } from '../operation';
import { getTransaction } from './get';
import { getManyTransactions } from './getMany';
import { waitForTransactions } from './wait';

/** What was scheduled, here or elsewhere, and where it stands. */
export const transaction: Resource = {
	name: 'Transaction',
	value: 'transaction',
	defaultOperation: 'get',
	operations: [getTransaction, getManyTransactions, waitForTransactions],
};
