/**
 * Accepted requests are counted over this time, and refusals that follow each other faster count as
 * one trouble.
 */
const SECOND_MS = 1_000;
const CUT = 0.85;
const CUT_AGAIN = 0.7;
const SLOWEST = 1;
/** After a refusal the pace comes back to what was accepted before within this time. */
const BACK_MS = 4_000;
const PROBE_MS = 2_000;
/** Faster than any event loop. */
const UNLIMITED = 5_000;

/** Over so many requests it is told how often a server is not available. */
const LATELY = 20;
/** A server that is not available to a greater share of them is too busy. */
const OFTEN = 0.15;

/**
 * Where a refusal costs a pause, more is tried after so many pauses at first, and twice as many
 * each time that the limit turns out to be where it was.
 */
const PAUSES_AT_FIRST = 12;
const PAUSES_AT_MOST = 24;
/** So far towards what was taken when more was tried a limit that has held is moved, at first. */
const STEP = 0.15;
/** More than so many times the limit, and the server is another. */
const FAR = 2;

/**
 * How many requests a second a server takes, learned from its refusals: no limit is known before
 * the first one. After one the pace falls, is soon back at what was taken before, and then tries
 * more. A server that wants a pause after each refusal makes trying dear: there a limit that has
 * held is tried less and less often, and after a step too far the pace goes back to it.
 */
export class LearnedRate {
	private ceiling = Infinity;

	private low = Infinity;

	private refusedAt = -Infinity;

	/** So many milliseconds after a refusal more is tried. */
	private holdMs = BACK_MS;

	/** The last limit that was not refused until more was tried. */
	private held = Infinity;

	private step = STEP;

	private countedSince: number;

	private accepted = 0;

	private acceptedBefore = 0;

	/** Share of the last requests to which the server was not available, the latest counting most. */
	private stumbles = 0;

	constructor(private readonly clock: { now: () => number }) {
		this.countedSince = clock.now();
	}

	/** Requests that may be started in a second. */
	get perSecond(): number {
		if (this.low === Infinity) return Infinity;
		const since = this.clock.now() - this.refusedAt;
		const missing = Math.max(0, 1 - since / BACK_MS) ** 3;
		const beyond = (Math.max(0, since - this.holdMs) / PROBE_MS) ** 3;
		const rate = (this.ceiling - (this.ceiling - this.low) * missing) * (1 + beyond);
		return rate < UNLIMITED ? rate : Infinity;
	}

	/** A request was taken. */
	taken(): void {
		this.turnPage();
		this.accepted += 1;
		this.stumbles *= 1 - 1 / LATELY;
	}

	/**
	 * The server was not available to a request; returns whether that is so often that it is a
	 * refusal like any other. Now and then it says nothing about the pace.
	 */
	stumbled(): boolean {
		this.stumbles += (1 - this.stumbles) / LATELY;
		return this.stumbles > OFTEN;
	}

	/**
	 * A request that was sent at this time was refused, and the server wants no other for `pauseMs`.
	 * What was under way at the last refusal tells nothing new.
	 */
	refused(sentAt: number, pauseMs = 0): void {
		if (sentAt < this.refusedAt) return;
		if (pauseMs === 0 || !this.settle(pauseMs)) this.cut(pauseMs);
		this.refusedAt = this.clock.now();
	}

	/** Keeps to a limit that is as good as known; returns whether there is one. */
	private settle(pauseMs: number): boolean {
		const hasHeld = this.clock.now() - this.refusedAt > this.holdMs;
		if (hasHeld && this.lately() < FAR * this.ceiling && this.ceiling < Infinity) {
			this.held = this.ceiling;
			this.ceiling += this.step * (this.lately() - this.ceiling);
			this.holdMs = Math.min(2 * this.holdMs, PAUSES_AT_MOST * pauseMs);
		} else if (!hasHeld && this.held < this.ceiling) {
			this.ceiling = this.held;
			this.step /= 2;
		} else {
			return false;
		}
		// The pause was all that the server needs.
		this.low = this.ceiling;
		return true;
	}

	private cut(pauseMs: number): void {
		const current = Math.min(this.perSecond, this.lately());
		const again = this.clock.now() - this.refusedAt < SECOND_MS;
		const low = Math.max(
			SLOWEST,
			again ? CUT_AGAIN * Math.min(this.perSecond, this.low) : CUT * current,
		);
		this.ceiling = Math.max(low, again ? Math.min(this.ceiling, this.lately()) : current);
		this.low = low;
		this.holdMs = Math.max(BACK_MS, PAUSES_AT_FIRST * pauseMs);
		this.held = Infinity;
		this.step = STEP;
	}

	/** Requests a second that were taken in the last second. */
	private lately(): number {
		this.turnPage();
		const spent = this.clock.now() - this.countedSince;
		const before = this.acceptedBefore * Math.max(0, 1 - spent / SECOND_MS);
		const over = this.acceptedBefore > 0 ? SECOND_MS : Math.max(spent, SECOND_MS / 10);
		return ((before + this.accepted) * SECOND_MS) / over;
	}

	private turnPage(): void {
		const now = this.clock.now();
		const pages = Math.floor((now - this.countedSince) / SECOND_MS);
		if (pages === 0) return;
		this.acceptedBefore = pages === 1 ? this.accepted : 0.001;
		this.accepted = 0;
		this.countedSince += pages * SECOND_MS;
	}
}
