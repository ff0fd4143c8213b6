import type { IExecuteFunctions } from 'n8n-workflow';

import type { Delivered } from './dispatch';
import type { Job } from '../plan/job';

/** What became of the jobs that no later try of the node may send again. */
export class DeliveredJobs {
	private readonly results = new Map<string, Delivered>();

	get(job: Job): Delivered | undefined {
		return this.results.get(jobKey(job));
	}

	set(job: Job, result: Delivered): void {
		this.results.set(jobKey(job), result);
	}
}

/** Two input items may ask for the very same operation on purpose, so the item counts too. */
function jobKey({ plan, request }: Job): string {
	return `${plan.itemIndex} ${JSON.stringify(request)}`;
}

/** One run of a node, with all its tries. */
interface Run {
	delivered: DeliveredJobs;
	/** How many of its tries are under way: an AI agent may call a tool twice at once. */
	underWay: number;
	/** When its latest try ended, in milliseconds since 1970. */
	endedAt: number;
}

// n8n repeats a failed node within seconds of its end; what is older belongs to executions that have ended.
const KEPT_MS = 15 * 60_000;

const runs = new Map<string, Run>();

/**
 * Begins a try of a node; endTry must follow. Returns what was spent when n8n ran this very node before, in the same
 * execution and loop round: by Retry On Fail it runs a node again with all its items. Empty on the first try.
 */
export function beginTry(context: IExecuteFunctions): DeliveredJobs {
	const key = runKey(context);
	const run = runs.get(key) ?? { delivered: new DeliveredJobs(), underWay: 0, endedAt: 0 };
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
}

/** Forgets a run that n8n has no reason to repeat. */
export function forgetRun(context: IExecuteFunctions): void {
	runs.delete(runKey(context));
}

function forgetOldRuns(): void {
	const oldest = Date.now() - KEPT_MS;
	for (const [key, { underWay, endedAt }] of runs) {
		if (underWay === 0 && endedAt < oldest) runs.delete(key);
	}
}

function runKey(context: IExecuteFunctions): string {
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	return [context.getExecutionId(), context.getNode().id, String(runIndex)].join(' ');
}
