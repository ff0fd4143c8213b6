import type { Clock } from '../../control/pace/pacing';

/** A server may take so long to list what it has accepted, in milliseconds. */
const LISTED_WITHIN_MS = 30_000;

/** A list that comes in pages, or from several servers, may pass over an entry once. */
const LOOKS_IN_A_ROW = 2;

/** Transactions that the server does not show, and since when. */
export class Absences {
	private readonly looks = new Map<string, number>();

	private readonly startedAt: number;

	constructor(private readonly clock: Clock) {
		this.startedAt = clock.now();
	}

	/** Takes note that a look showed the transaction. */
	present(id: string): void {
		this.looks.delete(id);
	}

	/**
	 * Takes note that a look did not show the transaction, and returns whether it can be believed: one that was seen before
	 * is gone when two looks in a row miss it; one that was never seen may still come, as long as lists lag behind.
	 */
	isGone(id: string, wasSeen: boolean): boolean {
		const looks = (this.looks.get(id) ?? 0) + 1;
		this.looks.set(id, looks);
		if (looks < LOOKS_IN_A_ROW) return false;
		return wasSeen || this.clock.now() - this.startedAt >= LISTED_WITHIN_MS;
	}

	/** Whether the last look missed it. */
	isMissing(id: string): boolean {
		return this.looks.has(id);
	}
}
