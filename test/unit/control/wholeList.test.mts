import fc from 'fast-check';

import { readPage, type Page } from '../../../nodes/ZequenzeControl/control/answers/dialects';
import type { Query } from '../../../nodes/ZequenzeControl/control/answers/paging';
import {
	gapText,
	requireWhole,
	type ListEnd,
} from '../../../nodes/ZequenzeControl/control/lists/listEnd';
import {
	inShortParts,
	readWholeList,
	type ListPart,
	type ListReading,
} from '../../../nodes/ZequenzeControl/control/lists/wholeList';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

type Answer = unknown;
const REFUSED = Symbol('refused');

function devices(count: number, first = 1): JsonObject[] {
	return Array.from({ length: count }, (_, nth) => ({ serial_number: `SN${first + nth}` }));
}

interface Read {
	entries: JsonObject[];
	pages: number;
	end: ListEnd | null;
	asked: Query[];
}

/**
 * What comes of reading a list from a server that answers so; ends after so many requests in any
 * case.
 */
async function read(
	answer: (query: Query) => Answer,
	reading: ListReading = {},
	patience = 10_000,
): Promise<Read> {
	const asked: Query[] = [];
	const ask = async (query: Query): Promise<Page | null> => {
		asked.push(query);
		if (asked.length > patience) throw new Error('It is asked for ever');
		const said = answer(query);
		return await Promise.resolve(said === REFUSED ? null : readPage(said));
	};
	const parts: ListPart[] = [];
	for await (const part of readWholeList(ask, {}, reading)) parts.push(part);
	expect(parts.slice(0, -1).map(({ end }) => end)).toEqual(parts.slice(1).map(() => null));
	return {
		entries: parts.flatMap(({ entries }) => entries),
		pages: parts.length,
		end: parts.at(-1)?.end ?? null,
		asked,
	};
}

const COMPLETE = { complete: true };

/**
 * A server with these entries in pages of 5, which shows a page and says of the rest what `dialect`
 * says.
 */
function paged(
	all: readonly JsonObject[],
	dialect: (place: { start: number; end: number; page: number; isLast: boolean }) => object,
	understands: 'offset' | 'page' | 'nothing',
	size = 5,
): (query: Query) => Answer {
	return ({ offset, page }) => {
		let start = 0;
		if (understands === 'offset') start = Number(offset ?? 0);
		if (understands === 'page') start = (Number(page ?? 1) - 1) * size;
		const end = start + size;
		const results = all.slice(start, end);
		const place = { start, end, page: start / size + 1, isLast: end >= all.length };
		return { results, ...dialect(place) };
	};
}

