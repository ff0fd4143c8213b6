import { isJsonObject, type JsonObject } from '../ground/json';
import { idsFromText, idsToText } from './idText';
import type { LastSeen } from './lastSeen';
import { timedIds, timedIdsFrom, type TimedIds } from './timedIds';

/** What can happen to a transaction. */
export const EVENT_NAMES = [
	'transaction.created',
	'transaction.status_changed',
	'transaction.succeeded',
	'transaction.failed',
	'transaction.unlisted',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** What the trigger remembers between polls, by transaction id. */
export interface Memory {
	/** The host that the ids belong to; another host may use the same ids for other things. */
	host: string;
	/** The credential: another one may see other transactions of the same host. */
	credential: string;
	/** Whether the whole list is followed, or configured ids only. */
	scope: 'list' | 'ids';
	lastSeen: Map<string, LastSeen>;
	/** Events that were seen but not reported yet, because a poll reports a limited number. */
	pending: Map<string, EventName>;
	/** How often in a row a list that had entries came back empty. */
	emptyLists: number;
	/** Counts what was written, so that an older state is known as such. */
	sequence: number;
	/** The events of the last look: whether they reached the workflow is known only to the process that reported them. */
	sent?: Map<string, SentEvent>;
	/** The server's times with which events that are pending again were reported before. */
	pendingAt?: Map<string, string | null>;
	/** When following began, in milliseconds since 1970 by the server's clock. */
	since?: number;
	/** The list has not been seen to its end yet, so what is new to the trigger need not be new. */
	lacksBaseline?: true;
	/** The meanings of status words that the user added; with other ones, nothing happened to a transaction. */
	words?: string;
}

/** An event that was reported, with the server's time of it. */
export interface SentEvent {
	event: EventName;
	updatedAt: string | null;
}

/** The form in which n8n keeps the memory: plain JSON, the ids of a mark in one text, so that it stays small. */
export interface StoredMemory {
	[key: string]: string | number | boolean | undefined | object;
	v: number;
	host: string;
	credential: string;
	scope: string;
	marks: { [mark: string]: string };
	owed: { [event: string]: string };
	emptyLists: number;
	sequence: number;
	sent?: { [event: string]: TimedIds };
	owedAt?: TimedIds;
	since?: number;
	unsettled?: true;
	words?: string;
}

const VERSION = 1;

/** A fresh plain object: n8n notices neither changes deep inside an object nor Maps. */
export function storeMemory(memory: Memory): StoredMemory {
	return {
		v: VERSION,
		host: memory.host,
		credential: memory.credential,
		scope: memory.scope,
		marks: grouped(memory.lastSeen),
		owed: grouped(memory.pending),
		emptyLists: memory.emptyLists,
		sequence: memory.sequence,
		...(memory.sent && { sent: sentByEvent(memory.sent) }),
		...(memory.pendingAt && { owedAt: timedIds(memory.pendingAt) }),
		...(memory.since !== undefined && { since: memory.since }),
		...(memory.lacksBaseline && { unsettled: memory.lacksBaseline }),
		...(memory.words !== undefined && { words: memory.words }),
	};
}

/** The memory that n8n kept; undefined where there is none, or one of a form that is not known. */
export function restoreMemory(stored: unknown): Memory | undefined {
	if (!isJsonObject(stored) || stored.v !== VERSION || !isJsonObject(stored.marks))
		return undefined;
	return {
		host: String(stored.host),
		credential: String(stored.credential),
		scope: stored.scope === 'ids' ? 'ids' : 'list',
		lastSeen: ungrouped(stored.marks),
		pending: new Map([...ungrouped(stored.owed)].flatMap(([id, name]) => pendingEntry(id, name))),
		emptyLists: Number(stored.emptyLists) || 0,
		sequence: Number(stored.sequence) || 0,
		...(isJsonObject(stored.sent) && { sent: sentEvents(stored.sent) }),
		...(isJsonObject(stored.owedAt) && { pendingAt: timedIdsFrom(stored.owedAt) }),
		...(typeof stored.since === 'number' && { since: stored.since }),
		...(stored.unsettled === true && { lacksBaseline: true }),
		...(typeof stored.words === 'string' && { words: stored.words }),
	};
}

/**
 * The memory for a process that does not know whether the last events reached the workflow: they are pending again. n8n
 * stores the state and starts the workflow independently of each other, so a crash may have come between.
 */
export function takenBack(memory: Memory): Memory {
	if (!memory.sent?.size) return memory;
	const pending = new Map(memory.pending);
	const pendingAt = new Map(memory.pendingAt);
	for (const [id, { event, updatedAt }] of memory.sent) {
		if (pending.has(id)) continue;
		pending.set(id, event);
		pendingAt.set(id, updatedAt);
	}
	return { ...memory, pending, pendingAt };
}

/** Ids by what they have in common, as one text each: an id costs little more than its own length. */
function grouped(entries: ReadonlyMap<string, string>): { [common: string]: string } {
	const groups = new Map<string, string[]>();
	for (const [id, common] of entries) {
		const ids = groups.get(common);
		if (ids) ids.push(id);
		else groups.set(common, [id]);
	}
	return Object.fromEntries([...groups].map(([common, ids]) => [common, idsToText(ids)]));
}

function ungrouped(groups: unknown): Map<string, string> {
	const entries = new Map<string, string>();
	if (!isJsonObject(groups)) return entries;
	for (const [common, ids] of Object.entries(groups)) {
		for (const id of idsFromText(String(ids))) entries.set(id, common);
	}
	return entries;
}

function pendingEntry(id: string, name: string): Array<[string, EventName]> {
	const event = eventNamed(name);
	return event ? [[id, event]] : [];
}

function sentByEvent(sent: ReadonlyMap<string, SentEvent>): { [event: string]: TimedIds } {
	const groups = new Map<EventName, Map<string, string | null>>();
	for (const [id, { event, updatedAt }] of sent) {
		const group = groups.get(event);
		if (group) group.set(id, updatedAt);
		else groups.set(event, new Map([[id, updatedAt]]));
	}
	return Object.fromEntries([...groups].map(([event, group]) => [event, timedIds(group)]));
}

function sentEvents(groups: JsonObject): Map<string, SentEvent> {
	const sent = new Map<string, SentEvent>();
	for (const [name, entries] of Object.entries(groups)) {
		const event = eventNamed(name);
		if (!event) continue;
		for (const [id, updatedAt] of timedIdsFrom(entries)) sent.set(id, { event, updatedAt });
	}
	return sent;
}

function eventNamed(name: unknown): EventName | undefined {
	return EVENT_NAMES.find((known) => known === name);
}
