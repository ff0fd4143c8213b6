import { AnswerRounds } from './answerRounds';
import { Ceiling } from './ceiling';
import { LimitSearch } from './limitSearch';
import type { Clock, SendingLimit } from './pacing';

/** Requests at a time that are polite by themselves, however patient the server is. */
export const MAX_AT_A_TIME = 128;

/**
 * A refusal is taken to be about requests at a time from here on; fewer are a matter of requests a
 * second.
 */
const MANY = 10;

/**
 * How many requests may be under way at once, found out from how the server answers. Nothing waits
 * here: the sender asks for `atOnce` and tells what happens. How long answers take guides the
 * search (LimitSearch); a connection that breaks says that it was too many at once, and so does a
 * refusal while the limit is used up (Ceiling). Any other refusal is about requests a second
 * (LearnedRate).
 */
export class AdaptiveLimit implements SendingLimit {
	/** It rises to `goal` by one with each answer, so that no rise is a burst. */
	private limit = 1;

	private goal = 1;

	private open = 0;

	private mostOpen = 0;

	private readonly rounds: AnswerRounds;

	private readonly search = new LimitSearch();

	private readonly ceiling = new Ceiling();

	constructor(
		private readonly clock: Pick<Clock, 'now'>,
		private readonly most = MAX_AT_A_TIME,
	) {
		this.rounds = new AnswerRounds(clock.now());
	}

	/** How many may be under way. */
	get atOnce(): number {
		return this.limit;
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
		const level = this.rounds.add(now, now - sentAt, (answers, ms) =>
			this.search.isRound(answers, ms, this.limit),
		);
		if (!level) return;
		const isFull = this.mostOpen >= 0.8 * this.limit;
		this.mostOpen = this.open;
		this.change(this.search.next(level, this.limit, isFull));
	}

	/** The server refused for now (429, 503) what was sent at this time. */
	refused(sentAt: number): void {
		if (this.open >= Math.max(MANY, this.limit)) this.cut(sentAt);
		this.open -= 1;
	}

	/**
	 * The connection for what was sent at this time broke, never came about, or nothing came in time.
	 */
	broken(sentAt: number): void {
		this.cut(sentAt);
		this.open -= 1;
	}

	/** A request is done that says nothing about the server. */
	abandoned(): void {
		this.open -= 1;
	}

	private cut(sentAt: number): void {
		const limit = this.ceiling.cut(this.clock.now(), sentAt, this.open);
		if (limit === undefined) return;
		this.search.interrupt();
		this.change(limit);
	}

	private change(limit: number): void {
		const most = Math.min(this.most, this.ceiling.at(this.clock.now()));
		const goal = Math.max(1, Math.min(Math.ceil(limit), most));
		if (goal === this.limit) return;
		this.rounds.restart(this.limit);
		this.goal = goal;
		this.limit = Math.min(this.limit, goal);
	}
}
