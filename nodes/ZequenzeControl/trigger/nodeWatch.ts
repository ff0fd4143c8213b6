import type { IPollFunctions } from 'n8n-workflow';

import type { Memory } from '../follow/memory';

/** What this process knows of one trigger node between polls, beside what n8n stores for it. */
export interface NodeWatch {
	/** A poll is under way: n8n starts the next one all the same when it is slow. */
	busy: boolean;
	/** Polls in a row that failed for a passing reason. */
	failures: number;
	/** Nothing is asked before this time, in milliseconds since 1970, because the server wanted a pause. */
	notBefore: number;
	/**
	 * What the last polls without events learned. n8n does not store the result of a poll that returns nothing, so this is
	 * ahead of the stored memory; it counts only as long as that one is still `after`.
	 */
	quiet?: { after: number; memory: Memory };
	/** The registration of the trigger that polled last: a new one means that the trigger was just activated. */
	context?: WeakRef<IPollFunctions>;
}

const watches = new Map<string, NodeWatch>();

/** The watch of the node that polls. It is kept by id, so renaming the node changes nothing. */
export function watchOf(context: IPollFunctions): NodeWatch {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const known = watches.get(key);
	if (known) return known;
	const watch: NodeWatch = { busy: false, failures: 0, notBefore: 0 };
	watches.set(key, watch);
	return watch;
}

/** Whether this is the first poll of a registration; n8n keeps one context for all polls of it. */
export function isFirstPoll(watch: NodeWatch, context: IPollFunctions): boolean {
	const first = watch.context?.deref() !== context;
	watch.context = new WeakRef(context);
	return first;
}