describe('a list is read whole', () => {
	const all = devices(12);
	const link = (query: string) => `http://web:8000/api/v1/x/?${query}`;

	it.each<[string, (query: Query) => Answer, number]>([
		['on one page', () => ({ count: 12, next: null, results: all }), 1],
		['as a plain array', () => all, 1],
		[
			'by links with offsets',
			paged(all, ({ end, isLast }) => ({ next: isLast ? null : link(`offset=${end}`) }), 'offset'),
			3,
		],
		[
			'by links in an object of links',
			paged(
				all,
				({ page, isLast }) => ({ links: { next: isLast ? null : link(`page=${page + 1}`) } }),
				'page',
			),
			3,
		],
		[
			'by links in meta',
			paged(
				all,
				({ end, isLast }) => ({ meta: { next: isLast ? null : `?offset=${end}` } }),
				'offset',
			),
			3,
		],
		[
			'by the numbers of pages',
			paged(all, ({ page, isLast }) => ({ next: isLast ? null : page + 1 }), 'page'),
			3,
		],
		['by its count and an offset', paged(all, () => ({ count: 12 }), 'offset'), 3],
		[
			'by its count and the number of a page',
			paged(all, () => ({ count: 12, next: null }), 'page'),
			4,
		],
		[
			'that has one page less than its link says',
			paged(all, ({ start, end }) => ({ next: start < 12 ? `?offset=${end}` : null }), 'offset'),
			4,
		],
	])('%s', async (_how, answer, requests) => {
		const { entries, end, asked } = await read(answer);
		expect(entries).toEqual(all);
		expect(end).toEqual(COMPLETE);
		expect(asked).toHaveLength(requests);
	});

	it.each<[string, Answer]>([
		['as a plain array', []],
		['with a count', { count: 0, results: [] }],
		['without a count', { results: [] }],
	])('that is empty, %s', async (_how, answer) => {
		expect(await read(() => answer)).toMatchObject({ entries: [], end: COMPLETE, pages: 1 });
	});

	it('past a link that is refused, by its offset', async () => {
		const byOffset = paged(all, () => ({ count: 12, next: '?cursor=gone' }), 'offset');
		const { entries, end } = await read((query) => (query.cursor ? REFUSED : byOffset(query)));
		expect(entries).toEqual(all);
		expect(end).toEqual(COMPLETE);
	});

	it('where entries come in meanwhile and push others to the next page, each once', async () => {
		const rows = devices(12);
		const answer = ({ offset = '0' }: Query): Answer => {
			if (offset !== '0') rows.unshift(...devices(2, 100 + rows.length));
			const end = Number(offset) + 5;
			return {
				count: rows.length,
				next: end < rows.length ? `?offset=${end}` : null,
				results: rows.slice(Number(offset), end),
			};
		};
		const { entries } = await read(answer);
		expect(new Set(entries.map(({ serial_number }) => serial_number)).size).toBe(entries.length);
		expect(entries).toEqual(expect.arrayContaining(all));
	});

	it('from the middle on, where the server counts all', async () => {
		const answer = paged(all, () => ({ count: 12 }), 'offset');
		const asked: Query[] = [];
		const ask = async (query: Query): Promise<Page> => {
			asked.push(query);
			return await Promise.resolve(readPage(answer(query)));
		};
		const parts: ListPart[] = [];
		for await (const part of readWholeList(ask, { offset: '5' }, { readBefore: 5 }))
			parts.push(part);
		expect(parts.flatMap(({ entries }) => entries)).toEqual(devices(7, 6));
		expect(parts.at(-1)?.end).toEqual(COMPLETE);
		expect(asked).toHaveLength(2);
	});

	it('of operations without ids, though several look the same', async () => {
		const same = { serial_number: 'SN1', operation: 'get', variables: [] };
		const answer = paged(
			Array(7).fill(same),
			({ end, isLast }) => ({
				count: 7,
				next: isLast ? null : `?offset=${end}`,
			}),
			'offset',
			7,
		);
		const { entries, end } = await read(answer);
		expect(entries).toHaveLength(7);
		expect(end).toEqual(COMPLETE);
	});

	it('property: whatever the way, the count and the size of pages', async () => {
		const ways = fc.constantFrom('link', 'page number', 'count and offset', 'count and page');
		await fc.assert(
			fc.asyncProperty(
				ways,
				fc.nat(60),
				fc.integer({ min: 1, max: 20 }),
				async (way, length, size) => {
					const rows = devices(length);
					const answer = paged(
						rows,
						({ page, end, isLast }) => {
							if (way === 'link') return { next: isLast ? null : `?offset=${end}` };
							if (way === 'page number') return { next: isLast ? null : page + 1 };
							return { count: length };
						},
						way === 'link' || way === 'count and offset' ? 'offset' : 'page',
						size,
					);
					const { entries, end } = await read(answer);
					expect(entries).toEqual(rows);
					expect(end).toEqual(COMPLETE);
				},
			),
		);
	});
});

describe('a list is not whole', () => {
	const all = devices(151);
	const first = all.slice(0, 100);

	it.each<[string, (query: Query) => Answer, string]>([
		['that was cut', () => ({ count: 151, results: first }), 'cut_off'],
		[
			'that was cut and says so by a last page',
			() => ({ count: 151, next: null, results: first }),
			'cut_off',
		],
		[
			'whose count leads to nothing',
			({ offset }) => (offset ? REFUSED : { count: 151, results: first }),
			'cut_off',
		],
		[
			'whose second page is refused',
			({ page }) => (page ? REFUSED : { next: '?page=2', results: first }),
			'refused_page',
		],
		[
			'whose cursor has expired',
			({ cursor }) => (cursor ? REFUSED : { next: '?cursor=a', results: first }),
			'refused_page',
		],
		['whose next page is itself', () => ({ next: '?page=2', results: first }), 'no_progress'],
		['plain and as long as a full page', () => first, 'unverified'],
	])('%s', async (_what, answer, gap) => {
		const { entries, end } = await read(answer);
		expect(entries).toEqual(first);
		expect(end).toMatchObject({ complete: false, gap });
	});

	it('from which entries vanish while it is read', async () => {
		const rows = devices(12);
		const answer = ({ offset = '0' }: Query): Answer => {
			if (offset !== '0') rows.splice(0, 1);
			const end = Number(offset) + 5;
			return {
				count: rows.length,
				next: end < rows.length ? `?offset=${end}` : null,
				results: rows.slice(Number(offset), end),
			};
		};
		expect((await read(answer)).end).toMatchObject({ complete: false, gap: 'changed' });
	});

	it('that never ends: with something new on each page', async () => {
		const answer = ({ offset = '0' }: Query): Answer => ({
			next: `?offset=${Number(offset) + 1}`,
			results: devices(1, Number(offset)),
		});
		const { end, pages } = await read(answer);
		expect(end).toMatchObject({ complete: false, gap: 'too_long' });
		expect(pages).toBe(5_000);
	});

	it('that never ends: with as much as fits on each page', async () => {
		const answer = ({ offset = '0' }: Query): Answer => ({
			next: `?offset=${Number(offset) + 50_000}`,
			results: devices(50_000, Number(offset)),
		});
		const { end, pages } = await read(answer);
		expect(end).toMatchObject({ complete: false, gap: 'too_long' });
		expect(pages).toBe(5);
	});

	it.each<[string, (offset: number) => object]>([
		['with the same entry', () => ({ results: devices(1) })],
		['with nothing', () => ({ results: [] })],
	])('that never ends, %s on each page, is given up', async (_what, page) => {
		const answer = ({ offset = '0' }: Query): Answer => ({
			next: `?offset=${Number(offset) + 1}`,
			...page(Number(offset)),
		});
		const { end, pages } = await read(answer);
		expect(end).toMatchObject({ complete: false, gap: 'no_progress' });
		expect(pages).toBeLessThan(20);
	});

	it('says what it is short of', () => {
		const end = { complete: false, gap: 'cut_off', read: 100, count: 151 } as const;
		expect(gapText(end)).toMatch(/^The list is not whole: .* \(100 of 151 entries were read\)\.$/);
		expect(gapText({ ...end, count: null })).toMatch(/\(100 entries were read\)/);
	});
});

