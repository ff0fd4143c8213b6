import { ControlError } from '../failures/errors';
import { LearnedRate } from './learnedRate';
import { Slots, type AtOnce } from './pool';

/** Time as a run sees it, so that pacing can be tested without waiting. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/**
	 * Resolves after `ms` milliseconds; throws RunCancelled as soon as the user stops the execution.
	 */
	sleep: (ms: number) => Promise<void>;
	/** A number from 0 up to 1. */
	random: () => number;
}

/** A number of requests at a time that is told what happens to each, so that it can learn. */
export interface SendingLimit extends AtOnce {
	/** A request is sent. */
	sent(): void;
	/** The server answered what was sent at this time. */
	answered(sentAt: number): void;
	/** The server refused it for now. */
	refused(sentAt: number): void;
	/** Its connection broke, never came about, or nothing came in time. */
	broken(sentAt: number): void;
	/** It says nothing about the server. */
	abandoned(): void;
}

/** A number of requests at a time that somebody chose: it learns nothing. */
export function fixedLimit(atOnce: number): SendingLimit {
	const ignore = (): void => {};
	return {
		atOnce,
		sent: ignore,
		answered: ignore,
		refused: ignore,
		broken: ignore,
		abandoned: ignore,
	};
}

/**
 * The longest that a server may make a run wait at once: as long as the longest Retry Time Limit.
 */
export const MAX_PAUSE_MS = 3_600_000;

/** The turn of a request does not come in time. */
export class TooLate extends Error {}

/**
 * The pace of one run, shared by all its requests: how many at a time, how many a second, and the
 * pauses that the server asks for. Never faster than asked for; slower for all when the server says
 * "too many" to one.
 */
export class Pacer {
	/** Places for the requests of this run. */
	readonly slots: Slots;

	private readonly rate: LearnedRate;

	private readonly fastestMs: number;

	private due = -Infinity;

	private pausedUntil = -Infinity;

	private last: Promise<void> = Promise.resolve();

	/**
	 * Until when the server wants no request at all, where that is longer than anybody waits, in
	 * milliseconds since 1970. It makes nobody wait: who comes before gives up.
	 */
	closedUntil = -Infinity;

	constructor(
		private readonly clock: Clock,
		/** Requests a second; 0 is no limit. */
		perSecond = 0,
		readonly limit: SendingLimit = fixedLimit(1),
	) {
		this.fastestMs = perSecond > 0 ? 1000 / perSecond : 0;
		this.rate = new LearnedRate(clock);
		this.slots = new Slots(limit);
	}

	/**
	 * Makes one attempt when its turn comes, and learns from how it ends. Throws what the attempt
	 * throws, RunCancelled, and TooLate where its turn comes after `latest`, in milliseconds since
	 * 1970. A pause of more than `maxPauseMs` is nothing to wait for: it closes the server.
	 */
	async attempt<T>(
		send: () => Promise<T>,
		latest = Infinity,
		maxPauseMs = MAX_PAUSE_MS,
	): Promise<T> {
		await this.turn(latest);
		const sentAt = this.clock.now();
		this.limit.sent();
		try {
			const value = await send();
			this.speedUp(sentAt);
			return value;
		} catch (error) {
			this.learnFrom(error, sentAt, maxPauseMs);
			return await Promise.reject(error);
		}
	}

	/**
	 * Resolves when the next request may start. Throws RunCancelled, and TooLate if that is after
	 * `latest`.
	 */
	async turn(latest = Infinity): Promise<void> {
		const mine = this.last.then(async () => await this.wait(latest));
		this.last = mine.catch(() => {});
		await mine;
	}

	/** Milliseconds until the next request may start; none if it is 0 or less. */
	waitMs(): number {
		return Math.max(this.due, this.pausedUntil) - this.clock.now();
	}

	/**
	 * The next request starts. One that waited and was woken late, by a busy event loop, does not put
	 * off the others.
	 */
	start(hasWaited = false): void {
		const interval = Math.max(this.fastestMs, 1000 / this.rate.perSecond);
		const now = this.clock.now();
		const isOnTime = hasWaited && now - this.due < interval;
		this.due = (isOnTime ? this.due : now) + interval;
	}

	/**
	 * The server asked for fewer requests, and perhaps for a pause of `retryAfterMs`, in answer to a
	 * request that was sent at `sentAt`. What was under way at the last slow-down tells nothing new
	 * about the pace. Who says 429 `limits` requests, and will ask for that pause again; a 503 comes
	 * when it comes.
	 */
	slowDown(
		retryAfterMs: number | null,
		sentAt = this.clock.now(),
		maxPauseMs = MAX_PAUSE_MS,
		limits = true,
	): void {
		if (limits || this.rate.stumbled()) {
			this.rate.refused(sentAt, limits ? Math.min(retryAfterMs ?? 0, maxPauseMs) : 0);
			this.limit.refused(sentAt);
		} else this.limit.abandoned();
		if (retryAfterMs === null) return;
		if (retryAfterMs > maxPauseMs) {
			this.closedUntil = Math.max(this.closedUntil, this.clock.now() + retryAfterMs);
			return;
		}
		const pause = retryAfterMs * (1 + this.clock.random() / 10);
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + pause);
	}

	/** A request that was sent at this time went well. */
	speedUp(sentAt = this.clock.now()): void {
		this.rate.taken();
		this.limit.answered(sentAt);
	}

	private async wait(latest: number): Promise<void> {
		let hasWaited = false;
		for (let ms = this.waitMs(); ms > 0; ms = this.waitMs()) {
			hasWaited = true;
			if (this.clock.now() + ms > latest) throw new TooLate();
			await this.clock.sleep(ms);
		}
		if (this.clock.now() > latest) throw new TooLate();
		this.start(hasWaited);
	}

	private learnFrom(error: unknown, sentAt: number, maxPauseMs: number): void {
		if (!(error instanceof ControlError)) return this.limit.abandoned();
		switch (error.kind) {
			case 'rate_limited':
				return this.slowDown(error.retryAfterMs, sentAt, maxPauseMs);
			case 'unavailable':
				return this.slowDown(error.retryAfterMs, sentAt, maxPauseMs, false);
			case 'connection_lost':
			case 'timeout':
			case 'unreachable':
				return this.limit.broken(sentAt);
			default:
				return this.limit.answered(sentAt);
		}
	}
}
