import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ControlClient } from '../../control/client';
import type { DeviceFilters } from '../../control/endpoints';
import { textOf } from '../../control/json';
import { Pacer, type Clock } from '../../control/pacing';
import { patient, type Pace } from '../../control/patience';
import type { OperationName } from '../../cwmp/operations';
import { watch, type WaitEnd } from '../../follow/watch';
import { Breaks } from '../../items/breaks';
import { realClock } from '../../items/clock';
import { Hints } from '../../items/hints';
import { ItemOutput } from '../../items/itemOutput';
import { ItemParameters } from '../../items/parameters';
import { clientFor } from '../../items/perItem';
import { advise } from './adviser';
import type { Dispatched } from './dispatch';
import { throwFirstFailure } from './firstFailure';
import type { Job } from './job';
import { itemPlanner, type ItemPlan, type RunSettings } from './plan';
import { forgetAccepted } from './rerun';
import { resultOf } from './result';
import { withSecondOpinion } from './secondOpinion';
import { send } from './send';
import { holdToLimit } from './toolGuard';

/**
 * Schedules an operation on the devices of all input items. Returns one item for each device, in input order. Nothing is
 * sent before all items are checked. A device that failed has an error item where the user chose to continue; otherwise
 * the first failure is thrown, with the ids of what was accepted.
 */
export async function schedule(
	context: IExecuteFunctions,
	operation: OperationName,
): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const planned = await output.forEachItem(itemPlanner(parameters, operation));
	const run = { context, parameters, output, operation };
	const { plans, platform } = await withSecondOpinion(planned, run);
	// There is one pace for all: that of the first item.
	const settings = plans[0]?.run;
	const client = await clientFor(context, output, plans, settings?.timeoutMs);
	if (!client || !settings) return output.items();

	const hints = new Hints();
	advise(plans, hints, platform);
	const jobs: Job[] = [];
	const pace = paceOf(context, settings);
	const reader = patient(client, pace);
	const breaks = new Breaks(pace.clock);
	for (const plan of plans) {
		await breaks.ifDue();
		await addJobs(jobs, reader, plan, { output, hints });
	}
	const dispatched = await send(context, client, jobs, settings, pace);
	if (!context.continueOnFail()) throwFirstFailure(context, jobs, dispatched);

	const ends = await waitForThose(client, dispatched, pace.clock);
	for (const job of jobs) {
		await breaks.ifDue();
		const sent = dispatched.get(job);
		if (!sent) continue;
		const result = resultOf(job, sent, { ends, hints });
		if ('json' in result) output.add(job.plan.itemIndex, result.json);
		else output.fail(job.plan.itemIndex, result.error, result.subject, job.many);
	}
	output.remark(hints);
	if (!output.startsWithFailure()) forgetAccepted(context);
	return output.items();
}

/** The pace that a run begins with. */
function paceOf(context: IExecuteFunctions, settings: RunSettings): Pace {
	const clock = realClock(context);
	return {
		clock,
		pacer: new Pacer(clock, settings.requestsPerSecond),
		limits: { retries: settings.retries, budgetMs: settings.retryBudgetMs },
	};
}

/** Adds the jobs of one item: one for each device that it targets. */
async function addJobs(
	jobs: Job[],
	client: ControlClient,
	plan: ItemPlan,
	{ output, hints }: { output: ItemOutput; hints: Hints },
): Promise<void> {
	const { target, operation, variables } = plan;
	const many = target.kind === 'filter' || target.many;
	const before = jobs.length;
	const add = (serialNumber: string): void => {
		jobs.push({ plan, request: { serial_number: serialNumber, operation, variables }, many });
	};
	try {
		if (target.kind === 'devices') target.serialNumbers.forEach(add);
		else for await (const serialNumber of matching(client, target.filters)) add(serialNumber);
		holdToLimit(jobs.length - before, plan.mostDevices);
	} catch (error) {
		// Half a list is not what was asked for.
		jobs.length = before;
		output.fail(plan.itemIndex, error);
		return;
	}
	if (jobs.length === before) hints.add('No device matches the filters.', 'warning');
	const repeated = target.kind === 'devices' ? target.repeated : [];
	if (repeated.length > 0) {
		hints.add(
			`The list names ${repeated.length} devices more than once, e.g. ${repeated[0]}. Each gets the operation once.`,
		);
	}
}

/** The serial numbers of the devices that match the filters, read page by page. */
async function* matching(
	client: ControlClient,
	filters: DeviceFilters,
): AsyncGenerator<string, void, undefined> {
	for await (const { entries } of client.devicePages(filters)) {
		for (const device of entries) {
			const serialNumber = textOf(device.serial_number);
			if (serialNumber !== null) yield serialNumber;
		}
	}
}

/** Waits for the accepted operations of those items that ask for it, all together. */
async function waitForThose(
	client: ControlClient,
	dispatched: ReadonlyMap<Job, Dispatched>,
	clock: Clock,
): Promise<Map<string, WaitEnd>> {
	const ids: string[] = [];
	let settings: NonNullable<ItemPlan['wait']>['settings'] | undefined;
	for (const [{ plan }, result] of dispatched) {
		if (!plan.wait || result.kind !== 'accepted') continue;
		settings ??= plan.wait.settings;
		if (result.receipt.transactionId !== null) ids.push(result.receipt.transactionId);
	}
	if (!settings) return new Map();
	return await watch(client, ids, { ...settings, clock });
}
