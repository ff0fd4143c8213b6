import { serverOf } from '../../control/wire/baseUrl';
import { isJsonObject, type JsonObject } from '../../ground/json';
import { digestsIn } from '../packing/digits';
import { keysOfFormerText } from '../packing/formerIds';
import { keysFromText, keysToText } from '../packing/keyText';
import type { SubjectKey } from '../packing/subjectKey';
import { timedKeys, timedKeysFrom, type TimedKeys } from '../packing/timedKeys';
import { eventNamed, type EventName } from './eventNames';
import type { Memory, SentEvent, Stamp } from './memory';
import { REPORTED_LENGTH } from './outbox';

/**
 * The form in which n8n keeps the memory: plain JSON, the keys of a mark in one text, so that it
 * stays small.
 */
export interface StoredMemory {
	[key: string]: string | number | boolean | undefined | object;
	v: number;
	host: string;
	credential: string;
	scope: string;
	marks: { [lastSeen: string]: string };
	owed: { [event: string]: string };
	unproven: number;
	sequence: number;
	sent?: { [event: string]: TimedKeys };
	owedAt?: TimedKeys;
	reported?: string;
	since?: number;
	unsettled?: true;
	words?: string;
	wanted?: string;
	position?: JsonObject;
	stamp?: { [key: string]: string };
}

const VERSION = 2;

const SCOPES: ReadonlyArray<Memory['scope']> = ['list', 'ids', 'devices'];

// How each version wrote keys.
const READERS: Readonly<Record<number, (text: string) => SubjectKey[]>> = {
	1: keysOfFormerText,
	[VERSION]: keysFromText,
};

/** A fresh plain object: n8n notices neither changes deep inside an object nor Maps. */
export function storeMemory(memory: Memory): StoredMemory {
	const { host, credential, scope, unproven, sequence, since, lacksBaseline, words, wanted } =
		memory;
	return {
		v: VERSION,
		host,
		credential,
		scope,
		marks: grouped(memory.lastSeen),
		owed: grouped(memory.pending),
		unproven,
		sequence,
		...(memory.sent && { sent: sentByEvent(memory.sent) }),
		...(memory.pendingAt && { owedAt: timedKeys(memory.pendingAt) }),
		...(memory.reported && { reported: [...memory.reported].join('') }),
		...(since !== undefined && { since }),
		...(lacksBaseline && { unsettled: lacksBaseline }),
		...(words !== undefined && { words }),
		...(wanted !== undefined && { wanted }),
		...(memory.position && { position: memory.position }),
		...(memory.stamp && { stamp: { ...memory.stamp } }),
	};
}

/** The memory that n8n kept; undefined where there is none, or one of a form that is not known. */
export function restoreMemory(stored: unknown): Memory | undefined {
	if (!isJsonObject(stored) || !isJsonObject(stored.marks)) return undefined;
	const read = READERS[Number(stored.v)];
	if (!read) return undefined;
	const pending = ungrouped(stored.owed, read);
	return {
		host: serverOf(String(stored.host)),
		credential: String(stored.credential),
		scope: SCOPES.find((scope) => scope === stored.scope) ?? 'list',
		lastSeen: ungrouped(stored.marks, read),
		pending: new Map([...pending].flatMap(([key, name]) => pendingEntry(key, name))),
		unproven: Number(stored.unproven) || 0,
		sequence: Number(stored.sequence) || 0,
		...(isJsonObject(stored.sent) && { sent: sentEvents(stored.sent, read) }),
		...(isJsonObject(stored.owedAt) && { pendingAt: timedKeysFrom(stored.owedAt, read) }),
		...(typeof stored.reported === 'string' && {
			reported: new Set(digestsIn(stored.reported, REPORTED_LENGTH)),
		}),
		...(typeof stored.since === 'number' && { since: stored.since }),
		...(stored.unsettled === true && { lacksBaseline: true }),
		...(typeof stored.words === 'string' && { words: stored.words }),
		...(typeof stored.wanted === 'string' && { wanted: stored.wanted }),
		...(isJsonObject(stored.position) && { position: stored.position }),
		...(isJsonObject(stored.stamp) && { stamp: stampIn(stored.stamp) }),
	};
}

function stampIn({ owner, line, writer }: JsonObject): Stamp {
	return { owner: String(owner), line: String(line), writer: String(writer) };
}

/**
 * Keys by what they have in common, as one text each: a key costs little more than its own length.
 */
function grouped(entries: ReadonlyMap<SubjectKey, string>): { [common: string]: string } {
	const groups = new Map<string, SubjectKey[]>();
	for (const [key, common] of entries) {
		const keys = groups.get(common);
		if (keys) keys.push(key);
		else groups.set(common, [key]);
	}
	return Object.fromEntries([...groups].map(([common, keys]) => [common, keysToText(keys)]));
}

function ungrouped(groups: unknown, read: (text: string) => SubjectKey[]): Map<SubjectKey, string> {
	const entries = new Map<SubjectKey, string>();
	if (!isJsonObject(groups)) return entries;
	for (const [common, keys] of Object.entries(groups)) {
		for (const key of read(String(keys))) entries.set(key, common);
	}
	return entries;
}

function pendingEntry(key: SubjectKey, name: string): Array<[SubjectKey, EventName]> {
	const event = eventNamed(name);
	return event ? [[key, event]] : [];
}

function sentByEvent(sent: ReadonlyMap<SubjectKey, SentEvent>): { [event: string]: TimedKeys } {
	const groups = new Map<EventName, Map<SubjectKey, string | null>>();
	for (const [key, { event, updatedAt }] of sent) {
		const group = groups.get(event);
		if (group) group.set(key, updatedAt);
		else groups.set(event, new Map([[key, updatedAt]]));
	}
	return Object.fromEntries([...groups].map(([event, group]) => [event, timedKeys(group)]));
}

function sentEvents(
	groups: JsonObject,
	read: (text: string) => SubjectKey[],
): Map<SubjectKey, SentEvent> {
	const sent = new Map<SubjectKey, SentEvent>();
	for (const [name, entries] of Object.entries(groups)) {
		const event = eventNamed(name);
		if (!event) continue;
		for (const [key, updatedAt] of timedKeysFrom(entries, read))
			sent.set(key, { event, updatedAt });
	}
	return sent;
}
