import type { Receipt } from '../../../control/answers/receipt';
import type { ControlClient } from '../../../control/client';
import { ControlError } from '../../../control/failures/errors';
import { inPool } from '../../../control/pace/pool';
import {
	isCertain,
	isResentIfAbsent,
	PausedByServer,
	reactionTo,
	withRetries,
} from '../../../control/pace/retry';
import { withReadRetries } from '../../../control/readRetries';
import { operations } from '../../../cwmp/operations';
import type { OpenQuestion } from '../../../follow/proof/proof';
import { reconcile, type Finding, type Knowledge } from '../../../follow/proof/reconcile';
import type { Listing } from '../../../follow/proof/sightings';
import { STOPPED, type Delivered, type Dispatched } from './dispatched';
import type { DispatchSettings, Sendable } from './dispatchSettings';
import { GracePeriod } from './gracePeriod';
import { readListing } from './listProof';
import type { SentOperation } from './sentOperations';

/** What is not known yet about a request: under which id the server took it, or whether it did. */
interface Question<J extends Sendable> {
	job: J;
	sent: SentOperation;
	/** The answer without an id; missing where no answer came. */
	receipt?: Receipt;
	error?: ControlError;
}

/**
 * Schedules all jobs, and returns what became of each. No operation is sent twice unless the server
 * refused it, or its list, read when it has settled, shows that it did not take it. Throws
 * RunCancelled.
 */
export async function dispatch<J extends Sendable>(
	client: ControlClient,
	jobs: readonly J[],
	settings: DispatchSettings<J>,
): Promise<Map<J, Dispatched>> {
	return await new Dispatch(client, jobs, settings).run();
}

// The Date header has whole seconds.
const DATE_IS_OFF_MS = 2_000;

class Dispatch<J extends Sendable> {
	private readonly results = new Map<J, Dispatched>();

	private questions: Array<Question<J>> = [];

	/** What this run has sent. */
	private readonly own = new Set<SentOperation>();

	private readonly gracePeriod: GracePeriod;

	private failures = 0;

	private stopped = false;

	constructor(
		private readonly client: ControlClient,
		private readonly jobs: readonly J[],
		private readonly settings: DispatchSettings<J>,
	) {
		this.gracePeriod = new GracePeriod(settings.clock, settings.timeoutMs);
	}

	async run(): Promise<Map<J, Dispatched>> {
		await this.send(this.jobs);
		for (let round = 0; this.questions.length > 0; round += 1) {
			const open = this.questions;
			this.questions = [];
			await this.waitForGracePeriod(open);
			const listing = await readListing(withReadRetries(this.client, this.settings));
			this.identify(open, listing);
			const lost = open.filter(({ error }) => error !== undefined);
			const findings = this.lookUp(lost, listing);
			if (round < this.settings.limits.retries) await this.sendAgain(lost, findings);
			else lost.forEach((question, nth) => this.close(question, findings[nth]));
		}
		return this.results;
	}

	private async send(jobs: readonly J[]): Promise<void> {
		await inPool(jobs, this.settings.pacer.slots, async (job) => {
			if (this.stopped) this.results.set(job, STOPPED);
			else await this.sendOne(job);
		});
	}

	private async sendOne(job: J): Promise<void> {
		const { clock, sent: ledger } = this.settings;
		const sent = ledger.begin(job.request, clock.now());
		this.own.add(sent);
		const attempt = async (): Promise<Receipt> => {
			this.settings.beforeSending?.();
			sent.sentAt = clock.now();
			return await this.gracePeriod.measured(async () => await this.client.schedule(job.request));
		};
		const shouldResend = (error: ControlError): boolean =>
			reactionTo(error, job.request.operation) === 'resend' && !this.stopped;
		try {
			const receipt = await withRetries(attempt, shouldResend, this.settings);
			ledger.accept(sent, receipt.transactionId, clock.now());
			if (receipt.transactionId === null) this.questions.push({ job, sent, receipt });
			else this.markDelivered(job, { kind: 'accepted', receipt });
		} catch (error) {
			await this.failedAttempt({ job, sent }, error);
		}
	}

	private async failedAttempt(question: Question<J>, error: unknown): Promise<void> {
		const { clock, sent: ledger } = this.settings;
		if (error instanceof PausedByServer) {
			const { until } = error;
			ledger.drop(question.sent);
			this.results.set(question.job, { kind: 'skipped', reason: 'paused_by_server', until });
			return;
		}
		ledger.lose(question.sent, clock.now());
		if (!(error instanceof ControlError)) return await Promise.reject(error);
		if (reactionTo(error, question.job.request.operation) === 'reconcile') {
			this.settings.onUnanswered?.(question.job);
			this.questions.push({ ...question, error });
		} else {
			if (isCertain(error)) ledger.drop(question.sent);
			this.fail(question.job, { kind: 'refused', error });
		}
	}

