import type { Transaction } from '../../control/answers/transaction';
import type { ControlClient, ReadBy } from '../../control/client';
import { ControlError, type FailureKind } from '../../control/failures/errors';
import { TooLate, type Clock, type Pacer } from '../../control/pace/pacing';
import { inPool } from '../../control/pace/pool';
import { isFinal, stateOf, type Vocabulary } from '../states';
import { Absences } from './absences';
import { Arrivals, type Joining } from './arrivals';
import { Deadlines } from './deadlines';
import type { WaitEnd } from './waitEnd';

export interface WaitSettings {
	clock: Clock;
	/** How long each is waited for, in milliseconds. */
	deadlineMs: number;
	/** How long those are waited for that have a deadline of their own, by ID. */
	deadlines?: ReadonlyMap<string, number>;
	/** Milliseconds before the first look; later ones are farther and farther apart. */
	firstPauseMs: number;
	/** Whether the server refreshes its status first; only done on some of the looks. */
	updateStatus: boolean;
	/** The pace of the run that waits. */
	pacer: Pacer;
	words?: Vocabulary;
	/**
	 * Transactions that join while the wait goes on; missing where all are there from the beginning.
	 */
	joining?: Joining<WaitEnd>;
}

export const FIRST_PAUSE_MS = 2_000;
const MAX_PAUSE_MS = 30_000;
const GROWTH = 1.5;
// The last look is made when the deadline comes, and needs some time of its own.
const LAST_CHECK_MS = 2_000;
// What it has asked by then may be answered a little later.
const LAST_ANSWER_MS = 8_000;
const LOOK_EVERY_MS = 1_000;
// Refreshing is slow for the server and wakes the devices, so it is asked for only now and then.
const REFRESH_EVERY = 4;
// Such a refusal says that an id is no good; any other would meet all of them.
const ABOUT_ONE_ID: readonly FailureKind[] = ['bad_request', 'not_found', 'unprocessable'];

/**
 * Follows transactions until each has ended or its deadline has come, all together and with as few
 * requests as possible: one by one or through the list, whichever takes fewer. Returns how the wait
 * ended for each id. A passing failure of the server costs a look, not the wait; a look that the
 * deadline cuts off is none. Throws RunCancelled.
 */
export async function waitForCompletion(
	client: ControlClient,
	ids: Iterable<string>,
	settings: WaitSettings,
): Promise<Map<string, WaitEnd>> {
	return await new CompletionWait(client, ids, settings).run();
}

/** One look at what is open. */
interface Look {
	/** When the last of those that it looks at is given up, in milliseconds. */
	deadline: number;
	isOver: boolean;
	/** Fails when its time is up; made when there is something that it can end. */
	timeUp?: Promise<never>;
}

class CompletionWait {
	private readonly client: ControlClient;

	private readonly ends = new Map<string, WaitEnd>();

	private readonly lastSeen = new Map<string, Transaction>();

	private readonly open: Deadlines;

	private readonly absences: Absences;

	/**
	 * Requests that reading the list takes, as far as it is wanted; unknown before it was read once.
	 */
	private listCost = 1;

	private checks = 0;

	private look: Look = { deadline: 0, isOver: true };

	private readonly arrivals: Arrivals;

	constructor(
		client: ControlClient,
		ids: Iterable<string>,
		private readonly settings: WaitSettings,
	) {
		const { clock, deadlineMs, deadlines, joining } = settings;
		this.absences = new Absences(clock);
		this.open = new Deadlines(clock);
		for (const id of ids) this.open.add(id, deadlines?.get(id) ?? deadlineMs);
		this.arrivals = new Arrivals(this.open, clock, joining);
		this.client = client.readingBy(this.inTime());
	}

	async run(): Promise<Map<string, WaitEnd>> {
		const { clock, firstPauseMs } = this.settings;
		let pause = firstPauseMs;
		this.giveUpLate();
		while (this.arrivals.takeIn()) {
			const jittered = pause * (0.8 + clock.random() * 0.4);
			await this.arrivals.rest(jittered, firstPauseMs);
			if (this.arrivals.hasJoined) pause = firstPauseMs;
			pause = Math.max(await this.check(), Math.min(pause * GROWTH, MAX_PAUSE_MS));
			this.giveUpLate();
		}
		return this.ends;
	}

	/** Ends the wait for those whose deadline has come. */
	private giveUpLate(): void {
		for (const id of this.open.passed()) {
			const transaction = this.lastSeen.get(id) ?? null;
			const isUnlisted = transaction === null && this.absences.isMissing(id);
			this.end(id, { kind: isUnlisted ? 'unlisted' : 'timed_out', transaction });
		}
	}

