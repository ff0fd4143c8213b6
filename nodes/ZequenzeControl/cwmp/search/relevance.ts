import { INSTANCE_PLACEHOLDER, templateOf } from '../templates';
import { meaningsOf, type Meaning } from './synonyms';

/** What can be searched for: a parameter or an object, as people see it. */
export interface Findable {
	readonly label: string;
	readonly path: string;
	readonly group?: string;
}

/**
 * The entries whose label, group and path together contain every typed word or another word for the
 * same, best first. Equally good ones keep their order; without a text these are all. `liking` is
 * what an entry is worth beside that.
 */
export function mostRelevant<T extends Findable>(
	text: string,
	entries: readonly T[],
	limit: number,
	liking: (entry: T) => number = () => 0,
): T[] {
	const typed = wordsOf(text);
	const wanted = typed.map(meaningsOf);
	const asTyped = text.trim().toLowerCase();
	const hits: Array<{ entry: T; score: number }> = [];
	for (const entry of entries) {
		const fields = fieldsOf(entry);
		const score = scoreOf(fields, wanted);
		if (score === 0) continue;
		// Of the instances of a table, the one that was typed comes first.
		const isInstance = entry.path.toLowerCase().startsWith(asTyped);
		hits.push({
			entry,
			score: score + completeness(fields, typed) + (isInstance ? 1 : 0) + liking(entry),
		});
	}
	hits.sort((one, other) => other.score - one.score);
	return hits.slice(0, limit).map(({ entry }) => entry);
}

/**
 * Words, as they are and run together, as they are typed as well: "Wi-Fi: Radio" is "wifiradio".
 */
interface Phrase {
	readonly words: readonly string[];
	readonly text: string;
	/** Where its words begin, and its end. */
	readonly starts: ReadonlySet<number>;
}

type Field = 'label' | 'name' | 'group' | 'path';

interface Fields extends Readonly<Record<Field, Phrase>> {
	/** All of them, to dismiss most entries at one look. */
	readonly text: string;
}

/**
 * How a typed word fits: as the first word, another one, the beginning of one, or anywhere else.
 */
type Fit = 'first' | 'whole' | 'begins' | 'within';

/**
 * The nearer to the beginning of what people read, the better. Even several words within others
 * (the "ping" in "mapping") are worth less than one that begins with what is typed.
 */
const WORTH: Readonly<Record<Field, Readonly<Record<Fit, number>>>> = {
	label: { first: 121, whole: 120, begins: 115, within: 8 },
	name: { first: 113, whole: 113, begins: 112, within: 6 },
	group: { first: 106, whole: 106, begins: 105, within: 4 },
	path: { first: 104, whole: 104, begins: 103, within: 2 },
};

const FIELDS = ['label', 'name', 'group', 'path'] as const;

/** What all typed words are worth together; 0 unless each of them is there. */
function scoreOf(fields: Fields, wanted: ReadonlyArray<readonly Meaning[]>): number {
	let score = 1;
	for (const meanings of wanted) {
		const best = Math.max(...meanings.map(({ word, doubt }) => worthOf(fields, word) - doubt));
		if (best <= 0) return 0;
		score += best;
	}
	return score;
}

function worthOf(fields: Fields, word: string): number {
	if (!fields.text.includes(word)) return 0;
	return Math.max(
		...FIELDS.map((field) => {
			const fit = fitOf(fields[field], word);
			return fit === undefined ? 0 : WORTH[field][fit];
		}),
	);
}

/** A word of fewer letters is only looked for where words begin. */
const MIN_WITHIN = 4;

/** In other scripts one character may be a word. */
const LATIN = /^[\p{Script=Latin}\d]+$/u;

function fitOf({ words, text, starts }: Phrase, word: string): Fit | undefined {
	let begins = false;
	for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
		if (!starts.has(at)) continue;
		if (starts.has(at + word.length)) return at === 0 ? 'first' : 'whole';
		begins = true;
	}
	if (begins) return 'begins';
	// Of so few letters there are some in the middle of nearly everything: the "led" in "enabled".
	return (word.length >= MIN_WITHIN || !LATIN.test(word)) && words.some((one) => one.includes(word))
		? 'within'
		: undefined;
}

/**
 * What it is worth that the typed text is not only in there, but all there is; "up time" is
 * "Uptime".
 */
function completeness({ label, name, path }: Fields, typed: readonly string[]): number {
	const [first, ...more] = typed;
	const named = more.length === 0 && (name.text === first || path.text === first) ? 100 : 0;
	const together = typed.join('');
	if (label.text === together) return named + 50;
	return label.text.startsWith(together) ? named + 5 : named;
}

/** Kept as long as the entries themselves. */
const prepared = new WeakMap<Findable, Fields>();

function fieldsOf(entry: Findable): Fields {
	const known = prepared.get(entry);
	if (known) return known;
	const fields = fieldsIn(entry);
	prepared.set(entry, fields);
	return fields;
}

function fieldsIn({ label, group = '', path }: Findable): Fields {
	const names = templateOf(path).split('.').filter(isName);
	const phrases = {
		// A label that only repeats the path says no more than that.
		label: phraseOf(label === path ? '' : label),
		name: phraseOf(names.at(-1) ?? ''),
		group: phraseOf(group),
		path: phraseOf(names.join('.')),
	};
	return { ...phrases, text: FIELDS.map((field) => phrases[field].text).join('\n') };
}

function isName(segment: string): boolean {
	return segment !== '' && segment !== INSTANCE_PLACEHOLDER;
}

/**
 * A capital starts a word; a run of capitals is one, as are digits: DNS-Servers, SSID-s,
 * IP-v4-Address.
 */
const WORD = /\p{Lu}+(?=(?:v\d|s)?(?!\p{Ll}))|v?\p{N}+|\p{Lu}?[\p{Ll}\p{Lm}\p{Lo}\p{M}]+/gu;

function phraseOf(written: string): Phrase {
	const words = (written.match(WORD) ?? []).map((word) => word.toLowerCase());
	const starts = new Set([0]);
	let end = 0;
	for (const { length } of words) starts.add((end += length));
	return { words, text: words.join(''), starts };
}

/**
 * The typed words in the same form, each once: lower case, without instance numbers and
 * punctuation.
 */
function wordsOf(text: string): string[] {
	const words = templateOf(text.trim())
		.split(INSTANCE_PLACEHOLDER)
		.join('')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}\s]+/gu, '')
		.split(/\s+/);
	return [...new Set(words)].filter((word) => word !== '');
}
