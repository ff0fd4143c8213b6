import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { openClient } from '../control/n8nClient';
import { AdaptiveLimit } from '../control/pace/adaptiveLimit';
import { Pacer, type Clock } from '../control/pace/pacing';
import { inPool } from '../control/pace/pool';
import { atPace } from '../control/readRetries';
import { realClock } from './clock';
import type { Subject } from './failures';
import { Hints } from './hints';
import { ItemOutput } from './itemOutput';
import { ItemParameters } from './parameters';
import { remarkOnRefresh } from './refreshRemark';

/** How often and how long one request waits for a server that puts it off. */
const READ_LIMITS = { retries: 5, budgetMs: 60_000 };

/** How an operation that only reads treats one item. */
export interface ItemReading<Plan> {
	/** Reads and checks the item's parameters, without sending anything. Throws InvalidInput. */
	plan: (parameters: ItemParameters, itemIndex: number) => Plan;
	/** What the item is about, for its error item. */
	subject?: (plan: Plan) => Subject;
	/** Asks the server. Throws ControlError. */
	read: (client: ControlClient, plan: Plan, hints: Hints) => Promise<IDataObject[]>;
}

/** Reads for each input item, several at a time, after all items were checked. */
export async function readPerItem<Plan>(
	context: IExecuteFunctions,
	{ plan, subject, read }: ItemReading<Plan>,
): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const plans = await output.forEachItem((itemIndex) => ({
		itemIndex,
		plan: plan(parameters, itemIndex),
	}));
	const client = await clientFor(context, output, plans);
	if (!client) return output.items();

	const hints = new Hints();
	const pace = readingPace(context);
	const reader = atPace(client, { ...pace, limits: READ_LIMITS });
	await inPool(plans, pace.pacer.slots, async (planned) => {
		try {
			for (const json of await read(reader, planned.plan, hints))
				output.add(planned.itemIndex, json);
		} catch (error) {
			output.fail(planned.itemIndex, error, subject?.(planned.plan));
		}
	});
	remarkOnRefresh(client, hints);
	output.remark(hints);
	return output.items();
}

/** The pace of a run that only reads: as many requests at a time as the server can bear. */
export function readingPace(context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>): {
	clock: Clock;
	pacer: Pacer;
} {
	const clock = realClock(context);
	return { clock, pacer: new Pacer(clock, 0, new AdaptiveLimit(clock)) };
}

/**
 * The client for a run of the node, or undefined where there is nothing to do; where the credential
 * cannot work, every planned item has failed.
 */
export async function clientFor(
	context: IExecuteFunctions,
	output: ItemOutput,
	plans: ReadonlyArray<{ itemIndex: number }>,
	timeoutMs?: number,
): Promise<ControlClient | undefined> {
	if (plans.length === 0) return undefined;
	try {
		return await openClient(context, timeoutMs);
	} catch (error) {
		for (const { itemIndex } of plans) output.fail(itemIndex, error);
		return undefined;
	}
}
