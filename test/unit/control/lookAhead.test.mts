import fc from 'fast-check';

import { readPage } from '../../../nodes/ZequenzeControl/control/answers/dialects';
import type { Query } from '../../../nodes/ZequenzeControl/control/answers/paging';
import { lookingAhead } from '../../../nodes/ZequenzeControl/control/lists/lookAhead';
import {
	readWholeList,
	type AskForPage,
	type ListPart,
} from '../../../nodes/ZequenzeControl/control/lists/wholeList';
import { Slots } from '../../../nodes/ZequenzeControl/control/pace/pool';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { FakeClock } from './fakeClock.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

/** A server with so many devices, in pages of what is asked for, at most of `cap`. */
class ListServer {
	readonly asked: Query[] = [];

	open = 0;

	mostOpen = 0;

	constructor(
		private readonly clock: FakeClock,
		readonly devices: JsonObject[],
		private readonly cap = Infinity,
		/** Milliseconds that each page takes, in turn. */
		private readonly times: readonly number[] = [100],
	) {}

	readonly ask: AskForPage = async (query) => {
		const nth = this.asked.push(query) - 1;
		this.open += 1;
		this.mostOpen = Math.max(this.mostOpen, this.open);
		await this.clock.sleep(this.times[nth % this.times.length] ?? 0);
		this.open -= 1;
		const [offset, limit] = [Number(query.offset ?? 0), Number(query.limit)];
		const end = offset + Math.min(limit, this.cap);
		const isLast = end >= this.devices.length;
		return readPage({
			count: this.devices.length,
			next: isLast ? null : `http://a/?limit=${limit}&offset=${end}`,
			results: this.devices.slice(offset, end),
		});
	};
}

const fleet = (size: number): JsonObject[] =>
	Array.from({ length: size }, (_, nth) => ({ serial_number: `SN${nth}` }));

async function read(ask: AskForPage, limit: number): Promise<ListPart[]> {
	const parts: ListPart[] = [];
	for await (const part of readWholeList(ask, { limit: String(limit) })) parts.push(part);
	return parts;
}

it('a list is read the same as page after page, whatever its size and however long each page takes', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.nat({ max: 60 }),
			fc.integer({ min: 1, max: 9 }),
			fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
			fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }),
			fc.integer({ min: 1, max: 5 }),
			async (size, limit, cap, times, atOnce) => {
				const clock = new FakeClock();
				const server = new ListServer(clock, fleet(size), cap, times);
				const slots = new Slots({ atOnce });
				const ahead = await read(lookingAhead(server.ask, slots), limit);
				expect(ahead).toEqual(await read(new ListServer(clock, fleet(size), cap).ask, limit));
				expect(server.mostOpen).toBeLessThanOrEqual(atOnce);
			},
		),
		{ numRuns: 100 },
	);
});

it('pages are asked for as many at a time as there are slots', async () => {
	const clock = new FakeClock();
	const start = clock.now();
	const server = new ListServer(clock, fleet(2_000));
	await read(lookingAhead(server.ask, new Slots({ atOnce: 10 })), 100);
	expect(server.asked).toHaveLength(20);
	expect(server.mostOpen).toBe(10);
	expect(clock.now() - start).toBeLessThanOrEqual(400);
});

it('each page is asked for once, none beyond the end, and not far ahead of its turn', async () => {
	const clock = new FakeClock();
	const server = new ListServer(clock, fleet(10_000));
	const pages = readWholeList(lookingAhead(server.ask, new Slots({ atOnce: 100 })), {
		limit: '100',
	});
	await pages.next();
	await pages.next();
	await clock.sleep(1_000);
	expect(server.asked.length).toBeLessThanOrEqual(2 + 24);
	for await (const page of pages) void page;
	expect(new Set(server.asked.map(({ offset }) => offset)).size).toBe(100);
	expect(server.asked).toHaveLength(100);
});

it('a server that leads elsewhere than was foreseen is followed', async () => {
	const clock = new FakeClock();
	const server = new ListServer(clock, fleet(300), 30);
	const parts = await read(lookingAhead(server.ask, new Slots({ atOnce: 4 })), 100);
	expect(parts.flatMap(({ entries }) => entries)).toHaveLength(300);
	expect(parts.at(-1)?.end).toEqual({ complete: true });
});

it('entries that come in first while pages are asked for ahead push none out of sight', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.nat({ max: 300 }), { minLength: 1, maxLength: 7 }),
			fc.nat({ max: 600 }),
			fc.integer({ min: 1, max: 8 }),
			async (times, comesAt, atOnce) => {
				const clock = new FakeClock();
				const server = new ListServer(clock, fleet(80), Infinity, times);
				const coming = clock
					.sleep(comesAt)
					.then(() => void server.devices.unshift({ serial_number: 'new' }));
				const parts = await read(lookingAhead(server.ask, new Slots({ atOnce })), 10);
				await coming;
				const seen = parts.flatMap(({ entries }) => entries.map((entry) => entry.serial_number));
				expect(new Set(seen).size).toBe(seen.length);
				expect(seen.filter((serial) => serial !== 'new')).toHaveLength(80);
			},
		),
		{ numRuns: 200 },
	);
});

it('entries that leave the list while it is read are noticed', async () => {
	const clock = new FakeClock();
	const server = new ListServer(clock, fleet(1_000));
	const pages = readWholeList(lookingAhead(server.ask, new Slots({ atOnce: 2 })), { limit: '100' });
	await pages.next();
	server.devices.splice(0, 50);
	const parts: ListPart[] = [];
	for await (const part of pages) parts.push(part);
	expect(parts.at(-1)?.end).toMatchObject({ complete: false });
});

it('a page that cannot be read ends the reading, and those ahead of it trouble nobody', async () => {
	const clock = new FakeClock();
	const server = new ListServer(clock, fleet(1_000));
	const ask: AskForPage = async (query, isFirst) =>
		Number(query.offset ?? 0) >= 300
			? await Promise.reject(new Error('no such page'))
			: await server.ask(query, isFirst);
	await expect(read(lookingAhead(ask, new Slots({ atOnce: 5 })), 100)).rejects.toThrow(
		'no such page',
	);
	await clock.sleep(1_000);
});
