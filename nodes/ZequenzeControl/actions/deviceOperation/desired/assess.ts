import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ControlClient } from '../../../control/client';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import { assessDevice, assessKnown, nothingKnown, type Assessed } from '../../../desired/flow';
import { lookUpAll } from '../../../fields/targets/lookUp';
import { Follower } from '../../../follow/waiting/follower';
import { Breaks } from '../../../items/breaks';
import { Hints } from '../../../items/hints';
import { ItemOutput } from '../../../items/itemOutput';
import { ItemParameters } from '../../../items/parameters';
import { clientFor } from '../../../items/perItem';
import { ResultsFile } from '../../../items/resultsFile';
import { jobsOf, type Job } from '../plan/job';
import { stoppingError } from '../run/firstFailure';
import { paceOf, remarkOn } from '../run/schedule';
import { beginTry, endTry, forgetRun } from '../send/delivered/deliveredMemory';
import type { Dispatched } from '../send/dispatched';
import { preflight } from '../send/preflight';
import { sentTo } from '../send/sentOperations';
import { OneByOneSender } from '../send/stepSender';
import { assessInWaves } from './assessInWaves';
import { desiredPlanner, type DesiredPlan } from './desiredPlan';
import { ScheduledSteps, type StepSender } from './deviceSteps';
import { failureIn, presentAssessed } from './presentAssessed';
import { remarksOn, summaryOf, VERDICTS } from './remarks';

/** One device to compare; its job stands for all of its steps. */
interface Target {
	plan: DesiredPlan;
	job: Job;
}

/**
 * Compares the devices of all input items with what is wanted of them and, where asked, changes
 * what differs. Returns one item for each device, in input order, or one for all with a file.
 * Nothing is sent before all items are checked.
 */
export async function assess(
	context: IExecuteFunctions,
	operation: 'check' | 'ensure',
): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const delivered = beginTry(context);
	try {
		const run = new AssessRun(context, operation, output);
		await run.run(delivered);
		if (!output.startsWithFailure()) forgetRun(context);
		return output.items();
	} finally {
		endTry(context);
	}
}

type Delivered = ReturnType<typeof beginTry>;

class AssessRun {
	private readonly hints = new Hints();

	private readonly ends: Array<Pick<Assessed, 'verdict'>> = [];

