import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isJsonObject } from '../../../../ground/json';
import { DeliveredJobs } from './deliveredJobs';

/** One run of a node, with all its tries. */
interface Run {
	delivered: DeliveredJobs;
	/** How many of its tries are under way: an AI agent may call a tool twice at once. */
	underWay: number;
	/** When its latest try ended, in milliseconds since 1970. */
	endedAt: number;
}

// n8n repeats a failed node within seconds of its end; what is older belongs to executions that
// have ended.
const KEPT_MS = 15 * 60_000;

const runs = new Map<string, Run>();

/**
 * Begins a try of a node; endTry must follow. Returns what was delivered when n8n ran this very
 * node before, in the same execution and loop round: by Retry On Fail it runs a node again with all
 * its items. A user who retries a failed execution starts another one with the data of the first:
 * what was delivered is stored there. Empty on the first try.
 */
export function beginTry(context: IExecuteFunctions): DeliveredJobs {
	const key = runKey(context);
	const run = runs.get(key) ?? { delivered: storedWith(context), underWay: 0, endedAt: 0 };
	run.underWay += 1;
	runs.set(key, run);
	forgetOldRuns();
	return run.delivered;
}

/** Ends a try, however it went: from now on n8n may run the node again, or not. */
export function endTry(context: IExecuteFunctions): void {
	const run = runs.get(runKey(context));
	if (!run) return;
	run.underWay -= 1;
	run.endedAt = Date.now();
	const stored = run.delivered.toStored();
	if (Object.keys(stored).length > 0) store(context, stored);
}

/** Forgets a run that n8n has no reason to repeat. */
export function forgetRun(context: IExecuteFunctions): void {
	runs.delete(runKey(context));
	if (STORED_AS in context.getContext('node')) store(context, {});
}

/** Where n8n keeps it, among what it knows of this node in this execution. */
const STORED_AS = 'zequenzeDelivered';

function storedWith(context: IExecuteFunctions): DeliveredJobs {
	const stored: unknown = context.getContext('node')[STORED_AS];
	const byRun = isJsonObject(stored) ? stored : {};
	return new DeliveredJobs().addStored(byRun[roundOf(context)]);
}

function store(context: IExecuteFunctions, delivered: IDataObject): void {
	context.getContext('node')[STORED_AS] = { [roundOf(context)]: delivered };
}

function forgetOldRuns(): void {
	const oldest = Date.now() - KEPT_MS;
	for (const [key, { underWay, endedAt }] of runs) {
		if (underWay === 0 && endedAt < oldest) runs.delete(key);
	}
}

function runKey(context: IExecuteFunctions): string {
	return [context.getExecutionId(), context.getNode().id, roundOf(context)].join(' ');
}

/** Which round of a loop it is. */
function roundOf(context: IExecuteFunctions): string {
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	return String(runIndex);
}
