import type { IExecuteFunctions } from 'n8n-workflow';

import type { ControlClient } from '../../../control/client';
import type { ControlError } from '../../../control/failures/errors';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import { operations } from '../../../cwmp/operations';
import { Breaks } from '../../../items/breaks';
import type { NotedContext } from '../../../items/executionNote';
import type { Job } from '../plan/job';
import type { RunSettings } from '../plan/plan';
import { AcceptedLog } from './accepted/acceptedLog';
import { Progress } from './accepted/progress';
import type { DeliveredJobs } from './delivered/deliveredJobs';
import { dispatch } from './dispatch';
import { hasFailed, STOPPED, type Dispatched } from './dispatched';
import { preflight } from './preflight';
import type { SentOperations } from './sentOperations';

/** Through what a run of the node sends, and how. */
export interface Sending {
	context: Pick<IExecuteFunctions, 'continueOnFail' | 'logger'> & NotedContext;
	client: ControlClient;
	settings: RunSettings;
	pace: Pace;
	/** What earlier tries have spent; what this one spends is added. */
	delivered: DeliveredJobs;
	/** What this process has sent to the server. */
	sent: SentOperations;
}

/** What is known before anything is sent. */
export interface Prepared {
	/** What became of the jobs that need no sending. */
	results: Map<Job, Dispatched>;
	/** The jobs to send. */
	due: Job[];
	/** IDs that were listed, where the list was read. */
	listedIds: ReadonlySet<string>;
}

/**
 * Finds out what need not or must not be sent: what earlier tries delivered, dry runs, and what the
 * pre-flight holds back. Where the node stops at failures, and one is certain by then, nothing is
 * to be sent. Throws RunCancelled.
 */
export async function prepare(
	jobs: readonly Job[],
	{ context, client, pace, delivered, sent }: Sending,
): Promise<Prepared> {
	const results = new Map<Job, Dispatched>();
	const open: Job[] = [];
	const breaks = new Breaks(pace.clock);
	for (const job of jobs) {
		await breaks.yieldToEventLoop();
		const before = delivered.get(job);
		if (before) results.set(job, before);
		else if (job.plan.dryRun) results.set(job, { kind: 'skipped', reason: 'dry_run' });
		else open.push(job);
	}
	const { skipped, listedIds } = await preflight(
		withReadRetries(client, pace),
		open,
		sent,
		pace.clock.now(),
	);
	for (const [job, result] of skipped) results.set(job, result);
	const due = open.filter((job) => !skipped.has(job));
	if (!context.continueOnFail() && [...results.values()].some(hasFailed)) {
		for (const job of due) results.set(job, STOPPED);
		return { results, due: [], listedIds };
	}
	return { results, due, listedIds };
}

/** Prepares jobs and sends what is due, and returns what became of each. Throws RunCancelled. */
export async function send(jobs: readonly Job[], sending: Sending): Promise<Map<Job, Dispatched>> {
	const { results, due, listedIds } = await prepare(jobs, sending);
	if (due.length === 0) return results;
	for (const [job, result] of await sendDue(due, sending, listedIds)) results.set(job, result);
	return results;
}

/**
 * Sends what is due, and returns what became of each job. What was accepted goes to n8n's log while
 * the run goes on; `occasion` is what its progress is about. Throws RunCancelled.
 */
export async function sendDue(
	due: readonly Job[],
	{ context, client, settings, pace, delivered, sent }: Sending,
	listedIds: ReadonlySet<string>,
	occasion?: string,
): Promise<Map<Job, Dispatched>> {
	const log = new AcceptedLog(context.logger);
	const progress = new Progress(context, { total: due.length, occasion });
	try {
		return await dispatch(client, due, {
			...pace,
			timeoutMs: settings.timeoutMs,
			onUnanswered: ({ request }) => log.addUnanswered(request),
			beforeSending: () => {
				log.flush();
				progress.note();
			},
			sent,
			before: listedIds,
			maySetAgain: ({ plan }) => plan.guards.setAgainWhenUnknown,
			shouldStop: (failures) =>
				!context.continueOnFail() || settings.shouldStop(failures, due.length),
			onDelivered: (job, result) => {
				delivered.set(job, result);
				log.add(job.request, result);
				progress.add(result);
			},
			onRefused: (job, error) => {
				if (isFinal(error, job)) delivered.set(job, { kind: 'refused', error });
			},
		});
	} finally {
		log.flush();
		progress.note();
	}
}

/** Refusals that come before anything is done, whatever the server. */
const NOT_LET_IN: ReadonlyArray<number | null> = [401, 403, 404, 405];

/**
 * Whether Retry On Fail would send in vain, and at worst twice: the server refused a change for
 * good, and nobody knows whether it looked at it before or after it was made.
 */
function isFinal({ transient, httpCode }: ControlError, { request }: Job): boolean {
	const { changesDevice } = operations[request.operation];
	return changesDevice && !transient && httpCode !== null && !NOT_LET_IN.includes(httpCode);
}
