import type { ControlClient, Receipt } from '../../../control/client';
import type { OperationRequest } from '../../../control/endpoints';
import { ControlError } from '../../../control/errors';
import { inPool } from '../../../control/pool';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import { reactionTo, withRetries } from '../../../control/retry';
import { operations } from '../../../cwmp/operations';
import type { NotSentReason } from '../../../follow/outcome';
import { reconcile, type Finding } from '../../../follow/reconcile';
import { serverInstant } from '../../../ground/dates';
import { isFinal, stateOf } from '../../../follow/states';
import type { Transaction } from '../../../control/transaction';
import { GracePeriod } from './gracePeriod';

/** What became of one request. */
export type Dispatched =
	| { kind: 'accepted'; receipt: Receipt }
	/** The server certainly did not take it. */
	| { kind: 'refused'; error: ControlError }
	/** Nobody can tell whether the server took it. */
	| { kind: 'unknown'; error: ControlError }
	/** Not sent on purpose; `transaction` is the one that made it unnecessary. */
	| { kind: 'skipped'; reason: NotSentReason; transaction?: Transaction };

/** What became of a request that failed. */
export type FailedDispatch = Extract<Dispatched, { error: ControlError }>;

/** Whether this is the failure of a job; what was held back on purpose is none. */
export function hasFailed(dispatched: Dispatched): dispatched is FailedDispatch {
	return dispatched.kind === 'refused' || dispatched.kind === 'unknown';
}

/** What became of a request that must not be sent again: the server took it, or may have taken it. */
export type Delivered = Extract<Dispatched, { kind: 'accepted' | 'unknown' }>;

/** Anything that carries a request. */
export interface Sendable {
	request: OperationRequest;
}

export interface DispatchSettings<J extends Sendable> extends Pace {
	requestsAtATime: number;
	/** Milliseconds that a request may take. */
	timeoutMs: number;
	/** Whether to send nothing more, asked after each failure. */
	shouldStop: (failures: number) => boolean;
	/** Told of each request as soon as it is known that the server took it, or that nobody can tell. */
	onDelivered: (job: J, result: Delivered) => void;
}

/** What is not known yet about a request: under which id the server took it, or whether it did. */
interface Question<J extends Sendable> {
	job: J;
	/** By our clock, in milliseconds since 1970. */
	sentAt: number;
	/** The answer without an id; missing where no answer came. */
	receipt?: Receipt;
	error?: ControlError;
}

/** Not sent because something else failed. */
export const STOPPED: Dispatched = { kind: 'skipped', reason: 'stopped_after_failures' };

/**
 * Schedules all jobs, and returns what became of each. No operation is sent twice unless the server refused it, or
 * its list, read when it has settled, shows that it did not take it. Throws RunCancelled.
 */
export async function dispatch<J extends Sendable>(
	client: ControlClient,
	jobs: readonly J[],
	settings: DispatchSettings<J>,
): Promise<Map<J, Dispatched>> {
	return await new Dispatch(client, jobs, settings).run();
}

class Dispatch<J extends Sendable> {
	private readonly results = new Map<J, Dispatched>();

	private questions: Array<Question<J>> = [];