	private file: ResultsFile | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: 'check' | 'ensure',
		private readonly output: ItemOutput,
	) {}

	async run(delivered: Delivered): Promise<void> {
		const { context, operation, output } = this;
		const parameters = new ItemParameters(context);
		const input = context.getInputData();
		const plans = await output.forEachItem(
			desiredPlanner(parameters, operation, (itemIndex) => input[itemIndex]?.json),
		);
		const resultsIn = plans[0]?.item.resultsIn ?? 'items';
		this.file = resultsIn === 'items' ? undefined : new ResultsFile(resultsIn, VERDICTS);
		const asked = plans.filter(({ known }) => known === undefined);
		for (const plan of plans) this.addKnown(plan);
		await this.ask(asked, delivered);
		const summary = summaryOf(this.ends);
		if (this.ends.length > 0) this.hints.add(summary);
		if (this.file) output.addForAll(await this.file.item(context, summary));
		output.remark(this.hints);
	}

	/** Compares what the input item says; nothing is sent. */
	private addKnown({ item, wanted, known }: DesiredPlan): void {
		if (known === undefined) return;
		this.add(item, known.serialNumber, assessKnown(wanted, known.values));
	}

	private async ask(plans: readonly DesiredPlan[], delivered: Delivered): Promise<void> {
		const { context, output, hints } = this;
		const items = plans.map(({ item }) => item);
		const settings = items[0]?.run;
		const client = await clientFor(context, output, items, settings?.timeoutMs);
		if (!client || !settings) return;

		const pace = paceOf(context, settings);
		const reader = withReadRetries(client, pace);
		await lookUpAll(items, reader, pace.pacer.slots);
		const targets = await this.targetsOf(plans, reader);
		const jobs = targets.map(({ job }) => job);
		const sent = sentTo(client.baseUrl);
		const { skipped } = await preflight(
			withReadRetries(client, pace),
			jobs.filter(({ plan }) => !plan.dryRun),
			sent,
			pace.clock.now(),
		);
		const sender = new OneByOneSender(
			{ context, client, settings, pace, delivered, sent },
			targets.length,
		);
		const follower = followerOf(client, plans, pace);
		const stepSender: StepSender = { send: sender.send, follower, roots: new Map() };
		try {
			const flow = async (target: Target): Promise<Assessed> => {
				const end = await this.flow(target, skipped, stepSender);
				if (end.verdict === 'failed' && end.error === undefined) sender.countFailure();
				return end;
			};
			const rollOut = plans[0]?.settings.mode === 'apply' ? items[0]?.rollOut : undefined;
			const isSkipped = ({ job }: Target): boolean => skipped.get(job)?.kind === 'skipped';
			const assessed = rollOut
				? await assessInWaves(
						targets.filter((target) => !isSkipped(target)),
						rollOut,
						{
							context,
							client,
							pace,
							flow,
							hasStopped: () => sender.hasStopped,
							seed: JSON.stringify(plans[0]?.wanted),
						},
					)
				: undefined;
			if (assessed) hints.add(assessed.text);
			const ends = assessed?.ends ?? new Map<Target, Assessed>();
			const open = targets.filter((target) => !ends.has(target));
			await Promise.all(open.map(async (target) => ends.set(target, await flow(target))));
			await this.put(targets, ends, sender.results, pace, assessed?.waveOf);
		} finally {
			follower.close();
			if (targets.length === 0 && plans.length > 0) hints.add('No device matches.', 'warning');
		}
	}

	private async targetsOf(plans: readonly DesiredPlan[], reader: ControlClient): Promise<Target[]> {
		const targets: Target[] = [];
		for (const plan of plans) {
			try {
				const jobs = await jobsOf(plan.item, reader);
				for (const job of jobs) targets.push({ plan, job });
				remarkOn(plan.item, jobs, this.hints);
			} catch (error) {
				this.output.fail(plan.item.itemIndex, error);
			}
		}
		return targets;
	}

	private async flow(
		{ plan, job }: Target,
		skipped: ReadonlyMap<Job, Dispatched>,
		sender: StepSender,
	): Promise<Assessed> {
		const before = skipped.get(job);
		if (plan.item.dryRun) return nothingKnown('dry_run');
		if (before?.kind === 'skipped') return nothingKnown(before.reason);
		if (before?.kind === 'refused') {
			return { ...nothingKnown(), verdict: 'failed', error: before.error };
		}
		const { serial_number: serialNumber } = job.request;
		const steps = new ScheduledSteps(plan, serialNumber, sender, job.many);
		return await assessDevice(plan.wanted, steps, plan.settings);
	}

	private async put(
		targets: readonly Target[],
		ends: ReadonlyMap<Target, Assessed>,
		results: ReadonlyMap<Job, Dispatched>,
		{ clock }: Pace,
		waveOf?: ReadonlyMap<Target, number>,
	): Promise<void> {
		const breaks = new Breaks(clock);
		for (const target of targets) {
			const { plan, job } = target;
			await breaks.yieldToEventLoop();
			const end = ends.get(target);
			if (end === undefined) continue;
			const error = failureIn(end);
			const { serial_number: serialNumber } = job.request;
			const wave = waveOf?.get(target);
			if (error === undefined) this.add(plan.item, serialNumber, end, wave);
			else if (this.context.continueOnFail()) {
				const ids = Object.values(end.transactionIds);
				const subject = {
					serial_number: serialNumber,
					transaction_id: ids.at(-1) ?? null,
					...(wave !== undefined && { wave }),
				};
				this.ends.push({ verdict: end.verdict });
				if (this.file) this.file.addFailure(end.verdict, 'verdict', error, subject);
				else this.output.fail(plan.item.itemIndex, error, subject, job.many);
			} else throw stoppingError(this.context, job, error, results);
		}
	}

	private add(
		{ itemIndex, outcomeOptions }: DesiredPlan['item'],
		serialNumber: string | null,
		end: Assessed,
		wave?: number,
	): void {
		this.ends.push({ verdict: end.verdict });
		for (const remark of remarksOn(end)) this.hints.add(remark);
		const showSecrets = outcomeOptions.showSecrets === true;
		const json = presentAssessed(serialNumber, end, showSecrets, wave);
		if (this.file) this.file.add(end.verdict, [json]);
		else this.output.add(itemIndex, json);
	}
}

function followerOf(
	client: ControlClient,
	plans: readonly DesiredPlan[],
	{ clock, pacer }: Pace,
): Follower {
	const wait = plans[0]?.item.wait?.settings;
	const settings = wait ?? { firstPauseMs: 0, updateStatus: false };
	return new Follower(client, { ...settings, clock, pacer });
}
