import type { Clock } from '../../control/pace/pacing';

/**
 * The transactions that are still waited for, each until its own deadline; times in milliseconds by
 * the clock of the run.
 */
export class Deadlines {
	private readonly untils = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	get size(): number {
		return this.untils.size;
	}

	/** The IDs, in the order in which they are looked at. */
	ids(): string[] {
		return [...this.untils.keys()];
	}

	/** Waits for one more, so many milliseconds from now. */
	add(id: string, deadlineMs: number): void {
		this.untils.set(id, this.clock.now() + deadlineMs);
	}

	/** Puts it behind all others. */
	putLast(id: string): void {
		const until = this.untils.get(id);
		this.untils.delete(id);
		if (until !== undefined) this.untils.set(id, until);
	}

	/** No longer waits for it. */
	remove(id: string): void {
		this.untils.delete(id);
	}

	/** When the next deadline comes; Infinity where none does. */
	next(): number {
		let next = Infinity;
		for (const until of this.untils.values()) next = Math.min(next, until);
		return next;
	}

	/** When the last deadline comes; now where nothing is waited for. */
	last(): number {
		let last = this.clock.now();
		for (const until of this.untils.values()) last = Math.max(last, until);
		return last;
	}

	/** Those whose deadline has come. */
	passed(): string[] {
		const now = this.clock.now();
		return this.ids().filter((id) => (this.untils.get(id) ?? Infinity) <= now);
	}
}
