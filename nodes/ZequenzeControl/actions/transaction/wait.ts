import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DEFAULT_TIMEOUT_MS } from '../../control/n8nTransport';
import { redactAnswer } from '../../control/redaction/redaction';
import { readOutcomeOptions, readShape, type Shape } from '../../fields/outputFields';
import { readTransactionId, transactionField } from '../../fields/transactionField';
import { readWait, waitDeadline, waitOptions, type WaitChoice } from '../../fields/waitFields';
import { unknownOutcome, type OutcomeOptions } from '../../follow/outcome';
import { rowsOf } from '../../follow/outcomeRows';
import { waitForCompletion } from '../../follow/waiting/waitForCompletion';
import { Hints } from '../../items/hints';
import { ItemOutput } from '../../items/itemOutput';
import { ItemParameters } from '../../items/parameters';
import { clientFor, readingPace } from '../../items/perItem';
import { remarkOnRefresh } from '../../items/refreshRemark';
import type { NodeOperation } from '../operation';
import { waited } from '../waiting';
import { transactionOptions } from './options';

interface WaitPlan {
	itemIndex: number;
	id: string;
	outcomeOptions: OutcomeOptions;
	shape: Shape;
	wait: WaitChoice;
}

const OPTIONS = transactionOptions(...waitOptions);

/** Waits until scheduled operations have ended, all input items together. */
export const waitForTransactions: NodeOperation = {
	option: {
		name: 'Wait for Completion',
		value: 'wait',
		action: 'Wait for completion of transaction',
		description:
			'Wait until a scheduled operation has succeeded or failed, or a deadline has passed',
	},
	toolDescription:
		'Waits until a scheduled operation has succeeded or failed, or a deadline has passed (timed_out). Use it for a transaction_id whose state is "scheduled" or "running"; do not call it again and again.',
	fields: [transactionField, waitDeadline, OPTIONS],
	execute: waitForAll,
};

async function waitForAll(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const plans = await output.forEachItem(waitPlanner(parameters));
	const [first] = plans;
	const client = await clientFor(context, output, plans, first && requestTimeoutMs(first.wait));
	if (!client || !first) return output.items();

	const hints = new Hints();
	const deadlines = new Map(plans.map(({ id, wait }) => [id, wait.settings.deadlineMs]));
	const ends = await waitForCompletion(client, deadlines.keys(), {
		...first.wait.settings,
		deadlines,
		...readingPace(context),
	});
	for (const { itemIndex, id, outcomeOptions, shape, wait } of plans) {
		const end = ends.get(id);
		if (!end) continue;
		const result = waited(end, unknownOutcome(id), outcomeOptions, { ...wait, hints });
		if ('error' in result) {
			output.fail(itemIndex, result.error, { ...result.subject, transaction_id: id });
		} else if (shape === 'raw' && 'transaction' in end && end.transaction) {
			output.add(itemIndex, redactAnswer(end.transaction.raw, outcomeOptions));
		} else {
			const rows = rowsOf(result.outcome, shape === 'raw' ? 'simplified' : shape);
			for (const row of rows) output.add(itemIndex, row);
		}
	}
	remarkOnRefresh(client, hints);
	output.remark(hints);
	return output.items();
}

/**
 * How long a look may wait for an answer: one that takes longer than the whole wait comes too late.
 */
function requestTimeoutMs({ settings }: WaitChoice): number {
	return Math.min(settings.deadlineMs, DEFAULT_TIMEOUT_MS);
}

/** Returns what makes the plan of an item; it throws InvalidInput. */
function waitPlanner(parameters: ItemParameters): (itemIndex: number) => WaitPlan {
	const settingsOf = parameters.shared(['options', waitDeadline.name], (itemIndex) => {
		const options = parameters.readCollection(OPTIONS, itemIndex);
		return {
			outcomeOptions: readOutcomeOptions(options),
			shape: readShape(options),
			wait: readWait(options, parameters.given(itemIndex, waitDeadline.name), parameters),
		};
	});
	return (itemIndex) => ({
		itemIndex,
		...settingsOf(itemIndex),
		id: readTransactionId(parameters.read('transaction', itemIndex)),
	});
}
