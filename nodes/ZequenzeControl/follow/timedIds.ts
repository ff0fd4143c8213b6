import { isJsonObject } from '../ground/json';
import { idsFromText, idsToText } from './idText';

/** Transaction ids with the server's times of something, in a form that takes little room in n8n's database. */
export interface TimedIds {
	ids: string;
	/** In the order of the ids; what a time shares with the one before it is only counted: `h05Z` goes on after 17 characters. */
	times: Array<string | null>;
}

// One character tells how much is shared.
const COUNT_BASE = 36;

/** The stored form; timedIdsFrom reads it. */
export function timedIds(entries: ReadonlyMap<string, string | null>): TimedIds {
	const ids = idsToText(entries.keys());
	let last = '';
	const times = idsFromText(ids).map((id) => {
		const time = entries.get(id) ?? null;
		if (time === null) return null;
		const shared = sharedLength(last, time);
		last = time;
		return shared.toString(COUNT_BASE) + time.slice(shared);
	});
	return { ids, times };
}

/** The entries of a stored form; where it is of another form, none. */
export function timedIdsFrom(stored: unknown): Map<string, string | null> {
	const entries = new Map<string, string | null>();
	if (!isJsonObject(stored)) return entries;
	const times: unknown[] = Array.isArray(stored.times) ? stored.times : [];
	let last = '';
	idsFromText(String(stored.ids)).forEach((id, nth) => {
		const time = times[nth];
		if (typeof time !== 'string') {
			entries.set(id, null);
			return;
		}
		last = last.slice(0, parseInt(time.charAt(0), COUNT_BASE)) + time.slice(1);
		entries.set(id, last);
	});
	return entries;
}

function sharedLength(one: string, other: string): number {
	const most = Math.min(one.length, other.length, COUNT_BASE - 1);
	let length = 0;
	while (length < most && one.charAt(length) === other.charAt(length)) length += 1;
	return length;
}
