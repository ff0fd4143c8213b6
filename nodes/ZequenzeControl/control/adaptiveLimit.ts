import { AnswerRounds, type Level } from './answerRounds';
import type { Clock, SendingLimit } from './pacing';

/** Requests at a time that are polite by themselves, however patient the server is. */
export const MAX_AT_A_TIME = 128;

/** Times to answer, in usual ones: up to the first, more requests are worth a try, and drive it to the second at most. */
const SLOWER = { grow: 1.2, aim: 1.35, tooSlowAtStart: 1.6, tooSlow: 1.9, asUsual: 1.15 };
const STEP_BACK = 0.7;
/** Rounds before fewer are tried: soon after a change, seldom once it was confirmed. */
const TRY_AFTER = { first: 4, last: 64 };
/** Answers that make a round, or as many as come in this time. */
const ROUND = { usual: 60, fewer: 100, longMs: 5_000 };
const ENOUGH_AT_START = 60;
const CUT = 0.95;
const REMEMBERED_MS = 20_000;
/** What was seen before fewer were tried. */
interface Before extends Level {
	limit: number;
	wasStarting: boolean;
}

/** A cut that did not help within this time was too small. */
const AGAIN_MS = 1_000;

/**
 * How many requests may be under way at once, found out from how the server answers. Nothing waits here: the sender asks for
 * `atOnce` and tells what happens.
 *
 * By Little's law, requests under way are answers a second times the time to answer. Below a server's capacity more requests
 * bring more answers in the same time; beyond it, the same answers later. So the limit doubles until answers take longer than
 * usual, and is then kept where they take 1.2 to 1.9 times as long: a short queue keeps a server busy, a long one does nothing.
 *
 * - The usual time is no minimum, which chance drags down, and no moving average, which a standing queue drags up. It is
 *   measured: now and then, and before anything is taken back for good, a round goes with fewer requests. If that costs answers
 *   there was no queue: so long is usual, also for a server that has become slower. If not, fewer will do, or fewer still.
 * - A connection that breaks says that it was too many at once, and so does a refusal while the limit is used up; any other
 *   refusal is about requests a second: see LearnedRate. Such a ceiling is remembered for a while, and then tried again.
 * - n8n's own event loop is one more worker that everything goes through. When it is busy, more requests bring no more
 *   answers, whatever the server could do, and the limit stays where the loop keeps up.
 */
export class AdaptiveLimit implements SendingLimit {
	/** It rises to `goal` by one with each answer, so that no rise is a burst. */
	private limit = 1;

	private goal = 1;

	private isStarting = true;

	private usual = Infinity;

	private open = 0;

	private mostOpen = 0;

	private readonly rounds: AnswerRounds;

	/** What was seen before fewer were tried. */
	private before: Before | undefined;

	private tryAfter = TRY_AFTER.first;

	private ceiling = { limit: Infinity, until: 0 };

	private cutAt = -Infinity;

	constructor(
		private readonly clock: Pick<Clock, 'now'>,
		private readonly most = MAX_AT_A_TIME,
	) {
		this.rounds = new AnswerRounds(clock.now());
	}

	/** How many may be under way. */
	get atOnce(): number {
		return Math.floor(this.limit);
	}

	/** A request is sent. */
	sent(): void {
		this.open += 1;
		this.mostOpen = Math.max(this.mostOpen, this.open);
	}

	/** The server answered what was sent at this time. */
	answered(sentAt: number): void {
		this.open -= 1;
		this.limit = Math.min(this.goal, this.limit + 1);
		const now = this.clock.now();
		const level = this.rounds.add(now, now - sentAt, (answers, ms) => this.isRound(answers, ms));
		if (!level) return;
		this.judge(level);
		this.mostOpen = this.open;
	}

	/** The server refused for now (429, 503) what was sent at this time. */
	refused(sentAt: number): void {
		const fewer = Math.round(this.open * CUT);
		if (this.open >= this.atOnce && fewer < this.open) this.cut(sentAt, fewer);
		this.open -= 1;
	}

