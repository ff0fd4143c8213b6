import { catalogueEntries, type CatalogueEntry } from './catalogue/lookup';
import type { OperationName } from './operations';
import { INSTANCE_PLACEHOLDER, templateOf } from './templates';

export interface SearchResult {
	readonly label: string;
	readonly group: string;
	/** Template of the path; `{i}` stands for instance numbers. */
	readonly path: string;
	readonly type: CatalogueEntry['type'];
	readonly unit?: string;
}

/** Other words for the same thing, as people type them. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
	['wlan', 'wifi'],
	['wireless', 'wifi'],
	['psk', 'passphrase'],
	['fibre', 'optical'],
	['fiber', 'optical'],
	['gpon', 'pon'],
	['lte', 'cellular'],
	['4g', 'cellular'],
	['5g', 'cellular'],
	['mobile', 'cellular'],
	['telephone', 'voice'],
	['voip', 'voice'],
	['phone', 'voice'],
	['ntp', 'time'],
	['clock', 'time'],
	['sntp', 'time'],
	['username', 'user name'],
	['forwarding', 'mapping'],
	['snr', 'noise margin'],
	['wpa', 'security'],
	['password', 'passphrase'],
	['ram', 'memory'],
	['processor', 'cpu'],
	['clients', 'client'],
	['devices', 'device'],
	['traffic', 'bytes'],
]);

/** Which entries an operation can use; a table for `del.obj` is offered as its instance. */
const usable: Record<OperationName, (entry: CatalogueEntry) => boolean> = {
	get: () => true,
	set: ({ writable }) => writable,
	'add.obj': ({ creatable }) => creatable,
	'del.obj': ({ creatable }) => creatable,
};

/**
 * Entries of the catalogue whose label, group and path together contain every typed word, best first.
 * Without a text, the first entries. With an operation, only what it can use.
 */
export function searchCatalogue(
	text: string,
	limit: number,
	operation: OperationName = 'get',
): SearchResult[] {
	const words = wordsOf(text);
	const hits: Array<{ candidate: Candidate; score: number }> = [];
	for (const candidate of candidates()) {
		if (!usable[operation](candidate.entry)) continue;
		const score = rank(candidate, words);
		if (score > 0) hits.push({ candidate, score });
	}
	// Sorting is stable: equal scores keep the order of the catalogue, where the more usual comes first.
	hits.sort((one, other) => other.score - one.score);
	return hits.slice(0, limit).map(({ candidate }) => result(candidate.entry, operation));
}

/** An entry with its texts in the form in which they are compared. */
interface Candidate {
	readonly entry: CatalogueEntry;
	/** All of the following, to dismiss most candidates at one look. */
	readonly text: string;
	/** With a space before each word, and one at the end. */
	readonly label: string;
	readonly group: string;
	readonly path: string;
	readonly name: string;
}

let prepared: readonly Candidate[] | undefined;

function candidates(): readonly Candidate[] {
	prepared ??= catalogueEntries().map((entry) => {
		const { label, group, path } = entry;
		return candidateOf(entry, plain(` ${label} \n${group}\n${path}\n${nameOf(path)}`));
	});
	return prepared;
}

function candidateOf(entry: CatalogueEntry, text: string): Candidate {
	const [label = '', group = '', path = '', name = ''] = text.split('\n');
	return { entry, text, label, group, path, name };
}

/** The score of a candidate; 0 unless it contains every word. */
function rank(candidate: Candidate, words: readonly string[]): number {
	if (words.length === 0) return 1;
	let score = 0;
	for (const word of words) {
		const synonym = SYNONYMS.get(word);
		const best = Math.max(
			wordScore(candidate, word),
			synonym === undefined ? 0 : wordScore(candidate, synonym) - 1,
		);
		if (best <= 0) return 0;
		score += best;
	}
	return score + wholeScore(candidate, words);
}

/** What it is worth that the typed text is not only in there, but all there is; "up time" is "Uptime". */
function wholeScore({ label, path, name }: Candidate, words: readonly string[]): number {
	const typed = words.join(' ');
	const named = name === typed || path === typed ? 100 : 0;
	const typedTogether = words.join('');
	const labelTogether = label.split(' ').join('');
	if (labelTogether === typedTogether) return named + 50;
	return labelTogether.startsWith(typedTogether) ? named + 5 : named;
}

/** The nearer to the beginning of what people read, the better; 0 where the word is nowhere. */
function wordScore({ text, label, group, path, name }: Candidate, word: string): number {
	if (!text.includes(word)) return 0;
	if (label.includes(` ${word} `)) return 20;
	if (name === word) return 18;
	if (label.includes(` ${word}`)) return 15;
	if (name.startsWith(word)) return 12;
	if (label.includes(word)) return 10;
	if (name.includes(word)) return 8;
	if (group.includes(word)) return 6;
	return path.includes(word) ? 4 : 0;
}

function wordsOf(text: string): string[] {
	return plain(templateOf(text.trim()))
		.split(' ')
		.filter((word) => word !== '');
}

/** Lower case, without instance numbers and punctuation: "Wi-Fi: Radio" is "wifi radio". */
function plain(text: string): string {
	return text.toLowerCase().replace(/\{i\}|[^a-z0-9 \n]+/g, '');
}

/** The last name of a path, of an object too. */
function nameOf(template: string): string {
	return template.split('.').filter(isName).at(-1) ?? '';
}

function isName(segment: string): boolean {
	return segment !== '' && segment !== INSTANCE_PLACEHOLDER;
}

function result(entry: CatalogueEntry, operation: OperationName): SearchResult {
	const { label, group, path, type, unit } = entry;
	return {
		label,
		group,
		path: operation === 'del.obj' ? `${path}${INSTANCE_PLACEHOLDER}.` : path,
		type,
		...(unit === undefined ? {} : { unit }),
	};
}
