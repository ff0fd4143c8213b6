import { ControlError } from '../../control/failures/errors';
import { readSwitch } from '../../fields/readers';
import { readTransactionId, transactionField } from '../../fields/transactionField';
import { updateStatusOption } from '../../fields/updateStatusOption';
import { readPerItem } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { transactionOptions } from './options';
import { readPresentation } from './present';

const OPTIONS = transactionOptions();

/** Looks one scheduled operation up, by its id. */
export const getTransaction: NodeOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get transaction',
		description: 'Look up where a scheduled operation stands',
	},
	toolDescription:
		'Looks one scheduled operation up by its transaction_id: its state (scheduled, running, succeeded, failed, unknown), what was read, and the fault of the device if there was one.',
	fields: [transactionField, OPTIONS],
	execute: async (context) =>
		await readPerItem(context, {
			plan: (parameters, itemIndex) => {
				const options = parameters.readCollection(OPTIONS, itemIndex);
				return {
					id: readTransactionId(parameters.read('transaction', itemIndex)),
					updateStatus: readSwitch(options, updateStatusOption),
					present: readPresentation(options),
				};
			},
			subject: ({ id }) => ({ transaction_id: id }),
			read: async (client, { id, updateStatus, present }) => {
				const transaction = await client.transaction(id, updateStatus);
				if (!transaction) throw notListed(id);
				return present(transaction);
			},
		}),
};

function notListed(id: string): ControlError {
	return new ControlError({
		kind: 'not_found',
		message: `CONTROL lists no transaction with the ID "${id}" [HTTP 404]`,
		fix: 'Check the ID. Servers may drop finished transactions from their list after some time.',
		httpCode: 404,
		transient: false,
	});
}