it('a list whose count is reached is whole, however many pages it names', async () => {
	const answer = ({ offset = '0' }: Query): Answer => ({
		count: 1,
		next: `?limit=1&offset=${Number(offset) + 1}`,
		results: devices(1),
	});
	const { entries, end, pages } = await read(answer);
	expect(entries).toEqual(devices(1));
	expect(end).toEqual(COMPLETE);
	expect(pages).toBeLessThan(10);
});

it('a very long page comes in parts, of which the last has the end', async () => {
	const ask = async (): Promise<Page> =>
		await Promise.resolve({ entries: devices(2_500), next: null, count: 2_500 });
	let rests = 0;
	const rest = async (): Promise<void> => {
		rests += 1;
		await Promise.resolve();
	};
	const parts: ListPart[] = [];
	for await (const part of inShortParts(readWholeList(ask, {}), rest)) parts.push(part);
	expect(parts.map(({ entries }) => entries.length)).toEqual([1_000, 1_000, 500]);
	expect(parts.map(({ end }) => end)).toEqual([null, null, COMPLETE]);
	expect(rests).toBe(2);
});

it('an empty page comes as it is', async () => {
	const ask = async (): Promise<Page> =>
		await Promise.resolve({ entries: [], next: null, count: 0 });
	const parts: ListPart[] = [];
	for await (const part of inShortParts(readWholeList(ask, {}), async () => {})) parts.push(part);
	expect(parts).toMatchObject([{ entries: [], end: COMPLETE }]);
});

describe('what is done to devices needs all of them:', () => {
	const short = { complete: false, read: 3, count: 6 } as const;

	it.each<[string, ListEnd | null]>([
		['a list that goes on', null],
		['a whole list', { complete: true }],
		['a list from which devices went meanwhile', { ...short, gap: 'changed' }],
	])('%s is enough', (_what, end) => {
		expect(() => requireWhole(end)).not.toThrow();
	});

	it.each(['cut_off', 'no_progress', 'refused_page', 'too_long', 'unverified'] as const)(
		'a list that is %s is not',
		(gap) => {
			expect(() => requireWhole({ ...short, gap })).toThrow(/not show all devices.*3 of 6/);
		},
	);
});

it('other work goes on while a page with very many entries is read', async () => {
	let rests = 0;
	const rest = async (): Promise<void> => {
		rests += 1;
		await Promise.resolve();
	};
	await read(() => devices(10_001), { rest });
	expect(rests).toBe(10);
});

it('a list whose pages hold more text than is read ends as too long', async () => {
	const ask = async ({ page = '1' }: Query): Promise<Page> =>
		await Promise.resolve({
			entries: devices(1, Number(page)),
			next: String(Number(page) + 1),
			count: null,
			size: 2 * 2 ** 20,
		});
	const parts: ListPart[] = [];
	for await (const part of readWholeList(ask, {})) parts.push(part);
	expect(parts).toHaveLength(64);
	expect(parts.at(-1)?.end).toMatchObject({ complete: false, gap: 'too_long' });
});

it('entries of earlier pages come again to those who ask for them', async () => {
	const answer = ({ page }: Query): Answer =>
		page ? { next: null, results: devices(5, 3) } : { next: '?page=2', results: devices(5) };
	expect((await read(answer)).entries).toEqual(devices(7));
	expect((await read(answer, { withRepeats: true })).entries).toEqual([
		...devices(5),
		...devices(5, 3),
	]);
});