	/** Gives the server time for what it may still be working on. */
	private async waitForGracePeriod(open: ReadonlyArray<Question<J>>): Promise<void> {
		this.settings.beforeSending?.();
		const lost = open.filter(({ error }) => error !== undefined);
		if (lost.length === 0) return;
		const lastSentAt = lost.reduce((last, { sent }) => Math.max(last, sent.sentAt), 0);
		const areRepeatable = lost.every(({ job }) => operations[job.request.operation].isRepeatable);
		await this.gracePeriod.waitAfter(lastSentAt, areRepeatable);
	}

	/** Finds the IDs of what was certainly made. */
	private identify(open: ReadonlyArray<Question<J>>, listing: Listing): void {
		const made = open.filter(({ receipt }) => receipt !== undefined);
		const lost = open.filter(({ receipt }) => receipt === undefined);
		if (made.length === 0) return;
		const ahead = this.client.serverTime(0);
		const findings = reconcile(made.map(this.asOpen), listing, {
			...this.knowledge(made),
			rivals: [...this.knowledge(made).rivals, ...lost.map(this.asOpen)],
			assumedClock:
				ahead === null
					? undefined
					: { least: ahead - DATE_IS_OFF_MS, most: ahead + DATE_IS_OFF_MS, isExact: true },
		});
		made.forEach((question, nth) => this.close(question, findings[nth]));
	}

	/** What the server's list tells of requests without an answer. */
	private lookUp(lost: ReadonlyArray<Question<J>>, listing: Listing): Finding[] {
		const findings = reconcile(lost.map(this.asOpen), listing, this.knowledge(lost));
		return findings.map((finding, nth) => {
			const error = lost[nth]?.error;
			const mayResend = error !== undefined && isResentIfAbsent(error);
			return finding.kind === 'absent' && !mayResend ? { kind: 'undecided' } : finding;
		});
	}

	private readonly asOpen = ({ sent }: Question<J>): OpenQuestion => ({
		request: sent.request,
		sentAt: sent.sentAt,
		madeBy: Math.max(sent.endedAt ?? 0, this.gracePeriod.madeBy(sent.sentAt)),
	});

	private knowledge(
		questions: ReadonlyArray<Question<J>>,
	): Required<Pick<Knowledge, 'witnesses' | 'rivals'>> & Knowledge {
		const { sent: ledger, before, clock } = this.settings;
		const devices = new Set(questions.map(({ job }) => job.request.serial_number));
		return {
			witnesses: ledger.witnesses(this.own),
			rivals: ledger.rivals(this.own, devices, clock.now()),
			before,
		};
	}

	/**
	 * Sends again what certainly was not made. What stays undecided waits for the next look, as long
	 * as there is one: what is sent now tells whether the list would show it.
	 */
	private async sendAgain(
		lost: ReadonlyArray<Question<J>>,
		findings: readonly Finding[],
	): Promise<void> {
		const absent: Array<Question<J>> = [];
		const undecided: Array<Question<J>> = [];
		lost.forEach((question, nth) => {
			const kind = findings[nth]?.kind ?? 'undecided';
			if (kind === 'found') this.close(question, findings[nth]);
			else if (kind === 'absent' || this.maySetAgain(question)) absent.push(question);
			else undecided.push(question);
		});
		for (const { sent } of absent) this.settings.sent.drop(sent);
		await this.send(absent.map(({ job }) => job));
		if (absent.length > 0) this.questions.push(...undecided);
		else for (const question of undecided) this.close(question);
	}

	private maySetAgain({ job }: Question<J>): boolean {
		return job.request.operation === 'set' && this.settings.maySetAgain?.(job) === true;
	}

	private close({ job, sent, receipt, error }: Question<J>, finding?: Finding): void {
		const { clock, sent: ledger } = this.settings;
		if (finding?.kind === 'found') {
			const { transaction } = finding;
			ledger.accept(sent, transaction.id, clock.now());
			this.markDelivered(job, {
				kind: 'accepted',
				receipt: { transactionId: transaction.id, transaction },
			});
		} else if (receipt) {
			this.markDelivered(job, { kind: 'accepted', receipt });
		} else if (error) {
			if (finding?.kind === 'absent') ledger.drop(sent);
			this.fail(job, { kind: finding?.kind === 'absent' ? 'refused' : 'unknown', error });
		}
	}

	private markDelivered(job: J, result: Delivered): void {
		this.results.set(job, result);
		this.settings.onDelivered(job, result);
	}

	private fail(job: J, result: Extract<Dispatched, { error: ControlError }>): void {
		if (result.kind === 'unknown') this.markDelivered(job, result);
		else {
			this.results.set(job, result);
			this.settings.onRefused?.(job, result.error);
		}
		this.failures += 1;
		this.stopped ||= this.settings.shouldStop(this.failures);
	}
}
