import type { Clock } from '../../control/pace/pacing';

/** A server may take so long to list what it has accepted, in milliseconds. */
const LISTED_WITHIN_MS = 30_000;

/** A list that comes in pages, or from several servers, may pass over an entry once. */
const LOOKS_IN_A_ROW = 2;

/** Looks in a row that did not show a transaction. */
interface Absence {
	looks: number;
	/** When the first of them was, in milliseconds. */
	since: number;
}

/** Transactions that the server does not show, and since when. */
export class Absences {
	private readonly absences = new Map<string, Absence>();

	constructor(private readonly clock: Clock) {}

	/** Takes note that a look showed the transaction. */
	present(id: string): void {
		this.absences.delete(id);
	}

	/**
	 * Takes note that a look did not show the transaction, and returns whether it can be believed:
	 * one that was seen before is gone when two looks in a row miss it; one that was never seen may
	 * still come, as long as lists lag behind.
	 */
	isGone(id: string, wasSeen: boolean): boolean {
		const now = this.clock.now();
		const { looks, since } = this.absences.get(id) ?? { looks: 0, since: now };
		this.absences.set(id, { looks: looks + 1, since });
		if (looks + 1 < LOOKS_IN_A_ROW) return false;
		return wasSeen || now - since >= LISTED_WITHIN_MS;
	}

	/** Whether the last look missed it. */
	isMissing(id: string): boolean {
		return this.absences.has(id);
	}
}
