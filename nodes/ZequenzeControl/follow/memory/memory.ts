import type { JsonObject } from '../../ground/json';
import type { SubjectKey } from '../packing/subjectKey';
import type { EventName } from './eventNames';
import type { LastSeen } from './lastSeen';

/** What the trigger remembers between polls, by the key of what it follows. */
export interface Memory {
	/** The server that the ids belong to; another one may use the same ids for other things. */
	host: string;
	/** The credential: another one may see other transactions of the same host. */
	credential: string;
	/** Whether the list of transactions is followed, configured ids of it only, or devices. */
	scope: 'list' | 'ids' | 'devices';
	lastSeen: Map<SubjectKey, LastSeen>;
	/** Events that were seen but not reported yet, because a poll reports a limited number. */
	pending: Map<SubjectKey, EventName>;
	/** How often in a row the list proved nothing: it was empty, or not all of it came. */
	unproven: number;
	/** Counts what was written, so that an older state is known as such. */
	sequence: number;
	/**
	 * The events of the last snapshot: whether they reached the workflow is known only to the process
	 * that reported them.
	 */
	sent?: Map<SubjectKey, SentEvent>;
	/** The server's times with which pending events were first noticed, or reported before. */
	pendingAt?: Map<SubjectKey, string | null>;
	/**
	 * What stands for the last events that were reported, a few characters each, the oldest first.
	 */
	reported?: Set<string>;
	/** When following began, in milliseconds since 1970 by the server's clock. */
	since?: number;
	/** The list has not been seen to its end yet, so what is new to the trigger need not be new. */
	lacksBaseline?: true;
	/**
	 * The meanings of status words that the user added; with other ones, nothing happened to a
	 * transaction.
	 */
	words?: string;
	/** The settings that say what is wanted, as one text. */
	wanted?: string;
	/** Where reading goes on, in terms of who reads. */
	position?: JsonObject;
	/** Whose memory it is. */
	stamp?: Stamp;
}

/** Whose memory it is: n8n finds it by the name of the node, which another one may have by now. */
export interface Stamp {
	/** The id of the node. */
	owner: string;
	/** One memory and those that went on from it: nodes that share an id have several. */
	line: string;
	/** The process that wrote it. */
	writer: string;
}

/** An event that was reported, with the server's time of it. */
export interface SentEvent {
	event: EventName;
	updatedAt: string | null;
}

/**
 * The memory for a process that does not know whether the last events reached the workflow: they
 * are pending again. n8n stores the state and starts the workflow independently of each other, so a
 * crash may have come between.
 */
export function takenBack(memory: Memory): Memory {
	if (!memory.sent?.size) return memory;
	const pending = new Map(memory.pending);
	const pendingAt = new Map(memory.pendingAt);
	for (const [key, { event, updatedAt }] of memory.sent) {
		if (pending.has(key)) continue;
		pending.set(key, event);
		pendingAt.set(key, updatedAt);
	}
	return { ...memory, pending, pendingAt };
}