	/** The connection for what was sent at this time broke, or never came about. */
	broken(sentAt: number): void {
		this.cut(sentAt, Math.min(this.open - 1, Math.floor(this.open * CUT)));
		this.open -= 1;
	}

	/** A request is done that says nothing about the server. */
	abandoned(): void {
		this.open -= 1;
	}

	private isRound(answers: number, ms: number): boolean {
		if (this.isStarting) return 2 * answers >= this.atOnce;
		const enough = this.before ? ROUND.fewer : ROUND.usual;
		return answers >= 2 * this.atOnce && (answers >= enough || ms >= ROUND.longMs);
	}

	private judge(level: Level): void {
		if (this.before) return this.compare(level, this.before);
		if (this.usual === Infinity) this.usual = level.latency;
		const slower = level.latency / this.usual;
		const isFull = this.mostOpen >= 0.8 * this.atOnce;
		if (this.isStarting && slower <= SLOWER.tooSlowAtStart) {
			this.usual = (this.usual + level.latency) / 2;
			if (isFull) this.change(2 * this.limit);
		} else if (this.isStarting) {
			if (level.rounds * this.atOnce >= ENOUGH_AT_START && level.rounds > 1) this.stepBack(level);
		} else if (slower < 1) {
			this.usual = slower < 0.75 ? level.latency : 0.9 * this.usual + 0.1 * level.latency;
			if (isFull) this.change(SLOWER.aim * this.limit);
		} else if (isFull && slower < SLOWER.grow && this.goal < this.most) {
			this.change((SLOWER.aim / slower) * this.limit);
		} else if (isFull && slower > SLOWER.tooSlow && level.rounds > 1) {
			this.stepBack(level);
		} else if (isFull && level.rounds >= this.tryAfter) {
			this.stepBack(level, STEP_BACK);
		}
	}

	/** Tries fewer: as many as the usual time needs, at least this share of the limit. */
	private stepBack(level: Level, least = 0.5): void {
		if (this.atOnce === 1) return;
		this.before = { ...level, limit: this.limit, wasStarting: this.isStarting };
		this.isStarting = false;
		const share = Math.min(STEP_BACK, this.usual / level.latency);
		this.change(Math.max(least, share) * this.limit);
	}

	private compare(level: Level, before: Before): void {
		this.before = undefined;
		const kept = Math.log(level.answersPerMs / before.answersPerMs);
		const isCostly = kept < Math.log(this.limit / before.limit) / 2;
		// What looked like a queue was chance: on with the start.
		this.isStarting = isCostly && before.wasStarting;
		if (!isCostly && level.latency > SLOWER.asUsual * this.usual) {
			this.tryAfter = TRY_AFTER.first;
			return this.stepBack(level, STEP_BACK);
		}
		this.tryAfter = Math.min(TRY_AFTER.last, 2 * this.tryAfter);
		this.usual = isCostly ? level.latency : Math.min(this.usual, level.latency);
		this.change(isCostly ? before.limit : SLOWER.aim * this.limit);
	}

	private cut(sentAt: number, limit: number): void {
		if (sentAt < this.cutAt) return;
		const now = this.clock.now();
		const again = now - this.cutAt < AGAIN_MS;
		this.cutAt = now;
		this.ceiling = { limit: again ? this.ceiling.limit : limit, until: now + REMEMBERED_MS };
		this.isStarting = false;
		this.before = undefined;
		this.change(again ? Math.floor(limit / 2) : limit);
	}

	private change(limit: number): void {
		const ceiling = this.clock.now() < this.ceiling.until ? this.ceiling.limit : this.most;
		this.rounds.restart(this.atOnce);
		this.goal = Math.max(1, Math.min(Math.ceil(limit), ceiling, this.most));
		this.limit = Math.min(this.limit, this.goal);
	}
}