	/** Reads at the pace that is asked for, and nothing more when the time is up. */
	private inTime(): ReadBy {
		const { pacer } = this.settings;
		const inTime: ReadBy = async (read) => {
			this.look.timeUp ??= this.failAfter(this.look);
			this.look.timeUp.catch(() => {});
			return await Promise.race([read(), this.look.timeUp]);
		};
		return async (read) =>
			await pacer.attempt(async () => await inTime(read), this.look.deadline + LAST_CHECK_MS);
	}

	/** An answer that does not come must not hold up the end of the wait. */
	private async failAfter(look: Look): Promise<never> {
		const { clock } = this.settings;
		const latest = look.deadline + LAST_ANSWER_MS;
		while (!look.isOver && clock.now() < latest) {
			await clock.sleep(Math.min(LOOK_EVERY_MS, latest - clock.now()));
		}
		throw new TooLate();
	}

	/**
	 * Looks once at what is open. Returns how long the server wants to be left alone, in
	 * milliseconds.
	 */
	private async check(): Promise<number> {
		if (this.open.size === 0) return 0;
		const look: Look = { deadline: this.open.last(), isOver: false };
		this.look = look;
		try {
			if (this.open.size <= this.listCost) await this.checkEach();
			else await this.checkList();
			this.checks += 1;
			return 0;
		} catch (error) {
			if (error instanceof TooLate) return 0;
			if (!(error instanceof ControlError)) return await Promise.reject(error);
			if (error.transient) return error.retryAfterMs ?? 0;
			for (const id of this.open.ids()) this.end(id, { kind: 'refused', error });
			return 0;
		} finally {
			look.isOver = true;
		}
	}

	private get refresh(): boolean {
		return this.settings.updateStatus && this.checks % REFRESH_EVERY === 0;
	}

	private async checkEach(): Promise<void> {
		const refresh = this.refresh;
		const { slots } = this.settings.pacer;
		await inPool(this.open.ids(), slots, async (id) => await this.askFor(id, refresh));
	}

	private async askFor(id: string, refresh: boolean): Promise<void> {
		try {
			const transaction = await this.client.transaction(id, refresh);
			if (transaction) this.see(id, transaction);
			else this.miss(id);
		} catch (error) {
			if (error instanceof ControlError && ABOUT_ONE_ID.includes(error.kind)) {
				return this.end(id, { kind: 'refused', error });
			}
			// A failure ends the look: the next one begins with others, so that one id cannot keep them
			// from being seen.
			this.open.putLast(id);
			return await Promise.reject(error);
		}
	}

	private async checkList(): Promise<void> {
		const missing = new Set(this.open.ids());
		let pages = 0;
		let isWhole = true;
		for await (const page of this.client.transactionList({ updateStatus: this.refresh })) {
			pages += 1;
			isWhole = page.end?.complete !== false;
			for (const transaction of page.transactions) {
				if (transaction.id === null) return this.giveUpList();
				if (missing.delete(transaction.id)) this.see(transaction.id, transaction);
			}
			if (missing.size === 0) break;
		}
		// What a list that is not whole does not show may be listed all the same: it is asked for.
		if (missing.size > 0 && !isWhole) return this.giveUpList();
		this.listCost = Math.max(1, pages);
		for (const id of missing) this.miss(id);
	}

	/**
	 * A list without ids, or a part of one, tells nothing of a transaction: from now on each is asked
	 * for.
	 */
	private giveUpList(): void {
		this.listCost = Infinity;
	}

	private see(id: string, transaction: Transaction): void {
		this.lastSeen.set(id, transaction);
		this.absences.present(id);
		const state = stateOf(transaction, this.settings.words);
		if (isFinal(state)) this.end(id, { kind: 'finished', transaction });
		else if (
			transaction.status === null &&
			transaction.operation !== 'get' &&
			state === 'unknown'
		) {
			this.end(id, { kind: 'no_status', transaction });
		}
	}

	private miss(id: string): void {
		const transaction = this.lastSeen.get(id) ?? null;
		if (this.absences.isGone(id, transaction !== null)) {
			this.end(id, { kind: 'unlisted', transaction });
		}
	}

	private end(id: string, how: WaitEnd): void {
		this.ends.set(id, how);
		this.open.remove(id);
		this.settings.joining?.ended(id, how);
	}
}
