import type { Clock } from '../control/pace/pacing';

// Short enough that nobody at the editor notices, long enough that the breaks themselves cost next
// to nothing.
const MAX_STRETCH_MS = 50;

/**
 * Breaks in long work on many items: n8n serves its editor and all other executions from the same
 * thread, and only in a break can the user stop this one.
 */
export class Breaks {
	private since: number;

	constructor(private readonly clock: Clock) {
		this.since = clock.now();
	}

	/** Lets n8n do other work if the last break was a while ago. Throws RunCancelled. */
	async yieldToEventLoop(): Promise<void> {
		if (this.clock.now() - this.since < MAX_STRETCH_MS) return;
		await this.clock.sleep(1);
		this.since = this.clock.now();
	}
}
