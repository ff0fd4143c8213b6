import type { IDataObject } from 'n8n-workflow';

import type { Transaction } from '../../control/answers/transaction';
import { redactAnswer } from '../../control/redaction/redaction';
import { readOutcomeOptions, readShape } from '../../fields/outputFields';
import type { Given } from '../../fields/readers';
import { outcomeOf } from '../../follow/outcome';
import { rowsOf } from '../../follow/outcomeRows';

/** How transactions are shown, as the options of an item say. */
export type Presentation = (transaction: Transaction) => IDataObject[];

/**
 * Reads from the options how to show transactions: in which shape, with or without secret
 * values. Throws InvalidInput.
 */
export function readPresentation(options: Given): Presentation {
	const shown = readOutcomeOptions(options);
	const shape = readShape(options);
	if (shape === 'raw') return ({ raw }) => [redactAnswer(raw, shown)];
	return (transaction) => rowsOf(outcomeOf(transaction, shown), shape);
}
