import { isJsonObject } from '../../ground/json';
import { keysFromText, keysToText } from './keyText';
import type { SubjectKey } from './subjectKey';

/**
 * Keys with the server's times of something, in a form that takes little room in n8n's database.
 */
export interface TimedKeys {
	ids: string;
	/**
	 * In the order of the keys; what a time shares with the one before it is only counted: `h05Z`
	 * goes on after 17 characters.
	 */
	times: Array<string | null>;
}

// One character tells how much is shared.
const COUNT_BASE = 36;

/** The stored form; timedKeysFrom reads it. */
export function timedKeys(entries: ReadonlyMap<SubjectKey, string | null>): TimedKeys {
	const ids = keysToText(entries.keys());
	let last = '';
	const times = keysFromText(ids).map((key) => {
		const time = entries.get(key) ?? null;
		if (time === null) return null;
		const shared = sharedLength(last, time);
		last = time;
		return shared.toString(COUNT_BASE) + time.slice(shared);
	});
	return { ids, times };
}

/** The entries of a stored form, whose keys `read` finds; where it is of another form, none. */
export function timedKeysFrom(
	stored: unknown,
	read: (text: string) => SubjectKey[],
): Map<SubjectKey, string | null> {
	const entries = new Map<SubjectKey, string | null>();
	if (!isJsonObject(stored)) return entries;
	const times: unknown[] = Array.isArray(stored.times) ? stored.times : [];
	let last = '';
	read(String(stored.ids)).forEach((key, nth) => {
		const time = times[nth];
		if (typeof time !== 'string') {
			entries.set(key, null);
			return;
		}
		last = last.slice(0, parseInt(time.charAt(0), COUNT_BASE)) + time.slice(1);
		entries.set(key, last);
	});
	return entries;
}

function sharedLength(one: string, other: string): number {
	const most = Math.min(one.length, other.length, COUNT_BASE - 1);
	let length = 0;
	while (length < most && one.charAt(length) === other.charAt(length)) length += 1;
	return length;
}
