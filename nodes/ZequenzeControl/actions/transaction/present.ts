import type { IDataObject } from 'n8n-workflow';

import type { Transaction } from '../../control/transaction';
import { redactAnswer } from '../../control/redaction';
import { outcomeOf } from '../../follow/outcome';
import { readVocabulary } from '../../fields/outputFields';

/** How transactions are shown, as the options of an item say. */
export type Presentation = (transaction: Transaction) => IDataObject;

/** Reads from the options how to show transactions: simplified or raw, with or without secret values. */
export function readPresentation(options: Readonly<Record<string, unknown>>): Presentation {
	const showSecrets = options.showSensitiveValues === true;
	if (options.output === 'raw') return ({ raw }) => redactAnswer(raw, { showSecrets });
	const words = readVocabulary(options);
	return (transaction) => ({ ...outcomeOf(transaction, { words, showSecrets }) });
}
