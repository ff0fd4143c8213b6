/** Time as a run sees it, so that pacing can be tested without waiting. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/** Resolves after `ms` milliseconds; throws RunCancelled as soon as the user stops the execution. */
	sleep: (ms: number) => Promise<void>;
	/** A number from 0 up to 1. */
	random: () => number;
}

/** The longest that a server may make a run wait at once. */
export const MAX_PAUSE_MS = 120_000;

const FIRST_SLOWDOWN_MS = 20;
const MAX_INTERVAL_MS = 5_000;
const SPEED_UP = 0.8;

/**
 * The pace of one run, shared by all its requests: never faster than asked for; slower for all when the server says
 * "too many" to one; faster again, step by step, with every request that goes well.
 */
export class Pacer {
	private readonly fastestMs: number;

	private intervalMs: number;

	private nextStart = 0;

	private pausedUntil = 0;

	private slowedAt = -Infinity;

	constructor(
		private readonly clock: Clock,
		/** Requests a second; 0 is no limit. */
		perSecond = 0,
	) {
		this.fastestMs = perSecond > 0 ? 1000 / perSecond : 0;
		this.intervalMs = this.fastestMs;
	}

	/** Resolves when the next request may start. Throws RunCancelled. */
	async turn(): Promise<void> {
		let start = this.claim();
		for (;;) {
			const wait = start - this.clock.now();
			if (wait > 0) await this.clock.sleep(wait);
			// The server may have asked for a pause meanwhile, through another request.
			if (start >= this.pausedUntil) return;
			start = this.claim();
		}
	}

	/**
	 * The server asked for fewer requests, and perhaps for a pause of `retryAfterMs`, in answer to a request that was sent
	 * at `sentAt`. What was under way at the last slow-down tells nothing new about the pace.
	 */
	slowDown(retryAfterMs: number | null, sentAt = this.clock.now()): void {
		if (sentAt >= this.slowedAt) {
			this.intervalMs = Math.min(MAX_INTERVAL_MS, Math.max(this.intervalMs * 2, FIRST_SLOWDOWN_MS));
			this.slowedAt = this.clock.now();
		}
		if (retryAfterMs === null) return;
		const pause = Math.min(retryAfterMs, MAX_PAUSE_MS) * (1 + this.clock.random() / 10);
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + pause);
	}

	/** A request went well. */
	speedUp(): void {
		if (this.intervalMs === this.fastestMs) return;
		const faster = this.intervalMs * SPEED_UP;
		this.intervalMs = faster < Math.max(this.fastestMs, 1) ? this.fastestMs : faster;
	}

	private claim(): number {
		const start = Math.max(this.clock.now(), this.nextStart, this.pausedUntil);
		this.nextStart = start + this.intervalMs;
		return start;
	}
}
