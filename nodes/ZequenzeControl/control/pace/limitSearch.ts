import type { Level } from './answerRounds';

/**
 * Times to answer, in usual ones: up to the first, more requests are worth a try, and drive it to
 * the second at most.
 */
const SLOWER = { grow: 1.2, aim: 1.35, tooSlowAtStart: 1.6, tooSlow: 1.9, asUsual: 1.15 };
const STEP_BACK = 0.7;
/** Rounds before fewer are tried: soon after a change, seldom once it was confirmed. */
const TRY_AFTER = { first: 4, last: 64 };
/** Answers that make a round, or as many as come in this time. */
const ROUND = { usual: 60, fewer: 100, longMs: 5_000 };
const ENOUGH_AT_START = 60;

/**
 * The search for how many requests at a time a server answers best.
 *
 * By Little's law, requests under way are answers a second times the time to answer. Below a
 * server's capacity more requests bring more answers in the same time; beyond it, the same answers
 * later. So the limit doubles until answers take longer than usual, and is then kept where they
 * take 1.2 to 1.9 times as long: a short queue keeps a server busy, a long one does nothing.
 *
 * The usual time is no minimum, which chance drags down, and no moving average, which a standing
 * queue drags up. It is measured: now and then, and before anything is taken back for good, a round
 * goes with fewer requests. If that costs answers, there was no queue: so long is usual, also for a
 * server that has become slower. If not, fewer will do, or fewer still.
 *
 * n8n's own event loop is one more worker that everything goes through. When it is busy, more
 * requests bring no more answers, whatever the server could do, and the limit stays where the loop
 * keeps up.
 */
export class LimitSearch {
	private isStarting = true;

	private usual = Infinity;

	/** What was seen before fewer were tried. */
	private before: (Level & { limit: number; wasStarting: boolean }) | undefined;

	private tryAfter = TRY_AFTER.first;

	/** Whether so many answers in so many milliseconds tell enough about a limit. */
	isRound(answers: number, ms: number, limit: number): boolean {
		if (this.isStarting) return 2 * answers >= limit;
		const enough = this.before ? ROUND.fewer : ROUND.usual;
		return answers >= 2 * limit && (answers >= enough || ms >= ROUND.longMs);
	}

	/** The limit to go on with after a round; `isFull` says whether the limit was used up. */
	next(level: Level, limit: number, isFull: boolean): number {
		if (this.before) return this.compare(level, limit, this.before);
		if (this.usual === Infinity) this.usual = level.latency;
		const slower = level.latency / this.usual;
		if (this.isStarting) return this.start(level, limit, isFull);
		if (slower < 1)
			this.usual = slower < 0.75 ? level.latency : mix(this.usual, level.latency, 0.1);
		if (!isFull) return limit;
		if (slower < SLOWER.grow) return (SLOWER.aim / Math.max(1, slower)) * limit;
		if (slower > SLOWER.tooSlow && level.rounds > 1) return this.stepBack(level, limit, 0.5);
		return level.rounds < this.tryAfter ? limit : this.stepBack(level, limit, STEP_BACK);
	}

	/** The limit was changed from outside: what is known of the usual time stays. */
	interrupt(): void {
		this.isStarting = false;
		this.before = undefined;
	}

	private start(level: Level, limit: number, isFull: boolean): number {
		if (level.latency <= SLOWER.tooSlowAtStart * this.usual) {
			this.usual = mix(this.usual, level.latency, 0.5);
			return isFull ? 2 * limit : limit;
		}
		const isSure = level.rounds > 1 && level.rounds * limit >= ENOUGH_AT_START;
		return isSure ? this.stepBack(level, limit, 0.5) : limit;
	}

	/** Fewer: as many as the usual time needs, but at least this share. */
	private stepBack(level: Level, limit: number, least: number): number {
		// One at a time cannot wait for each other: so long is usual.
		if (limit === 1) {
			this.usual = level.latency;
			return limit;
		}
		this.before = { ...level, limit, wasStarting: this.isStarting };
		this.isStarting = false;
		const share = Math.min(STEP_BACK, this.usual / level.latency);
		return Math.max(least, share) * limit;
	}

	private compare(level: Level, limit: number, before: NonNullable<LimitSearch['before']>): number {
		this.before = undefined;
		const kept = Math.log(level.answersPerMs / before.answersPerMs);
		const isCostly = kept < Math.log(limit / before.limit) / 2;
		// What looked like a queue was chance: on with the start.
		this.isStarting = isCostly && before.wasStarting;
		if (!isCostly && level.latency > SLOWER.asUsual * this.usual) {
			this.tryAfter = TRY_AFTER.first;
			return this.stepBack(level, limit, STEP_BACK);
		}
		this.tryAfter = Math.min(TRY_AFTER.last, 2 * this.tryAfter);
		this.usual = isCostly ? level.latency : Math.min(this.usual, level.latency);
		return isCostly ? before.limit : SLOWER.aim * limit;
	}
}

function mix(old: number, fresh: number, weight: number): number {
	return old + weight * (fresh - old);
}
