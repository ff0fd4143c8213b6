import type { IDataObject } from 'n8n-workflow';

import type { Transaction } from '../../control/answers/transaction';
import { redactAnswer } from '../../control/redaction/redaction';
import { readOutcomeOptions, readsRaw } from '../../fields/outputFields';
import type { Given } from '../../fields/readers';
import { outcomeOf } from '../../follow/outcome';

/** How transactions are shown, as the options of an item say. */
export type Presentation = (transaction: Transaction) => IDataObject;

/**
 * Reads from the options how to show transactions: simplified or raw, with or without secret
 * values. Throws InvalidInput.
 */
export function readPresentation(options: Given): Presentation {
	const shown = readOutcomeOptions(options);
	if (readsRaw(options)) return ({ raw }) => redactAnswer(raw, shown);
	return (transaction) => ({ ...outcomeOf(transaction, shown) });
}
