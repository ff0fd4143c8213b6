import type { IExecuteFunctions } from 'n8n-workflow';

import type { ControlClient } from '../../control/client';
import { patient, type Pace } from '../../control/patience';
import { Breaks } from '../../items/breaks';
import { AcceptedLog } from './acceptedLog';
import { dispatch, type Dispatched } from './dispatch';
import type { Job } from './job';
import type { RunSettings } from './plan';
import { heldBack } from './guards';
import { acceptedBefore } from './rerun';

/**
 * Sends what is to be sent, and returns what became of each job. What was accepted is kept for the case
 * that n8n runs the node again, and goes to n8n's log while the run goes on. Throws RunCancelled.
 */
export async function send(
	context: IExecuteFunctions,
	client: ControlClient,
	jobs: readonly Job[],
	settings: RunSettings,
	pace: Pace,
): Promise<Map<Job, Dispatched>> {
	const accepted = acceptedBefore(context);
	const results = new Map<Job, Dispatched>();
	const open: Job[] = [];
	const breaks = new Breaks(pace.clock);
	for (const job of jobs) {
		await breaks.ifDue();
		const receipt = accepted.get(job);
		if (receipt) results.set(job, { kind: 'accepted', receipt });
		else if (job.plan.dryRun) results.set(job, { kind: 'held', reason: 'dry_run' });
		else open.push(job);
	}
	const held = await heldBack(patient(client, pace), open);
	for (const [job, result] of held) results.set(job, result);
	const due = open.filter((job) => !held.has(job));
	const log = new AcceptedLog(context.logger, settings.requestsAtATime);
	try {
		const dispatched = await dispatch(client, due, {
			...pace,
			requestsAtATime: settings.requestsAtATime,
			shouldStop: (failures) =>
				!context.continueOnFail() || settings.shouldStop(failures, due.length),
			onAccepted: (job, receipt) => {
				log.add(receipt);
				accepted.set(job, receipt);
			},
		});
		for (const [job, result] of dispatched) results.set(job, result);
	} finally {
		log.flush();
	}
	return results;
}
