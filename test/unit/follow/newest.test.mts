import fc from 'fast-check';

import { Newest } from '../../../nodes/ZequenzeControl/follow/events/newest';
import { shown } from './transactions.mts';

const listed = (numbers: readonly number[]) =>
	numbers.map((number) => shown({ id: String(number) }));

/** What is found in a list of these pages, and how many of its pages were wanted. */
function found(pages: ReadonlyArray<readonly number[]>, limit: number, isWanted = () => true) {
	const newest = new Newest(limit);
	let read = 0;
	for (const page of pages) {
		if (newest.isEnough) break;
		newest.add(listed(page), isWanted);
		read += 1;
	}
	return { ids: newest.inOrder().map(({ id }) => Number(id)), read };
}

describe('the newest of a list', () => {
	it.each([
		[
			'begins with the newest',
			[
				[9, 8, 7],
				[6, 5, 4],
			],
			[9, 8],
			1,
		],
		[
			'begins with the oldest',
			[
				[1, 2, 3],
				[4, 5, 6],
			],
			[6, 5],
			2,
		],
		['has one entry a page', [[1], [2], [3]], [3, 2], 3],
	])('that %s', (_what, pages, ids, read) => {
		expect(found(pages, 2)).toEqual({ ids, read });
	});

	it('are the same, whichever way the list runs and however it is cut into pages', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 }),
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 20 }),
				fc.boolean(),
				(numbers, size, limit, isOldestFirst) => {
					const sorted = numbers.sort((one, other) => one - other);
					const expected = sorted.slice(-limit).reverse();
					const inList = isOldestFirst ? sorted : [...sorted].reverse();
					const pages = Array.from({ length: Math.ceil(inList.length / size) }, (_, nth) =>
						inList.slice(nth * size, (nth + 1) * size),
					);
					expect(found(pages, limit).ids).toEqual(expected);
				},
			),
		);
	});

	it('stay in the order of a list that shows none', () => {
		const ids = ['5f0c-99', '5f0c-11', '5f0c-55'];
		const newest = new Newest(Infinity);
		newest.add(
			ids.map((id) => shown({ id })),
			() => true,
		);
		expect(newest.inOrder().map(({ id }) => id)).toEqual(ids);
	});
});
