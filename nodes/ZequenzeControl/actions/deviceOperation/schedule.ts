import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ControlClient } from '../../control/client';
import { textOf } from '../../control/json';
import { Pacer } from '../../control/pacing';
import type { OperationName } from '../../cwmp/operations';
import { presentable } from '../../follow/masking';
import { acceptedOutcome, notSentOutcome } from '../../follow/outcome';
import { realClock } from '../clock';
import { failureOf, nodeError } from '../failures';
import { ItemOutput } from '../itemOutput';
import { ItemParameters } from '../parameters';
import { clientFor } from '../perItem';
import { AcceptedLog } from './acceptedLog';
import { dispatch, type Dispatched } from './dispatch';
import type { Job } from './job';
import { planItem, planRun, type ItemPlan, type RunSettings } from './plan';
import { acceptedBefore, forgetAccepted } from './rerun';
import { unknownDelivery } from './unknownDelivery';

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
	const plans = output.forEachItem((itemIndex) => planItem(parameters, itemIndex, operation));
	const settings = planRun(parameters);
	const client = await clientFor(context, output, plans, settings.timeoutMs);
	if (!client) return output.items();

	const jobs: Job[] = [];
	for (const plan of plans) await addJobs(jobs, client, plan, output);
	const results = await send(context, client, jobs, settings);
	if (!context.continueOnFail()) throwFirstFailure(context, jobs, results);
	for (const job of jobs) addResult(output, job, results.get(job));
	if (!output.startsWithFailure()) forgetAccepted(context);
	return output.items();
}

/** The jobs of one item: one for each device that it targets. */
async function addJobs(
	jobs: Job[],
	client: ControlClient,
	plan: ItemPlan,
	output: ItemOutput,
): Promise<void> {
	const { target, operation, variables } = plan;
	const many = target.kind === 'filter' || target.many;
	const add = (serialNumber: string): void => {
		jobs.push({ plan, request: { serial_number: serialNumber, operation, variables }, many });
	};
	if (target.kind === 'devices') {
		target.serialNumbers.forEach(add);
		return;
	}
	try {
		for await (const { entries } of client.devicePages(target.filters)) {
			for (const device of entries) {
				const serialNumber = textOf(device.serial_number);
				if (serialNumber !== null) add(serialNumber);
			}
		}
	} catch (error) {
		output.fail(plan.itemIndex, error);
	}
}

/** Sends what is to be sent, and remembers what was accepted for the case that n8n runs the node again. */
async function send(
	context: IExecuteFunctions,
	client: ControlClient,
	jobs: readonly Job[],
	settings: RunSettings,
): Promise<Map<Job, Dispatched>> {
	const accepted = acceptedBefore(context);
	const results = new Map<Job, Dispatched>();
	const open: Job[] = [];
	for (const job of jobs) {
		const receipt = accepted.get(job);
		if (receipt) results.set(job, { kind: 'accepted', receipt });
		else if (!job.plan.dryRun) open.push(job);
	}
	const log = new AcceptedLog(context.logger, settings.requestsAtATime);
	const clock = realClock(context);
	try {
		const dispatched = await dispatch(client, open, {
			requestsAtATime: settings.requestsAtATime,
			pacer: new Pacer(clock, settings.requestsPerSecond),
			clock,
			limits: { retries: settings.retries, budgetMs: settings.retryBudgetMs },
			shouldStop: () => !context.continueOnFail(),
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

const IDS_SHOWN = 50;

/** Throws the first failure, if there is one, and tells what was accepted all the same. */
function throwFirstFailure(
	context: IExecuteFunctions,
	jobs: readonly Job[],
	results: ReadonlyMap<Job, Dispatched>,
): void {
	for (const job of jobs) {
		const error = errorIn(results.get(job));
		if (!error) continue;
		const failure = failureOf(error, { serial_number: job.request.serial_number });
		const message = `${failure.message} [serial number ${job.request.serial_number}]`;
		const description = [failure.description, acceptedSoFar(results)].filter(Boolean).join(' ');
		throw nodeError(context.getNode(), { ...failure, message, description }, job.plan.itemIndex);
	}
}

function acceptedSoFar(results: ReadonlyMap<Job, Dispatched>): string {
	const accepted = [...results.values()].filter(({ kind }) => kind === 'accepted').length;
	if (accepted === 0) return 'Nothing was scheduled.';
	const ids = [...results.values()]
		.flatMap((result) => (result.kind === 'accepted' ? [result.receipt.transactionId ?? '?'] : []))
		.slice(0, IDS_SHOWN);
	const shown = ids.length < accepted ? `the first ${ids.length} are` : 'they are';
	return `${accepted} operations were scheduled before and stay so; ${shown} ${ids.join(', ')}. All transaction IDs are in the log of n8n.`;
}

function errorIn(result: Dispatched | undefined): Error | undefined {
	if (result?.kind === 'refused') return result.error;
	return result?.kind === 'unknown' ? unknownDelivery(result.error) : undefined;
}

function addResult(output: ItemOutput, job: Job, result: Dispatched | undefined): void {
	const { itemIndex } = job.plan;
	const error = errorIn(result);
	if (error) {
		output.fail(itemIndex, error, { serial_number: job.request.serial_number }, job.many);
	} else {
		output.add(itemIndex, present(job, result));
	}
}

function present({ plan, request }: Job, result: Dispatched | undefined): IDataObject {
	if (result?.kind === 'accepted') {
		const { transaction, transactionId } = result.receipt;
		return plan.raw
			? presentable(transaction.raw, plan.reading.showSecrets === true)
			: { ...acceptedOutcome(transaction, transactionId, request, plan.reading) };
	}
	const reason = plan.dryRun ? 'dry_run' : 'stopped_after_failures';
	return { ...notSentOutcome(request, reason, plan.reading) };
}
