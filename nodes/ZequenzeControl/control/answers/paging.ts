import { isJsonObject, textOf, type JsonObject } from '../../ground/json';
import { queryString } from '../wire/http';

/** The query of a request for a page of a list. */
export type Query = Readonly<Record<string, string>>;

/**
 * A place where servers say where the next page is: the list's envelope itself, or an object in it.
 */
const PLACES = ['', 'links', '_links', 'meta', 'pagination', 'paging'] as const;

/** What servers call the next page, at each of these places. */
const NEXT = [
	'next',
	'next_url',
	'next_link',
	'next_page_url',
	'next_page',
	'next_cursor',
] as const;

/** What servers call the number of entries on all pages. */
const COUNT = ['count', 'total', 'total_count', 'totalCount'] as const;

/** No real link is longer; the address of a request could not hold more. */
const MAX_LINK_LENGTH = 8_192;

/**
 * Where the envelope of a page says that the next one is: a link, a query, the number of a page, or
 * a cursor; null at the end of the list and where it says nothing.
 */
export function nextIn(envelope: JsonObject): string | null {
	for (const place of placesIn(envelope)) {
		for (const key of NEXT) {
			const next = linkText(place[key]);
			if (next === null) continue;
			return key === 'next_cursor' ? `?cursor=${encodeURIComponent(next)}` : next;
		}
	}
	return null;
}

/** How many entries there are on all pages, where the envelope of a page says so; else null. */
export function countIn(envelope: JsonObject): number | null {
	for (const place of placesIn(envelope)) {
		for (const key of COUNT) {
			const count = place[key];
			if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
		}
	}
	return null;
}

/**
 * The next page by a `Link` header (RFC 8288), e.g. `<https://…?page=2>; rel="next"`; null where it
 * names none.
 */
export function nextInHeader(header: string | undefined): string | null {
	for (const part of (header ?? '').slice(0, MAX_LINK_LENGTH).split(',')) {
		const end = part.indexOf('>');
		const start = part.indexOf('<');
		if (start < 0 || end < start) continue;
		const isNext = /;\s?rel="?next"?(?![\w-])/i.test(part.slice(end));
		if (isNext) return linkText(part.slice(start + 1, end));
	}
	return null;
}

/**
 * How many entries there are on all pages by an `X-Total-Count` header; null where it names no
 * number.
 */
export function countInHeader(header: string | undefined): number | null {
	return header !== undefined && /^\d{1,10}$/.test(header) ? Number(header) : null;
}

function placesIn(envelope: JsonObject): JsonObject[] {
	return PLACES.map((name) => (name === '' ? envelope : envelope[name])).filter(isJsonObject);
}

function linkText(value: unknown): string | null {
	const link = textOf(isJsonObject(value) ? value.href : value);
	return link !== null && link.length <= MAX_LINK_LENGTH ? link : null;
}

/**
 * The query of the page that a `next` leads to; null where it leads nowhere. Of a link only the
 * query is used, whatever host and path it names: a proxy may have changed both, and the request,
 * with its token, goes to the Base URL again. A number is that of a page, or of an entry where it
 * is no fewer than the `entries` that were read; another word is a cursor.
 */
export function nextQuery(next: string, current: Query, entries: number): Query | null {
	const link = next.split('#', 1)[0] ?? '';
	const at = link.indexOf('?');
	if (at >= 0) return parseQuery(link.slice(at + 1));
	if (/^\d{1,10}$/.test(link)) {
		const isOffset = Number(link) >= entries && Number(link) !== pageOf(current) + 1;
		return isOffset ? withOffset(current, Number(link)) : withPage(current, Number(link));
	}
	return /[/=&]/.test(link) || link === '' ? null : { ...current, cursor: link };
}

/** A link to what a query asks for. */
export function linkTo(query: Query): string {
	return queryString(query);
}

/** The same query for the entries from `offset` on. */
export function withOffset(query: Query, offset: number): Query {
	return { ...withoutPlace(query), offset: String(offset) };
}

/** The same query for the page of this number; the first is 1. */
export function withPage(query: Query, page: number): Query {
	return { ...withoutPlace(query), page: String(page) };
}

function withoutPlace(query: Query): Query {
	const places = ['offset', 'page', 'cursor'];
	return Object.fromEntries(Object.entries(query).filter(([name]) => !places.includes(name)));
}

/** The number of the page that a query asks for. */
export function pageOf(query: Query): number {
	return Number(query.page) || 1;
}

/**
 * Only a query that names a limit may name another: not every server knows the word. And only
 * beside an offset, which counts entries: the number of a page counts pages of the size that it
 * came with, and larger ones would pass over entries.
 */
export function withPageSize(query: Query, pageSize?: number): Query {
	const isLarger =
		pageSize !== undefined && query.offset !== undefined && Number(query.limit) < pageSize;
	return isLarger ? { ...query, limit: String(pageSize) } : query;
}

function parseQuery(query: string): Query | null {
	const pairs = query.split('&').filter(Boolean);
	if (pairs.length === 0) return null;
	return Object.fromEntries(
		pairs.map((pair) => {
			// A cursor in Base64 ends in "=", which not every server escapes.
			const at = pair.indexOf('=');
			return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
		}),
	);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
}
