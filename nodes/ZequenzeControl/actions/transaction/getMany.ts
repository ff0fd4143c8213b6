import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Transaction } from '../../control/answers/transaction';
import { limitFields, readLimit } from '../../fields/limit';
import { readVocabulary } from '../../fields/outputFields';
import { readSwitch } from '../../fields/readers';
import {
	operationsFilter,
	readTransactionFilter,
	readUpdatedSince,
	serialNumbersFilter,
	statesFilter,
	updatedSinceFilter,
} from '../../fields/transactionFilters';
import { updateStatusOption } from '../../fields/updateStatusOption';
import { Newest } from '../../follow/events/newest';
import { readPerItem } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { transactionOptions } from './options';
import { readPresentation } from './present';

const OPTIONS = transactionOptions();

const FILTERS = {
	displayName: 'Filters',
	name: 'transactionFilters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [operationsFilter, serialNumbersFilter, statesFilter, updatedSinceFilter],
} as const satisfies INodeProperties;

/** Lists scheduled operations, those that this node scheduled and all others. */
export const getManyTransactions: NodeOperation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many transactions',
		description:
			'List scheduled operations and where they stand, the newest first where the list tells which they are',
	},
	toolDescription:
		'Lists operations that were scheduled on devices, by this agent and by others, with their state and the fault of the device if there was one. Values of passwords and keys are never shown.',
	fields: [...limitFields, FILTERS, OPTIONS],
	execute: async (context) =>
		await readPerItem(context, {
			plan: (parameters, itemIndex) => {
				const options = parameters.readCollection(OPTIONS, itemIndex);
				const filters = parameters.readCollection(FILTERS, itemIndex);
				const isOfThese = readTransactionFilter(filters, readVocabulary(options));
				const isRecent = readUpdatedSince(filters, parameters.timeZone);
				return {
					limit: readLimit(parameters, itemIndex),
					isWanted: (transaction: Transaction) => isOfThese(transaction) && isRecent(transaction),
					updateStatus: readSwitch(options, updateStatusOption),
					present: readPresentation(options),
				};
			},
			read: async (client, { limit, isWanted, updateStatus, present }, hints) => {
				const newest = new Newest(limit);
				for await (const { transactions, end } of client.transactionList({ updateStatus })) {
					newest.add(transactions, isWanted);
					if (newest.isEnough) break;
					hints.addGap(end);
				}
				return newest.inOrder().flatMap((transaction): IDataObject[] => present(transaction));
			},
		}),
};
