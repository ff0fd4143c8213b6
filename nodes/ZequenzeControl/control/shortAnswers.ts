// As many as prove the habit of a server, and far fewer than a run that is worth the effort.
const PROOFS = 32;

/** Bytes; the answer to a scheduled operation repeats little more than what was sent. */
const SHORT = 64 * 2 ** 10;

/**
 * Learns whether a server answers scheduled operations with little and says how much it is. Reading as it comes takes a third
 * more of the processor's time for such an answer, so those that follow may be read at once. One that is different ends that.
 */
export class ShortAnswers {
	private inARow = 0;

	/** Whether the next answer may be read at once. */
	get areUsual(): boolean {
		return this.inARow >= PROOFS;
	}

	/** Learns from the headers of an answer, by names in lower case; of none, where no whole answer came. */
	learn(headers: Readonly<Record<string, string>> = {}): void {
		const length = Number(headers['content-length'] ?? NaN);
		const isShort = length <= SHORT && headers['content-encoding'] === undefined;
		this.inARow = isShort ? this.inARow + 1 : 0;
	}
}
