/** The clock of a server, as far as the dates of its answers tell. */
export class ServerClock {
	/** Milliseconds by which it is ahead of ours; null until an answer carried its date. */
	private offset: number | null = null;

	constructor(private readonly now: () => number) {}

	/** Takes in the Date header of an answer. */
	take(date: string | undefined): void {
		const time = date === undefined ? NaN : Date.parse(date);
		if (!Number.isNaN(time)) this.offset = time - this.now();
	}

	/** What it showed when ours showed `at`, in milliseconds since 1970; null where it never told. */
	time(at = this.now()): number | null {
		return this.offset === null ? null : at + this.offset;
	}
}
