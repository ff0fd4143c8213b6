import { outcomeOf } from '../../../follow/outcome';
import { stateOf } from '../../../follow/states';
import type { WaitEnd } from '../../../follow/waiting/waitEnd';
import { noteInExecution } from '../../../items/executionNote';
import {
	inWaves,
	rollOutText,
	type Wave,
	type WaveEnd,
	type WaveRun,
} from '../../../rollout/inWaves';
import type { RollOutChoice } from '../fields/rollOutFields';
import type { Job } from '../plan/job';
import { hasFailed, type Dispatched } from '../send/dispatched';
import { orderables } from '../send/orderables';
import { prepare, sendDue, type Prepared } from '../send/send';
import type { CarriedOut, Surroundings } from './carriedOut';
import { throwFirstFailure } from './firstFailure';
import { isAbout } from './result';
import { waitForThose } from './waitForThose';

/** Nothing is proved, or risked, by a device that was left out for such a reason. */
const LEFT_OUT: readonly string[] = ['dry_run', 'already_open', 'device_down'];

const STOPPED_BY_ROLL_OUT: Dispatched = { kind: 'skipped', reason: 'stopped_by_rollout' };

/** Rolls jobs out: sends to one wave, waits for it, and goes on as long as the gate is open. */
export class RollOutRun {
	private readonly results = new Map<Job, Dispatched>();

	private listedIds: Prepared['listedIds'] = new Set();

	private readonly ends = new Map<string, WaitEnd>();

	/** The transaction of the first try of those that got two. */
	private readonly firstIds = new Map<Job, string>();

	constructor(
		private readonly rollOut: RollOutChoice,
		private readonly sending: Surroundings,
	) {}

	/** Throws the first failure of sending where the node stops at failures, and RunCancelled. */
	async run(jobs: readonly Job[]): Promise<CarriedOut> {
		const { context, client, pace } = this.sending;
		const { results, ends, firstIds } = this;
		const prepared = await prepare(jobs, this.sending);
		this.listedIds = prepared.listedIds;
		this.take(prepared.results);
		// What was left out in advance takes no place in a wave that is to prove something.
		const members = jobs.filter((job) => this.takesPart(job));
		const deviceOf = await orderables(members, this.rollOut.order, client, pace);
		const operation = members[0]?.request;
		const rolled = await inWaves(
			members,
			{ ...this.rollOut, seed: JSON.stringify([operation?.operation, operation?.variables]) },
			{
				deviceOf,
				run: async (wave) => await this.runWave(wave),
				ended: (soFar) => noteInExecution(context, rollOutText(soFar)),
				clock: pace.clock,
			},
		);
		for (const job of rolled.unsent) {
			if (!results.has(job)) results.set(job, STOPPED_BY_ROLL_OUT);
		}
		return {
			dispatched: results,
			ends,
			rolledOut: {
				text: rollOutText(rolled),
				of: (job) => {
					const [wave, first] = [rolled.waveOf.get(job), firstIds.get(job)];
					return {
						...(wave !== undefined && { wave }),
						...(first !== undefined && { first_transaction_id: first }),
					};
				},
			},
		};
	}

	private takesPart(job: Job): boolean {
		const result = this.results.get(job);
		return result?.kind !== 'skipped' || result.reason === 'dry_run';
	}

	private take(results: ReadonlyMap<Job, Dispatched>): void {
		const { context } = this.sending;
		for (const [job, result] of results) this.results.set(job, result);
		if (!context.continueOnFail()) throwFirstFailure(context, [...results.keys()], this.results);
	}

	private async runWave(wave: Wave<Job>): Promise<WaveRun<Job>> {
		const occasion = `Wave ${wave.number} of ${wave.of}`;
		const due = wave.members.filter((job) => !this.results.has(job));
		this.take(await this.send(due, occasion));
		await this.wait(wave.members);
		if (this.rollOut.secondTry) await this.tryAgain(wave.members, `${occasion}, second try`);
		const ends = new Map<Job, WaveEnd>();
		let halted: string | undefined;
		for (const job of wave.members) {
			const end = this.endOf(job);
			if (end === 'halted')
				halted = 'sending stopped after failures, or CONTROL wants a long pause';
			else ends.set(job, end);
		}
		return { ends, halted };
	}

	private async send(due: readonly Job[], occasion: string): Promise<Map<Job, Dispatched>> {
		return await sendDue(due, this.sending, this.listedIds, occasion);
	}

	private async wait(jobs: readonly Job[]): Promise<void> {
		const { client, pace } = this.sending;
		const sent = new Map<Job, Dispatched>();
		for (const job of jobs) {
			const result = this.results.get(job);
			if (result) sent.set(job, result);
		}
		for (const [id, end] of await waitForThose(client, sent, pace)) this.ends.set(id, end);
	}

	/** Asks those once more that refused for a passing reason: what was refused was not done. */
	private async tryAgain(jobs: readonly Job[], occasion: string): Promise<void> {
		const again = new Map<Job, Job>();
		for (const job of jobs) {
			if (this.hasPassingFault(job)) again.set({ ...job, step: 'second_try' }, job);
		}
		if (again.size === 0) return;
		const { delivered } = this.sending;
		const due = [...again.keys()].filter((job) => delivered.get(job) === undefined);
		const sent = await this.send(due, occasion);
		const tried: Job[] = [];
		for (const [second, first] of again) {
			const result = delivered.get(second) ?? sent.get(second);
			const id = this.idOf(first);
			if (!result || result.kind === 'skipped' || id === null) continue;
			this.results.set(first, result);
			this.firstIds.set(first, id);
			tried.push(first);
		}
		await this.wait(tried);
	}

	private hasPassingFault(job: Job): boolean {
		const end = this.waitEndOf(job);
		if (end?.kind !== 'finished' || this.endOf(job) !== 'failed') return false;
		return outcomeOf(end.transaction).fault?.transient === true;
	}

	private endOf(job: Job): WaveEnd | 'halted' {
		const result = this.results.get(job);
		if (!result) return 'halted';
		if (result.kind === 'skipped') {
			return LEFT_OUT.includes(result.reason) ? 'skipped' : 'halted';
		}
		if (hasFailed(result)) return 'failed';
		const end = this.waitEndOf(job);
		if (end?.kind !== 'finished') return 'timedOut';
		const { words } = job.plan.outcomeOptions;
		return stateOf(end.transaction, words) === 'failed' ? 'failed' : 'succeeded';
	}

	private waitEndOf(job: Job): WaitEnd | undefined {
		const id = this.idOf(job);
		const end = id === null ? undefined : this.ends.get(id);
		return end && isAbout(end, job.request) ? end : undefined;
	}

	private idOf(job: Job): string | null {
		const result = this.results.get(job);
		return result?.kind === 'accepted' ? result.receipt.transactionId : null;
	}
}
