import type { IPollFunctions } from 'n8n-workflow';

import { takenBack, type Memory } from '../follow/memory';
import type { Cursor } from './snapshot';

/** What this process knows of one trigger node between polls, beside what n8n stores for it. */
export interface PollState {
	/** A poll is under way: n8n starts the next one all the same when it is slow. */
	busy: boolean;
	/** Polls in a row that failed for a passing reason. */
	failures: number;
	/** Nothing is asked before this time, in milliseconds since 1970, because the server wanted a pause. */
	notBefore: number;
	/** When the trigger was activated, in milliseconds since 1970. */
	startedAt: number;
	/**
	 * What the last polls without events learned. n8n does not store the result of a poll that returns nothing, so this is
	 * ahead of the stored memory; it counts only as long as that one is still `after`.
	 */
	quiet?: { after: number; memory: Memory };
	/** What n8n has stored; it loses that when the node is renamed. */
	stored?: Memory;
	/** The sequence of the first memory with events of this process: those events and later ones did reach the workflow. */
	reportedSince?: number;
	/** How far the last polls came whose time was up, and for which account and settings. */
	resume?: { key: string; cursor: Cursor };
	/** The registration of the trigger that polled last: a new one means that the trigger was just activated. */
	context?: WeakRef<IPollFunctions>;
	/** Polls in a row that were each the first of a registration. */
	firstPolls: number;
}

const pollStates = new Map<string, PollState>();

/** The watch of the node that polls. It is kept by id, so renaming the node changes nothing. */
export function pollStateOf(context: IPollFunctions): PollState {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const known = pollStates.get(key);
	if (known) return known;
	const pollState: PollState = {
		busy: false,
		failures: 0,
		notBefore: 0,
		startedAt: Date.now(),
		firstPolls: 0,
	};
	pollStates.set(key, pollState);
	return pollState;
}

// n8n's in-memory engine keeps one context for all polls of a registration; its durable scheduler makes a new one for
// each poll, so several in a row do not mean that the trigger was activated as often.
const ACTIVATIONS_BELIEVED = 2;

/** Whether n8n starts up, rather than a user activating the trigger: then a failure must not stop it. */
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

/**
 * The memory to go on from, given the one that n8n stored. What a crash may have kept from the workflow is pending again; only
 * what this very process reported is known to have arrived.
 */
export function memoryToStartFrom(
	pollState: PollState,
	stored: Memory | undefined,
): Memory | undefined {
	const { quiet, reportedSince } = pollState;
	if (quiet && quiet.after === (stored?.sequence ?? 0)) return quiet.memory;
	if (!stored) return undefined;
	const hasArrived = reportedSince !== undefined && stored.sequence >= reportedSince;
	return hasArrived ? stored : takenBack(stored);
}

/** Keeps what a poll ended with; `after` is the sequence of the memory that n8n had before. */
export function keepMemory(pollState: PollState, memory: Memory, after: number): void {
	pollState.quiet = memory.sent ? undefined : { after, memory };
	if (memory.sent) pollState.reportedSince ??= memory.sequence;
}
