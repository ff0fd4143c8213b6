/** How long a ceiling is remembered before more is tried again. */
const REMEMBERED_MS = 20_000;
/** A cut that did not help within this time was too small. */
const AGAIN_MS = 1_000;
const CUT = 0.95;

/** The number of requests at a time at which a server broke connections or refused. */
export class Ceiling {
	private limit = Infinity;

	private until = -Infinity;

	private cutAt = -Infinity;

	/** What must not be exceeded for now. */
	at(now: number): number {
		return now < this.until ? this.limit : Infinity;
	}

	/**
	 * How many there may be after something sent at `sentAt` failed while `open` were under way;
	 * undefined where that tells nothing new. A little fewer for a start; half of that where it goes
	 * on, and then back up to the ceiling.
	 */
	cut(now: number, sentAt: number, open: number): number | undefined {
		if (sentAt < this.cutAt) return undefined;
		const fewer = Math.max(1, Math.min(open - 1, Math.floor(open * CUT)));
		const again = now - this.cutAt < AGAIN_MS;
		this.limit = again ? this.limit : fewer;
		this.until = now + REMEMBERED_MS;
		this.cutAt = now;
		return again ? Math.max(1, Math.floor(fewer / 2)) : fewer;
	}
}
