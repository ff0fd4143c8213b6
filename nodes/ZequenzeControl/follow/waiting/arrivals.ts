import type { Clock } from '../../control/pace/pacing';
import type { Deadlines } from './deadlines';

/** Who has more to wait for while a wait goes on. */
export interface Joining<End> {
	/**
	 * Asked before each look: the ids that have joined since the last, how long each is waited for in
	 * milliseconds, and whether the wait goes on.
	 */
	next: () => { joined: ReadonlyMap<string, number>; goesOn: boolean };
	/** Told how the wait for each ended, as soon as it has. */
	ended: (id: string, end: End) => void;
}

/** How often somebody may join, in milliseconds. */
const JOINING_MS = 250;

/**
 * Takes in the ids that join a wait; where none do, the wait goes on as long as something is open.
 */
export class Arrivals {
	/** Whether somebody has joined since the last look. */
	hasJoined = false;

	constructor(
		private readonly open: Deadlines,
		private readonly clock: Clock,
		private readonly joining?: Pick<Joining<unknown>, 'next'>,
	) {}

	/** Takes in what has joined; returns whether the wait goes on. */
	takeIn(): boolean {
		const next = this.joining?.next();
		if (!next) return this.open.size > 0;
		this.hasJoined = next.joined.size > 0;
		for (const [id, deadlineMs] of next.joined) this.open.add(id, deadlineMs);
		return next.goesOn;
	}

	/**
	 * Lets time pass before the next look: it comes earlier where a deadline does, and what joins
	 * meanwhile is looked at after `soonMs`. Throws RunCancelled.
	 */
	async rest(ms: number, soonMs: number): Promise<void> {
		const { clock, open } = this;
		const begun = clock.now();
		// Of those that joined one right after the other, the deadlines share a look.
		const earliest = this.joining ? begun + soonMs : begun;
		let lookAt = Math.min(begun + ms, Math.max(open.next(), earliest));
		while (this.joining && (this.open.size === 0 || lookAt - clock.now() > JOINING_MS)) {
			const wasIdle = this.open.size === 0;
			await clock.sleep(JOINING_MS);
			if (!this.takeIn()) return;
			if (!this.hasJoined) continue;
			const soon = clock.now() + soonMs;
			lookAt = wasIdle ? soon : Math.min(lookAt, soon);
		}
		await clock.sleep(Math.max(0, lookAt - clock.now()));
	}
}
