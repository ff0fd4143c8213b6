import type { Clock } from '../../../control/pace/pacing';

// A request whose reply was lost may still be under way inside the server.
const QUIET_MS = 2_000;

/**
 * When a server has settled after lost replies, so that its list tells what it took and what it did
 * not. A server that is slow to answer is as slow with a request whose reply was lost, so the pace
 * of the run tells how long to wait. Where doing it twice would leave two objects, the server is
 * given all the time that a request may take.
 */
export class GracePeriod {
	private slowestMs = 0;

	constructor(
		private readonly clock: Clock,
		/** Milliseconds that a request may take: no server is given more. */
		private readonly timeoutMs: number,
	) {}

	/**
	 * Sends a request and learns how long it takes. A connection that breaks late tells as much of
	 * the pace as an answer.
	 */
	async measured<T>(send: () => Promise<T>): Promise<T> {
		const sentAt = this.clock.now();
		try {
			return await send();
		} finally {
			this.slowestMs = Math.max(this.slowestMs, this.clock.now() - sentAt);
		}
	}

	/** By when the server has made what was sent at this time, by all that is known of its pace. */
	madeBy(sentAt: number): number {
		return sentAt + Math.min(2 * this.slowestMs, this.timeoutMs);
	}

	/**
	 * Resolves when the list can be believed about requests whose replies were lost, the last of
	 * which was sent at this time: after twice the slowest answer since then, or after Request
	 * Timeout where none of them may be done twice, and some quiet time in any case. Throws
	 * RunCancelled.
	 */
	async waitAfter(lastSentAt: number, areRepeatable: boolean): Promise<void> {
		const graceMs = areRepeatable ? Math.min(2 * this.slowestMs, this.timeoutMs) : this.timeoutMs;
		const leftMs = lastSentAt + graceMs - this.clock.now();
		await this.clock.sleep(Math.max(QUIET_MS, leftMs));
	}
}
