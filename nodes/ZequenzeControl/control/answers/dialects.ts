import { firstText, isJsonObject, parseJson, type JsonObject } from '../../ground/json';
import {
	failureFromAnswer,
	incompleteAnswer,
	unexpectedAnswer,
	unreadableAnswer,
	type Missing,
} from '../failures/answerFailures';
import { readsLikeNothingFound } from '../failures/notFound';
import type { HttpAnswer } from '../wire/http';
import { ANSWER_KEYS } from './answerKeys';
import { countIn, countInHeader, nextIn, nextInHeader } from './paging';

/** One page of a list, whichever dialect it came in. */
export interface Page {
	entries: JsonObject[];
	/** Where the next page is, as the server wrote it; null at the end. */
	next: string | null;
	/** How many entries there are on all pages, where the server says so. */
	count: number | null;
	/** How many characters its text has, where that is known. */
	size?: number;
}

/**
 * The JSON of a good answer. Throws ControlError for a status outside 2xx (with `missing` as the
 * text of a 404; `hide` takes out of the server's words what no message may show) and for a body
 * that is not JSON.
 */
export function readJson(
	answer: HttpAnswer,
	missing?: Missing,
	hide?: (words: string) => string,
): unknown {
	if (answer.status < 200 || answer.status > 299) throw failureFromAnswer(answer, missing, hide);
	if (answer.json === 'no JSON') throw unreadableAnswer(answer);
	if (answer.json) return answer.json.value;
	try {
		return parseJson(answer.text);
	} catch {
		throw unreadableAnswer(answer);
	}
}

/**
 * Whether a list answer is the 404 by which the API says "nothing matches" (a wrong path gets a
 * page instead).
 */
export function saysNothingMatches(answer: HttpAnswer): boolean {
	return answer.status === 404 && readsLikeNothingFound(answer.text);
}

/**
 * What refuses a page that was asked for by a link, an offset, a number or a cursor: the list
 * itself may well be read.
 */
const PAGE_REFUSED: readonly number[] = [400, 404, 410, 416, 422];

/** Whether an answer refuses one page of a list. That nothing matches there is no refusal. */
export function refusesPage(answer: HttpAnswer): boolean {
	return PAGE_REFUSED.includes(answer.status) && !saysNothingMatches(answer);
}

/**
 * The entries of a list answer: a plain array, a list in an envelope (`{results: […]}`) with or
 * without links, also in an envelope in another one, or one bare object (seen when a single
 * transaction is asked for). Throws ControlError for anything else.
 */
export function readPage(json: unknown, headers: HttpAnswer['headers'] = {}): Page {
	const page = { next: nextInHeader(headers.link), count: countInHeader(headers['x-total-count']) };
	let inner = json;
	for (let depth = 0; depth < MAX_ENVELOPES && isJsonObject(inner); depth += 1) {
		if (looksLikeOneTransaction(inner)) return { entries: [inner], next: null, count: 1 };
		page.next ??= nextIn(inner);
		page.count ??= countIn(inner);
		inner = listIn(inner);
	}
	if (Array.isArray(inner)) {
		if (inner.length > MAX_ENTRIES) throw incompleteAnswer(200, 'too_large');
		return { entries: objectsOnly(inner), ...page };
	}
	throw unexpectedAnswer('a list');
}

/** Where an envelope has its list, in the order of preference. */
const LIST_KEYS = ['results', 'data', 'items', 'objects'] as const;

/**
 * A page with more is no list of CONTROL's: 100,000 transactions are as much as an answer can hold.
 */
const MAX_ENTRIES = 250_000;

/** So many envelopes may lie in each other: more have not been seen. */
const MAX_ENVELOPES = 3;

function listIn(envelope: JsonObject): unknown {
	const lists = LIST_KEYS.map((key) => envelope[key]);
	return lists.find(Array.isArray) ?? lists.find(isJsonObject);
}

function objectsOnly(list: unknown[]): JsonObject[] {
	if (!list.every(isJsonObject)) throw unexpectedAnswer('a list of objects');
	return list;
}

/** Whether an object is a transaction, which may have `results` of its own. */
export function looksLikeOneTransaction(json: JsonObject): boolean {
	return [...ANSWER_KEYS.operation, ANSWER_KEYS.variables[0]].some((key) => key in json);
}

/**
 * The transaction id in the answer to a POST, from wherever the dialect puts it: a key of the body,
 * the `id=` of a link in it, or the Location header. Null where the answer shows none.
 */
export function idOfAccepted(answer: HttpAnswer, body: unknown): string | null {
	return idInBody(body) ?? idInLink(answer.headers.location);
}

function idInBody(body: unknown): string | null {
	if (Array.isArray(body)) return body.length === 1 ? idInBody(body[0]) : null;
	if (!isJsonObject(body)) return null;
	const direct = firstText(body, ANSWER_KEYS.id);
	if (direct !== null) return direct;
	for (const key of ANSWER_KEYS.wrapper) {
		const wrapped = body[key];
		if (typeof wrapped !== 'object') continue;
		const id = idInBody(wrapped);
		if (id !== null) return id;
	}
	return ANSWER_KEYS.link.map((key) => idInLink(body[key])).find((id) => id !== null) ?? null;
}

function idInLink(link: unknown): string | null {
	if (typeof link !== 'string') return null;
	const asked = /[?&]id=([^&#]+)/.exec(link)?.[1];
	const last = /headless_operation\/([^/?#]+)\/?$/.exec(link)?.[1];
	const id = asked ?? last;
	if (id === undefined) return null;
	try {
		return decodeURIComponent(id);
	} catch {
		return id;
	}
}
