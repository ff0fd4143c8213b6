import type { IPollFunctions } from 'n8n-workflow';

import type { Memory, Stamp } from '../follow/memory/memory';
import type { PollCursor } from './source';

/** What this process knows of one trigger node between polls, beside what n8n stores for it. */
export interface PollState {
	/** The workflow and the node, whatever its name: several nodes may share an id. */
	readonly node: string;
	readonly name: string;
	/** A poll is under way: n8n starts the next one all the same when it is slow. */
	busy: boolean;
	/** Polls in a row that failed for a passing reason. */
	failures: number;
	/**
	 * Nothing is asked before this time, in milliseconds since 1970, because the server wanted a
	 * pause.
	 */
	notBefore: number;
	/** When the trigger was activated, in milliseconds since 1970. */
	startedAt: number;
	/**
	 * What the last poll ended with; n8n does not store the result of a poll that returns nothing.
	 */
	memory?: Memory;
	/** The sequence of the memory of another process that this one goes on from. */
	base: number;
	stamp: Stamp;
	/**
	 * A poll found the memory of another node in the place of its own, and waits for that one to turn
	 * up.
	 */
	isWaiting: boolean;
	/**
	 * How far the last polls came whose time was up, for which account and settings, and how often
	 * that failed.
	 */
	resume?: { key: string; cursor: PollCursor; failures: number };
	/** How many looks there were. */
	turn: number;
	/**
	 * The registration of the trigger that polled last: a new one means that the trigger was just
	 * activated.
	 */
	context?: WeakRef<IPollFunctions>;
	/** Polls in a row that were each the first of a registration. */
	firstPolls: number;
	/** The number of the last poll among those of all triggers. */
	lastPoll: number;
	/** When that was, in milliseconds since 1970. */
	polledAt: number;
}

// n8n's in-memory engine keeps one context for all polls of a registration; its durable scheduler
// makes a new one for each poll, so several in a row do not mean that the trigger was activated as
// often.
const ACTIVATIONS_BELIEVED = 2;

/**
 * Whether n8n starts up, rather than a user activating the trigger: then a failure must not stop
 * it.
 */
export function isStartingUp(context: IPollFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/** Whether this is the poll at the activation of the trigger; notes the time of it. */
export function isActivationPoll(pollState: PollState, context: IPollFunctions): boolean {
	const isFirst = pollState.context?.deref() !== context;
	pollState.context = new WeakRef(context);
	pollState.firstPolls = isFirst ? pollState.firstPolls + 1 : 0;
	const isActivation =
		isFirst && (pollState.firstPolls <= ACTIVATIONS_BELIEVED || isStartingUp(context));
	if (isActivation) pollState.startedAt = Date.now();
	return isActivation;
}
