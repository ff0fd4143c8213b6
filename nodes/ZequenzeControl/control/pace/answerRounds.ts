/** What was seen of the answers while so many requests were under way. */
export interface Level {
	/** Milliseconds that an answer takes: the middle, as it is on a logarithmic scale. */
	latency: number;
	answersPerMs: number;
	/** Rounds that agree on it. */
	rounds: number;
}

/** Times that differ by more than this factor are not of the same server. */
const SAME_WITHIN = 1.5;
const WEIGHT_OF_NEWEST = 0.3;

/**
 * Averages over rounds of answers instead of seconds: a slow server gets the time that it needs,
 * and a fast one is understood quickly. Times are averaged on a logarithmic scale: one answer in a
 * hundred that takes thirty times as long is no queue.
 */
export class AnswerRounds {
	/** What is known since the last restart; missing before the first round is over. */
	level: Level | undefined;

	private stale = 0;

	private answers = 0;

	private logs = 0;

	constructor(private since: number) {}

	/**
	 * Forgets all; the next `stale` answers are to requests that were sent before, and do not count.
	 */
	restart(stale: number): void {
		this.level = undefined;
		this.stale = stale;
		this.answers = 0;
		this.logs = 0;
	}

	/**
	 * Takes an answer that came now, after so many milliseconds; false where it is stale. `isOver`
	 * tells from the number of answers and the time since the round began whether the round is over;
	 * then `level` is renewed and this returns it.
	 */
	add(
		now: number,
		latency: number,
		isOver: (answers: number, tookMs: number) => boolean,
	): Level | undefined {
		if (this.stale > 0) {
			this.stale -= 1;
			this.since = now;
			return undefined;
		}
		this.answers += 1;
		this.logs += Math.log(Math.max(0.5, latency));
		const took = now - this.since;
		if (!isOver(this.answers, took)) return undefined;
		this.level = merged(this.level, {
			latency: Math.exp(this.logs / this.answers),
			answersPerMs: this.answers / Math.max(1, took),
			rounds: 1,
		});
		this.answers = 0;
		this.logs = 0;
		this.since = now;
		return this.level;
	}
}

function merged(known: Level | undefined, seen: Level): Level {
	if (!known) return seen;
	const ratio = seen.latency / known.latency;
	if (ratio > SAME_WITHIN || ratio < 1 / SAME_WITHIN) return seen;
	const blend = (old: number, fresh: number): number => old + WEIGHT_OF_NEWEST * (fresh - old);
	return {
		latency: blend(known.latency, seen.latency),
		answersPerMs: blend(known.answersPerMs, seen.answersPerMs),
		rounds: known.rounds + 1,
	};
}
