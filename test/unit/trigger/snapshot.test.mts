import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { ControlError } from '../../../nodes/ZequenzeControl/control/failures/errors';
import type { HttpAnswer, HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import {
	takeSnapshot,
	type SnapshotSettings,
} from '../../../nodes/ZequenzeControl/trigger/transactions/snapshot';

const BASE = 'https://control.example/api/v1';
const PAGE = 100;

interface ServerOptions {
	shown: readonly string[];
	/** What only those see who ask for it. */
	hidden?: readonly string[];
	showsIds?: boolean;
	/** It cuts larger pages to its own size. */
	shortPages?: boolean;
	/** How many more it counts than it shows. */
	more?: number;
	/** Whether it looks for the id that it is asked for. */
	heedsIds?: boolean;
	/** Two entries change their pages with every request. */
	swaps?: boolean;
	/** Whether it tells how many there are. */
	counts?: boolean;
	/** The number of the request that fails, from 1. */
	failsAt?: number;
}

/** A server with pages of 100, as far as its links tell, and the queries that it was asked. */
class Server {
	readonly queries: Array<Record<string, string>> = [];

	/** What it answers the next request with that goes on in the list. */
	refuses: number | undefined;

	constructor(private readonly options: ServerOptions) {}

	client(): ControlClient {
		return new ControlClient(async (request) => await this.answer(request), BASE);
	}

	private async answer({ query = {} }: HttpRequest): Promise<HttpAnswer> {
		const { shown, hidden = [], showsIds = true, shortPages = false, failsAt } = this.options;
		const { counts = true, heedsIds = true, more = 0, swaps = false } = this.options;
		if (this.refuses !== undefined && query.offset !== undefined) {
			const status = this.refuses;
			this.refuses = undefined;
			return { status, headers: {}, text: '{"detail": "Invalid cursor"}' };
		}
		this.queries.push({ ...query });
		if (this.queries.length === failsAt) return { status: 503, headers: {}, text: '{}' };
		const entry = (id: string) => ({
			...(showsIds && { id }),
			operation: 'get',
			status: 'pending',
		});
		if (query.id !== undefined && heedsIds) {
			const isThere = [...shown, ...hidden].includes(query.id);
			return isThere
				? ok([entry(query.id)])
				: { status: 404, headers: {}, text: '{"detail":"Not found."}' };
		}
		const wanted = Number(query.limit ?? PAGE);
		const [offset, limit] = [Number(query.offset ?? 0), shortPages ? PAGE : wanted];
		const end = offset + limit;
		const order = swaps ? swapped(shown, this.queries.length) : shown;
		const next = end < shown.length ? `${BASE}/?limit=${PAGE}&offset=${end}` : null;
		return ok({
			...(counts && { count: shown.length + more }),
			next,
			results: order.slice(offset, end).map(entry),
		});
	}
}

/**
 * The last entry of the first page and the first one of the second change places with every
 * request.
 */
function swapped(shown: readonly string[], request: number): string[] {
	const [last, first] = [shown[PAGE - 1] ?? '', shown[PAGE] ?? ''];
	const pair = request % 2 === 0 ? [last, first] : [first, last];
	return [...shown.slice(0, PAGE - 1), ...pair, ...shown.slice(PAGE + 1)];
}

function ok(json: unknown): HttpAnswer {
	return { status: 200, headers: {}, text: JSON.stringify(json) };
}

function ids(count: number, first = 1): string[] {
	return Array.from({ length: count }, (_, nth) => String(first + nth));
}

function settings(facts: Partial<SnapshotSettings> = {}): SnapshotSettings {
	return {
		transactionIds: new Set(),
		isOver: () => false,
		known: () => [],
		turn: 0,
		updateStatus: false,
		deadline: Infinity,
		...facts,
	};
}

describe('the whole list', () => {
	it('is read to its end, in larger pages where its links name their size', async () => {
		const server = new Server({ shown: ids(2_150) });
		const snapshot = await takeSnapshot(server.client(), settings());
		expect(snapshot).toMatchObject({ complete: true, scope: 'list' });
		expect(snapshot.subjects).toHaveLength(2_150);
		expect(server.queries).toEqual([
			{},
			{ limit: '1000', offset: '100' },
			{ limit: '1000', offset: '1100' },
			{ limit: '1000', offset: '2100' },
		]);
	});

	describe('of several pages that does not count its entries', () => {
		const shown = ids(PAGE + 1);
		const uncounted = { shown, shortPages: true, counts: false };

		it('may not show all: what it did not show is asked for', async () => {
			const server = new Server({ ...uncounted, hidden: ['hidden'] });
			const known = () => [...shown, 'hidden', 'gone'];
			const snapshot = await takeSnapshot(server.client(), settings({ known }));
			expect(snapshot.subjects.map(({ id }) => id)).toEqual([...shown, 'hidden']);
			expect(snapshot).toMatchObject({ absent: new Set(['gone']), isCut: true });
		});

		it('is asked for no more than 50 a poll, in turns', async () => {
			const server = new Server(uncounted);
			const known = () => ids(70, 1_000);
			const turns = await Promise.all(
				[0, 1].map(async (turn) => await takeSnapshot(server.client(), settings({ known, turn }))),
			);
			const absent = turns.flatMap((snapshot) => [...(snapshot.absent ?? [])]);
			expect(new Set(absent)).toEqual(new Set(ids(70, 1_000)));
			expect(absent).toHaveLength(100);
		});

		it('has to be believed where the server does not look for an id', async () => {
			const server = new Server({ ...uncounted, heedsIds: false });
			const known = () => [...shown, 'gone'];
			const snapshot = await takeSnapshot(server.client(), settings({ known }));
			expect(snapshot).toMatchObject({ mayMiss: true, isCut: false });
		});
	});

	it('that counts more entries than it shows proves nothing', async () => {
		const server = new Server({ shown: ids(5), more: 2 });
		const snapshot = await takeSnapshot(server.client(), settings());
		expect(snapshot).toMatchObject({ complete: true, isCut: true });
	});

	it('whose entries change their pages is read once more', async () => {
		const server = new Server({ shown: ids(PAGE * 2), shortPages: true, swaps: true });
		const snapshot = await takeSnapshot(server.client(), settings());
		expect(new Set(snapshot.subjects.map(({ id }) => id))).toEqual(new Set(ids(PAGE * 2)));
	});

	it.each([400, 404, 410])(
		'is read from its start where the server answers %d to the page to go on with',
		async (status) => {
			const server = new Server({ shown: ids(250) });
			const { cursor } = await takeSnapshot(server.client(), settings({ deadline: 0 }));
			server.refuses = status;
			const snapshot = await takeSnapshot(server.client(), settings({ cursor }));
			expect(snapshot.subjects).toHaveLength(250);
			expect([...(snapshot.alsoListed ?? [])]).toEqual([]);
		},
	);

	it('is read on where the time of a poll was up', async () => {
		const server = new Server({ shown: ids(250) });
		const first = await takeSnapshot(server.client(), settings({ deadline: 0 }));
		expect(first).toMatchObject({ complete: false });
		const { cursor } = first;
		const second = await takeSnapshot(server.client(), settings({ cursor }));
		expect(second.complete).toBe(true);
		expect([...(second.alsoListed ?? []), ...second.subjects.map(({ id }) => id)]).toEqual(
			ids(250),
		);
	});

	it('is read on where a page failed', async () => {
		const server = new Server({ shown: ids(250), failsAt: 2 });
		const first = await takeSnapshot(server.client(), settings());
		expect(first).toMatchObject({ complete: false, failure: { kind: 'unavailable' } });
		expect(first.subjects).toHaveLength(PAGE);
		const second = await takeSnapshot(server.client(), settings({ cursor: first.cursor }));
		expect(second.subjects).toHaveLength(150);
	});

	it('fails where not even its first page comes', async () => {
		const server = new Server({ shown: ids(250), failsAt: 1 });
		await expect(takeSnapshot(server.client(), settings())).rejects.toThrow(ControlError);
	});

	it('cannot be followed without ids', async () => {
		const server = new Server({ shown: ids(3), showsIds: false });
		await expect(takeSnapshot(server.client(), settings())).rejects.toThrow(
			'without transaction IDs',
		);
	});
});

describe('given ids', () => {
	const asked = (server: Server) => server.queries.flatMap(({ id }) => id ?? []);

	it('are asked for one by one', async () => {
		const server = new Server({ shown: ids(500) });
		const snapshot = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(['7', '501']) }),
		);
		expect(snapshot).toMatchObject({ complete: true, scope: 'ids', subjects: [{ id: '7' }] });
		expect(asked(server)).toEqual(['7', '501']);
	});

	it('of which nothing more is to come are left in peace', async () => {
		const server = new Server({ shown: ids(500) });
		const transactionIds = new Set(['7', '8']);
		const isOver = (id: string) => id === '7';
		const snapshot = await takeSnapshot(server.client(), settings({ transactionIds, isOver }));
		expect(asked(server)).toEqual(['8']);
		expect(snapshot.alsoListed).toContain('7');
	});

	it('that are many are found in the list, and only what it does not show is asked for', async () => {
		const server = new Server({ shown: ids(12_000), hidden: ['hidden'] });
		const transactionIds = new Set([...ids(10_000), 'hidden', 'gone']);
		const snapshot = await takeSnapshot(server.client(), settings({ transactionIds }));
		expect(snapshot.complete).toBe(true);
		expect(snapshot.subjects).toHaveLength(10_001);
		expect(asked(server)).toEqual(['hidden', 'gone']);
		expect(server.queries.length).toBeLessThan(20);
	});

	it('are not looked for in a list that takes more requests', async () => {
		const server = new Server({ shown: ids(100_000) });
		const snapshot = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(ids(50)) }),
		);
		expect(snapshot.subjects).toHaveLength(50);
		expect(server.queries).toHaveLength(51);
	});

	it('are asked for where the list shows none', async () => {
		const server = new Server({ shown: ids(30), showsIds: false });
		const snapshot = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(ids(30)) }),
		);
		expect(snapshot.subjects.map(({ id }) => id)).toEqual(ids(30));
	});

	it('are asked for on where the time of a poll was up', async () => {
		const server = new Server({ shown: ids(10), failsAt: 5 });
		const transactionIds = new Set(ids(10));
		const first = await takeSnapshot(server.client(), settings({ transactionIds }));
		expect(first).toMatchObject({ complete: false, failure: { kind: 'unavailable' } });
		const second = await takeSnapshot(
			server.client(),
			settings({ transactionIds, cursor: first.cursor }),
		);
		expect(second.complete).toBe(true);
		const seen = [...first.subjects, ...second.subjects].map(({ id }) => Number(id));
		expect(seen.sort((one, other) => one - other)).toEqual(ids(10).map(Number));
	});
});