	/** When each accepted transaction was sent, by our clock. */
	private readonly accepted = new Map<string, number>();

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
			const absent = await this.lookUp(open);
			const lastRound = round >= this.settings.limits.retries;
			if (lastRound) absent.forEach((question) => this.close(question, { kind: 'absent' }));
			else await this.send(absent.map(({ job }) => job));
		}
		return this.results;
	}

	private async send(jobs: readonly J[]): Promise<void> {
		await inPool(jobs, this.settings.requestsAtATime, async (job) => {
			if (this.stopped) this.results.set(job, STOPPED);
			else await this.sendOne(job);
		});
	}

	private async sendOne(job: J): Promise<void> {
		let sentAt = this.settings.clock.now();
		const attempt = async (): Promise<Receipt> => {
			sentAt = this.settings.clock.now();
			return await this.gracePeriod.measured(async () => await this.client.schedule(job.request));
		};
		const shouldResend = (error: ControlError): boolean =>
			reactionTo(error, job.request.operation) === 'resend' && !this.stopped;
		try {
			const receipt = await withRetries(attempt, shouldResend, this.settings);
			if (receipt.transactionId === null) this.questions.push({ job, sentAt, receipt });
			else this.accept(job, receipt, sentAt);
		} catch (error) {
			await this.failedAttempt({ job, sentAt }, error);
		}
	}

	private async failedAttempt(question: Question<J>, error: unknown): Promise<void> {
		if (!(error instanceof ControlError)) return await Promise.reject(error);
		if (reactionTo(error, question.job.request.operation) === 'reconcile') {
			this.questions.push({ ...question, error });
		} else {
			this.fail(question.job, { kind: 'refused', error });
		}
	}

	/** Gives the server time for what it may still be working on. */
	private async waitForGracePeriod(open: ReadonlyArray<Question<J>>): Promise<void> {
		const lost = open.filter(({ error }) => error !== undefined);
		if (lost.length === 0) return;
		const lastSentAt = lost.reduce((last, { sentAt }) => Math.max(last, sentAt), 0);
		const areRepeatable = lost.every(({ job }) => operations[job.request.operation].isRepeatable);
		await this.gracePeriod.waitAfter(lastSentAt, areRepeatable);
	}

	/** Looks the questions up in the server's list; returns those that it certainly did not take. */
	private async lookUp(open: ReadonlyArray<Question<J>>): Promise<Array<Question<J>>> {
		const listed = await this.list();
		const findings = listed ? this.findingsFrom(open, listed) : undefined;
		return open.filter((question, nth) => {
			const finding = findings?.[nth] ?? { kind: 'undecided' };
			// After a time-out the server may take the request even later: no list proves that it will not.
			const mayResend = question.error !== undefined && question.error.kind !== 'timeout';
			if (finding.kind === 'absent' && mayResend) return true;
			this.close(question, finding.kind === 'absent' ? { kind: 'undecided' } : finding);
			return false;
		});
	}

	private findingsFrom(
		open: ReadonlyArray<Question<J>>,
		listed: readonly Transaction[],
	): Finding[] {
		const shown = new Map(listed.map((transaction) => [transaction.id, transaction]));
		// The server's clock is known by now at the latest: the list came with its date.
		const ours = [...this.accepted].map(([id, sentAt]) => ({
			shown: shown.get(id),
			sentAt: this.client.serverTime(sentAt),
		}));
		// A list from which finished transactions vanish cannot prove that something was never made.
		const keepsEverything =
			ours.every((transaction) => transaction.shown !== undefined) &&
			(ours.length > 0 || listed.some((transaction) => isFinal(stateOf(transaction))));
		const behind = ours.map(({ shown: transaction, sentAt }) => {
			const createdAt = serverInstant(transaction?.createdAt ?? null);
			return createdAt === null || sentAt === null ? 0 : sentAt - createdAt;
		});
		const skew = behind.reduce((most, value) => Math.max(most, value), 0);
		const questions = open.map(({ job, sentAt }) => {
			const byServer = this.client.serverTime(sentAt);
			return { request: job.request, sentAt: byServer === null ? null : byServer - skew };
		});
		return reconcile(questions, listed, new Set(this.accepted.keys()), keepsEverything);
	}

	/** All that the server lists, each once; undefined where it cannot be read to the end. */
	private async list(): Promise<Transaction[] | undefined> {
		const listed: Transaction[][] = [];
		const reader = withReadRetries(this.client, this.settings);
		try {
			for await (const page of reader.transactionPages()) listed.push(page);
			return withoutRepeats(listed.flat());
		} catch (error) {
			return error instanceof ControlError ? undefined : await Promise.reject(error);
		}
	}

	private close({ job, receipt, error, sentAt }: Question<J>, finding: Finding): void {
		if (finding.kind === 'found') {
			const { transaction } = finding;
			this.accept(job, { transactionId: transaction.id, transaction }, sentAt);
		} else if (receipt) {
			this.accept(job, receipt, sentAt);
		} else if (error) {
			this.fail(job, { kind: finding.kind === 'absent' ? 'refused' : 'unknown', error });
		}
	}

	private accept(job: J, receipt: Receipt, sentAt: number): void {
		if (receipt.transactionId !== null) this.accepted.set(receipt.transactionId, sentAt);
		this.markDelivered(job, { kind: 'accepted', receipt });
	}

	private markDelivered(job: J, result: Delivered): void {
		this.results.set(job, result);
		this.settings.onDelivered(job, result);
	}

	private fail(job: J, result: Extract<Dispatched, { error: ControlError }>): void {
		if (result.kind === 'unknown') this.markDelivered(job, result);
		else this.results.set(job, result);
		this.failures += 1;
		this.stopped ||= this.settings.shouldStop(this.failures);
	}
}

/** Entries that come in while a list is read push others to the next page, where they are listed again. */
function withoutRepeats(listed: readonly Transaction[]): Transaction[] {
	const seen = new Set<string>();
	return listed.filter(({ id }) => {
		if (id === null) return true;
		const isNew = !seen.has(id);
		seen.add(id);
		return isNew;
	});
}
