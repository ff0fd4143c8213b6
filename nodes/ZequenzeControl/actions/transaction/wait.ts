import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { DEFAULT_TIMEOUT_MS } from '../../control/n8nTransport';
import { presentable } from '../../control/redaction';
import { unknownOutcome, type Reading } from '../../follow/outcome';
import { watch } from '../../follow/watch';
import { realClock } from '../../items/clock';
import { Hints } from '../../items/hints';
import { ItemOutput } from '../../items/itemOutput';
import type { NodeOperation } from '../operation';
import { readReading } from '../../fields/outputFields';
import { ItemParameters } from '../../items/parameters';
import { clientFor } from '../../items/perItem';
import { readTransactionId, transactionField } from '../../fields/transactionField';
import { readWait, waitOptions, type WaitChoice } from '../../fields/waitFields';
import { waited } from '../waiting';
import { transactionOptions } from './options';

interface WaitPlan {
	itemIndex: number;
	id: string;
	reading: Reading;
	raw: boolean;
	wait: WaitChoice;
}

/** Waits until scheduled operations have ended, all input items together. */
export const waitForCompletion: NodeOperation = {
	option: {
		name: 'Wait for Completion',
		value: 'wait',
		action: 'Wait for completion of transaction',
		description:
			'Wait until a scheduled operation has succeeded or failed, or a deadline has passed',
	},
	fields: [transactionField, transactionOptions(...waitOptions)],
	execute: waitForAll,
};

async function waitForAll(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const plans = await output.forEachItem(waitPlanner(parameters));
	const [first] = plans;
	const client = await clientFor(context, output, plans, first && patienceMs(first.wait));
	if (!client || !first) return output.items();

	const hints = new Hints();
	const ids = plans.map(({ id }) => id);
	const ends = await watch(client, ids, { ...first.wait.settings, clock: realClock(context) });
	for (const { itemIndex, id, reading, raw, wait } of plans) {
		const end = ends.get(id);
		if (!end) continue;
		const result = waited(end, unknownOutcome(id), reading, { ...wait, hints });
		if ('error' in result) output.fail(itemIndex, result.error, { transaction_id: id });
		else if (raw && 'transaction' in end && end.transaction) {
			output.add(itemIndex, presentable(end.transaction.raw, reading.showSecrets === true));
		} else output.add(itemIndex, { ...result.outcome });
	}
	output.remark(hints);
	return output.items();
}

/** How long a look may wait for an answer: one that takes longer than the whole wait comes too late. */
function patienceMs({ settings }: WaitChoice): number {
	return Math.min(settings.deadlineMs, DEFAULT_TIMEOUT_MS);
}

/** Returns what makes the plan of an item; it throws InvalidInput. */
function waitPlanner(parameters: ItemParameters): (itemIndex: number) => WaitPlan {
	const settingsOf = parameters.shared(['options'], (itemIndex) => {
		const options = parameters.readCollection('options', itemIndex);
		return {
			reading: readReading(options),
			raw: options.output === 'raw',
			wait: readWait(options),
		};
	});
	return (itemIndex) => ({
		itemIndex,
		...settingsOf(itemIndex),
		id: readTransactionId(parameters.read('transaction', itemIndex)),
	});
}
