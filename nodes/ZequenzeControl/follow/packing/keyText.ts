import {
	idIn,
	isUuid,
	TAG_LENGTH,
	taggedKey,
	tagIn,
	untaggedKey,
	type SubjectKey,
} from './subjectKey';
import { packedUuid, unpackedUuids, versionOf } from './uuidText';

/*
 * Keys as one text, so that n8n stores tens of thousands of them in little room. They are separated
 * by blanks. Each begins with a letter that tells how many characters its id shares with the one
 * before: a small one where the three characters of a device follow, a capital one where none do.
 * Then comes the rest of the id. UUIDs, which would make up twice the room of all else, stand
 * together at the end in runs, one for each UUID version: `!4`, then 19 characters for each.
 */

const TAGGED = 'a'.charCodeAt(0);
const UNTAGGED = 'A'.charCodeAt(0);
const MAX_SHARED = 25;
const RUN_START = '!';

/**
 * The text of the keys. They come back in the same order, except that UUIDs come after all others.
 */
export function keysToText(keys: Iterable<SubjectKey>): string {
	const words: string[] = [];
	const runs = new Map<string, string[]>();
	let last = '';
	for (const key of keys) {
		const [id, tag] = [idIn(key), tagIn(key)];
		if (tag === '' && isUuid(id)) {
			const version = versionOf(id);
			const run = runs.get(version);
			if (run) run.push(packedUuid(id));
			else runs.set(version, [packedUuid(id)]);
			continue;
		}
		const shared = sharedLength(last, id);
		last = id;
		const letter = String.fromCharCode((tag ? TAGGED : UNTAGGED) + shared);
		words.push(letter + tag + escaped(id.slice(shared)));
	}
	for (const [version, run] of runs) words.push(RUN_START + version + run.join(''));
	return words.join(' ');
}

/**
 * The keys of a text; what was not written by keysToText is passed over, because a state may come
 * with an imported workflow.
 */
export function keysFromText(text: string): SubjectKey[] {
	const keys: SubjectKey[] = [];
	let last = '';
	for (const word of text.split(' ')) {
		if (word.startsWith(RUN_START)) {
			for (const id of unpackedUuids(word.slice(2), word.charAt(1))) keys.push(untaggedKey(id));
			continue;
		}
		const code = word.charCodeAt(0);
		const isTagged = code >= TAGGED;
		const shared = code - (isTagged ? TAGGED : UNTAGGED);
		if (!(shared >= 0 && shared <= MAX_SHARED)) continue;
		const start = isTagged ? 1 + TAG_LENGTH : 1;
		last = last.slice(0, shared) + unescaped(word.slice(start));
		keys.push(isTagged ? taggedKey(word.slice(1, start), last) : untaggedKey(last));
	}
	return keys;
}

function sharedLength(one: string, other: string): number {
	const most = Math.min(one.length, other.length, MAX_SHARED);
	let length = 0;
	while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
	// A character of two halves stays in one piece: not every database stores a half.
	return length > 0 && isFirstHalf(one.charCodeAt(length - 1)) ? length - 1 : length;
}

function isFirstHalf(code: number): boolean {
	return code >= 0xd800 && code <= 0xdbff;
}

// The few ids that hold a blank or the escape are escaped.
function escaped(text: string): string {
	return text.replace(/[%\s]/g, (character) => encodeURIComponent(character));
}

/** The text whose blanks were escaped; one whose escapes are broken stays as it is. */
export function unescaped(word: string): string {
	if (!word.includes('%')) return word;
	try {
		return decodeURIComponent(word);
	} catch {
		return word;
	}
}
