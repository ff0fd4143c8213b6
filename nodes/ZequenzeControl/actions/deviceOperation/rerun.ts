import type { IExecuteFunctions } from 'n8n-workflow';

import type { Receipt } from '../../control/client';
import type { Job } from './job';

/** What the server accepted in one run of a node. */
export class Accepted {
	private readonly receipts = new Map<string, Receipt>();

	get(job: Job): Receipt | undefined {
		return this.receipts.get(jobKey(job));
	}

	set(job: Job, receipt: Receipt): void {
		this.receipts.set(jobKey(job), receipt);
	}
}

/** Two input items may ask for the very same operation on purpose, so the item counts too. */
function jobKey({ plan, request }: Job): string {
	return `${plan.itemIndex} ${JSON.stringify(request)}`;
}

// n8n repeats a failed node within seconds; what is older belongs to executions that have ended.
const KEPT_MS = 15 * 60_000;

const runs = new Map<string, { at: number; accepted: Accepted }>();

/**
 * What the server accepted when n8n ran this very node before, in the same execution and loop round: by Retry On
 * Fail it runs a node again with all its items. Empty on the first run.
 */
export function acceptedBefore(context: IExecuteFunctions): Accepted {
	const now = Date.now();
	for (const [key, run] of runs) if (now - run.at > KEPT_MS) runs.delete(key);
	const key = runKey(context);
	const accepted = runs.get(key)?.accepted ?? new Accepted();
	runs.set(key, { at: now, accepted });
	return accepted;
}

/** Forgets a run that n8n has no reason to repeat. */
export function forgetAccepted(context: IExecuteFunctions): void {
	runs.delete(runKey(context));
}

function runKey(context: IExecuteFunctions): string {
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(0);
	return [context.getExecutionId(), context.getNode().id, String(runIndex)].join(' ');
}
