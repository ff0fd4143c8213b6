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

/**
 * How many requests a second a server takes, learned from its refusals: no limit is known before
 * the first one.
 */
export class LearnedRate {
	private ceiling = Infinity;

	private low = Infinity;

	private refusedAt = -Infinity;

	private countedSince: number;

	private accepted = 0;

	private acceptedBefore = 0;

	constructor(private readonly clock: { now: () => number }) {
		this.countedSince = clock.now();
	}

	/** Requests that may be started in a second. */
	get perSecond(): number {
		if (this.low === Infinity) return Infinity;
		const since = this.clock.now() - this.refusedAt;
		const missing = Math.max(0, 1 - since / BACK_MS) ** 3;
		const beyond = (Math.max(0, since - BACK_MS) / PROBE_MS) ** 3;
		const rate = (this.ceiling - (this.ceiling - this.low) * missing) * (1 + beyond);
		return rate < UNLIMITED ? rate : Infinity;
	}

	/** A request was taken. */
	taken(): void {
		this.turnPage();
		this.accepted += 1;
	}

	/**
	 * A request that was sent at this time was refused. What was under way at the last refusal tells
	 * nothing new.
	 */
	refused(sentAt: number): void {
		if (sentAt < this.refusedAt) return;
		const now = this.clock.now();
		const current = Math.min(this.perSecond, this.lately());
		const again = now - this.refusedAt < SECOND_MS;
		const low = Math.max(
			SLOWEST,
			again ? CUT_AGAIN * Math.min(this.perSecond, this.low) : CUT * current,
		);
		this.ceiling = Math.max(low, again ? Math.min(this.ceiling, this.lately()) : current);
		this.low = low;
		this.refusedAt = now;
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
