import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Pacer } from '../../../control/pace/pacing';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import type { OperationName } from '../../../cwmp/operations';
import { lookUpAll } from '../../../fields/targets/lookUp';
import { stateOf } from '../../../follow/states';
import type { WaitEnd } from '../../../follow/waiting/waitEnd';
import { Breaks } from '../../../items/breaks';
import { realClock } from '../../../items/clock';
import { noteInExecution } from '../../../items/executionNote';
import { Hints } from '../../../items/hints';
import { ItemOutput } from '../../../items/itemOutput';
import { ItemParameters } from '../../../items/parameters';
import { clientFor } from '../../../items/perItem';
import { remarkOnRefresh } from '../../../items/refreshRemark';
import { advise } from '../plan/adviser';
import { jobsOf, type Job } from '../plan/job';
import { itemPlanner, type ItemPlan, type RunSettings } from '../plan/plan';
import { resolveWithPlatform } from '../plan/resolveWithPlatform';
import type { DeliveredJobs } from '../send/delivered/deliveredJobs';
import { beginTry, endTry, forgetRun } from '../send/delivered/deliveredMemory';
import { sentTo } from '../send/sentOperations';
import { carryOut } from './carryOut';
import { stoppingError } from './firstFailure';
import { resultOf } from './result';
import { RunResults } from './runResults';

/**
 * Schedules an operation on the devices of all input items. Returns one item for each device, in
 * input order, or one for all with a file. Nothing is sent before all items are checked. A device
 * that failed has an error item where the user chose to continue; otherwise the first failure is
 * thrown, with the ids of what was accepted.
 */
export async function schedule(
	context: IExecuteFunctions,
	operation: OperationName,
): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const delivered = beginTry(context);
	try {
		await scheduleAll({ context, operation, output, delivered });
		if (!output.startsWithFailure()) forgetRun(context);
		return output.items();
	} finally {
		endTry(context);
	}
}

/** One try of the node. */
interface Try {
	context: IExecuteFunctions;
	operation: OperationName;
	output: ItemOutput;
	/** What earlier tries have spent. */
	delivered: DeliveredJobs;
}

async function scheduleAll({ context, operation, output, delivered }: Try): Promise<void> {
	const parameters = new ItemParameters(context);
	const planned = await output.forEachItem(itemPlanner(parameters, operation));
	const run = { context, parameters, output, operation };
	const { plans, platform } = await resolveWithPlatform(planned, run);
	// There is one pace for all: that of the first item.
	const settings = plans[0]?.run;
	const client = await clientFor(context, output, plans, settings?.timeoutMs);
	if (!client || !settings) return;

	const hints = new Hints();
	advise(plans, hints, platform);
	const jobs: Job[] = [];
	const pace = paceOf(context, settings);
	const reader = withReadRetries(client, pace);
	const breaks = new Breaks(pace.clock);
	await lookUpAll(plans, reader, pace.pacer.slots);
	for (const plan of plans) {
		await breaks.yieldToEventLoop();
		try {
			const added = await jobsOf(plan, reader);
			for (const job of added) jobs.push(job);
			remarkOn(plan, added, hints);
		} catch (error) {
			output.fail(plan.itemIndex, error);
		}
	}
	const sending = {
		context,
		client,
		settings,
		pace,
		delivered,
		sent: sentTo(client.baseUrl),
	};
	const { dispatched, ends, rolledOut } = await carryOut(jobs, sending, plans[0]?.rollOut);
	sentTo(client.baseUrl).fail(failedIn(ends));
	const results = new RunResults(context, output, plans[0]?.resultsIn);
	for (const job of jobs) {
		await breaks.yieldToEventLoop();
		const sent = dispatched.get(job);
		if (!sent) continue;
		const surroundings = { ends, hints, sent: client.sent, rolledOut: rolledOut?.of(job) };
		results.add(job, resultOf(job, sent, surroundings));
	}
	const summary = results.summary();
	const lines = [rolledOut?.text, summary].filter((line) => line !== undefined);
	for (const line of lines) hints.add(line);
	if (lines.length > 0) noteInExecution(context, lines.join('. '));
	const [first, ...others] = results.failures;
	if (first) throw stoppingError(context, ...first, dispatched, others.length);
	await results.finish(lines.join('. '));
	remarkOnRefresh(client, hints);
	output.remark(hints);
}

/** The pace that a run begins with. */
export function paceOf(context: IExecuteFunctions, settings: RunSettings): Pace {
	const clock = realClock(context);
	return {
		clock,
		pacer: new Pacer(clock, settings.requestsPerSecond, settings.limitFor(clock)),
		limits: { retries: settings.retries, budgetMs: settings.retryBudgetMs },
	};
}

/** Says what is worth knowing about the devices of an item. */
export function remarkOn({ target }: ItemPlan, jobs: readonly Job[], hints: Hints): void {
	if (jobs.length === 0) hints.add('No device matches the filters.', 'warning');
	const repeated = target.kind === 'devices' ? target.repeated : [];
	if (repeated.length === 0) return;
	hints.add(
		`The list names ${repeated.length} devices more than once, e.g. ${repeated[0]}. Each gets the operation once.`,
	);
}

/** The IDs of those at which the devices have failed. */
function failedIn(ends: ReadonlyMap<string, WaitEnd>): Set<string> {
	const failed = [...ends].filter(
		([, end]) => end.kind === 'finished' && stateOf(end.transaction) === 'failed',
	);
	return new Set(failed.map(([id]) => id));
}
