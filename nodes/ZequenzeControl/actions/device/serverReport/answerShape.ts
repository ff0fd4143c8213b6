import { ANSWER_KEYS } from '../../../control/answers/answerKeys';
import { STATUS_WORDS } from '../../../follow/states';
import { isJsonObject, type JsonObject } from '../../../ground/json';

/** What an answer looks like, without any of what it says. */
export type Shape = string | { list: string; of: Shape } | { [key: string]: Shape };

/**
 * Keys beside those that the nodes read; they say how the server speaks, and nothing of anybody's.
 */
const OTHER_KEYS = [
	'count',
	'cursor',
	'data',
	'description',
	'group',
	'has_next',
	'is_pending',
	'items',
	'last_status_change',
	'limit',
	'links',
	'meta',
	'metric',
	'next',
	'offset',
	'organization',
	'page',
	'pages',
	'pagination',
	'parent',
	'pending',
	'pending_settings',
	'previous',
	'read_only',
	'required',
	'total',
];

const KNOWN_KEYS: ReadonlySet<string> = new Set([
	...Object.values(ANSWER_KEYS).flat(),
	...OTHER_KEYS,
]);

const STATUS_KEYS: readonly string[] = ANSWER_KEYS.status;

const KNOWN_WORDS: ReadonlySet<string> = new Set(Object.values(STATUS_WORDS).flat());

const MAX_KEYS = 60;
const MAX_DEPTH = 6;

/**
 * The shape of a value: known keys by their names, all others and every value by kind and length.
 * No text of the server comes through but words of our own tables.
 */
export function shapeOf(value: unknown, key = '', depth = 0): Shape {
	if (value === null || value === undefined) return 'null';
	if (depth > MAX_DEPTH) return 'more';
	if (Array.isArray(value)) {
		const of = value.length === 0 ? 'nothing' : shapeOf(value[0], key, depth + 1);
		return { list: `${value.length} entries, the first:`, of };
	}
	if (isJsonObject(value)) return shapeOfObject(value, depth);
	if (typeof value === 'boolean') return 'boolean';
	if (typeof value === 'number') return kindOfNumber(value);
	return typeof value === 'string' ? kindOfText(value, STATUS_KEYS.includes(key)) : 'other';
}

function shapeOfObject(object: JsonObject, depth: number): Shape {
	const entries = Object.entries(object);
	const shown = entries.slice(0, MAX_KEYS).map(([key, value], nth): [string, Shape] => {
		const name = KNOWN_KEYS.has(key) ? key : `key ${nth + 1} (${key.length} characters)`;
		return [name, shapeOf(value, key, depth + 1)];
	});
	const more = entries.length - shown.length;
	return Object.fromEntries(more > 0 ? [...shown, ['more keys', String(more)]] : shown);
}

function kindOfNumber(value: number): string {
	if (!Number.isInteger(value)) return 'number with a fraction';
	return `integer (${String(Math.abs(value)).length} digits)`;
}

const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S{0,20})?$/;
const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/i;

function kindOfText(text: string, isStatus: boolean): string {
	if (text === '') return 'empty text';
	const word = text.trim().toLowerCase();
	if (isStatus) {
		return KNOWN_WORDS.has(word)
			? `the word ${word}`
			: `an unknown word (${text.length} characters)`;
	}
	if (TIME.test(text)) return ZONE.test(text) ? 'time with a zone' : 'time without a zone';
	if (/^https?:\/\//i.test(text)) return `address (${text.length} characters)`;
	return /^\d+$/.test(text) ? `digits (${text.length})` : `text (${text.length} characters)`;
}
