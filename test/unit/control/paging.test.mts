import {
	countIn,
	countInHeader,
	nextIn,
	nextInHeader,
	nextQuery,
	type Query,
} from '../../../nodes/ZequenzeControl/control/answers/paging';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';

const BASE = 'https://control.example/api/v1';

function followed(next: string, current: Query = {}, entries = 100): Query | null {
	return nextQuery(next, current, entries);
}

describe('a link to the next page', () => {
	it.each([
		['absolute', `${BASE}/list/?limit=2&offset=4`],
		['relative to the host', '/api/v1/list/?limit=2&offset=4'],
		['a query only', '?limit=2&offset=4'],
		['by http behind a proxy', 'http://control.example/list/?limit=2&offset=4'],
		['by another port behind a proxy', 'http://control.example:8000/list/?limit=2&offset=4'],
		['without a scheme', '//control.example/list/?limit=2&offset=4'],
		['with a fragment', `${BASE}/list/?limit=2&offset=4#top?offset=9`],
		['by the name of a container', 'http://web:8000/api/v1/list/?limit=2&offset=4'],
		['by an address of an inner network', 'http://10.0.0.5:5001/list/?limit=2&offset=4'],
		['to any other host', 'https://evil.example/?limit=2&offset=4'],
	])('(%s) is followed by its query alone', (_what, link) => {
		expect(followed(link)).toEqual({ limit: '2', offset: '4' });
	});

	it.each(['', '/api/v1/list/', `${BASE}/list/?`, '#', '?'])(
		'without a query (%p) leads nowhere',
		(link) => {
			expect(followed(link)).toBeNull();
		},
	);

	it.each([
		['escaped', '?cursor=cD0yMDI2%2B1%3D%3D', 'cD0yMDI2+1=='],
		['as it is', '?cursor=eyJvIjo1LCJyIjoxfQ==', 'eyJvIjo1LCJyIjoxfQ=='],
		['badly escaped', '?cursor=%zz=', '%zz='],
	])('keeps a cursor %s exactly', (_how, link, cursor) => {
		expect(followed(link)).toEqual({ cursor });
	});
});

describe('a next page that is no link', () => {
	it.each<[string, string, Query, Query]>([
		['the number of a page', '2', {}, { page: '2' }],
		[
			'the number of a page after another',
			'3',
			{ page: '2', limit: '9' },
			{ page: '3', limit: '9' },
		],
		['the number of an entry', '100', { limit: '100' }, { limit: '100', offset: '100' }],
		['a cursor', 'eyJvIjo1fQ', { limit: '100' }, { limit: '100', cursor: 'eyJvIjo1fQ' }],
	])('may be %s', (_what, next, current, query) => {
		expect(followed(next, current)).toEqual(query);
	});
});

describe('where servers say what the next page is:', () => {
	it.each<[string, JsonObject, string | null]>([
		['next', { next: '?page=2' }, '?page=2'],
		['a number', { next: 2 }, '2'],
		['an object of links', { links: { next: '?page=2', previous: null } }, '?page=2'],
		['links of HAL', { _links: { next: { href: '?page=2' } } }, '?page=2'],
		['meta', { meta: { next: '?page=2' } }, '?page=2'],
		['a cursor beside the list', { next_cursor: 'a=b' }, '?cursor=a%3Db'],
		['null at the end', { next: null, links: { next: null } }, null],
		['nowhere', { results: [] }, null],
		['not in a flag', { next: true }, null],
		['not in a text without end', { next: `?x=${'x'.repeat(10_000)}` }, null],
	])('%s', (_where, envelope, next) => {
		expect(nextIn(envelope)).toBe(next);
	});

	it.each<[string, string | undefined, string | null]>([
		['a header', '</list/?page=2>; rel="next"', '/list/?page=2'],
		['a header with others', '</a?page=1>; rel="prev", </a?page=3>; rel=next', '/a?page=3'],
		['not a header of something else', '</style.css>; rel=preload', null],
		['no header', undefined, null],
		['a header that is broken', '>;rel="next"<', null],
	])('%s', (_where, header, next) => {
		expect(nextInHeader(header)).toBe(next);
	});
});

describe('how many entries there are is said by', () => {
	it.each<[string, JsonObject, number | null]>([
		['count', { count: 151 }, 151],
		['total in meta', { meta: { total: 151 } }, 151],
		['no text', { count: 'many' }, null],
		['no negative number', { count: -1 }, null],
		['no fraction', { count: 1.5 }, null],
	])('%s', (_where, envelope, count) => {
		expect(countIn(envelope)).toBe(count);
	});

	it.each<[string | undefined, number | null]>([
		['151', 151],
		['many', null],
		[undefined, null],
	])('a header (%p)', (header, count) => {
		expect(countInHeader(header)).toBe(count);
	});
});
