import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { ControlError } from '../../../nodes/ZequenzeControl/control/errors';
import type { HttpAnswer, HttpRequest } from '../../../nodes/ZequenzeControl/control/http';
import {
	takeSnapshot,
	type SnapshotSettings,
} from '../../../nodes/ZequenzeControl/trigger/snapshot';

const BASE = 'https://control.example/api/v1';
const PAGE = 100;

interface ServerOptions {
	shown: readonly string[];
	/** What only those see who ask for it. */
	hidden?: readonly string[];
	showsIds?: boolean;
	/** It cuts larger pages to its own size. */
	shortPages?: boolean;
	/** The number of the request that fails, from 1. */
	failsAt?: number;
}

/** A server with pages of 100, as far as its links tell, and the queries that it was asked. */
class Server {
	readonly queries: Array<Record<string, string>> = [];

	constructor(private readonly options: ServerOptions) {}

	client(): ControlClient {
		return new ControlClient(async (request) => await this.answer(request), BASE);
	}

	private async answer({ query = {} }: HttpRequest): Promise<HttpAnswer> {
		const { shown, hidden = [], showsIds = true, shortPages = false, failsAt } = this.options;
		this.queries.push({ ...query });
		if (this.queries.length === failsAt) return { status: 503, headers: {}, text: '{}' };
		const entry = (id: string) => ({
			...(showsIds && { id }),
			operation: 'get',
			status: 'pending',
		});
		if (query.id !== undefined) {
			const isThere = [...shown, ...hidden].includes(query.id);
			return isThere
				? ok([entry(query.id)])
				: { status: 404, headers: {}, text: '{"detail":"Not found."}' };
		}
		const wanted = Number(query.limit ?? PAGE);
		const [offset, limit] = [Number(query.offset ?? 0), shortPages ? PAGE : wanted];
		const end = offset + limit;
		const next = end < shown.length ? `${BASE}/?limit=${PAGE}&offset=${end}` : null;
		return ok({ count: shown.length, next, results: shown.slice(offset, end).map(entry) });
	}
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
		updateStatus: false,
		deadline: Infinity,
		...facts,
	};
}

describe('the whole list', () => {
	it('is read to its end, in larger pages where its links name their size', async () => {
		const server = new Server({ shown: ids(2_150) });
		const sight = await takeSnapshot(server.client(), settings());
		expect(sight).toMatchObject({ complete: true, scope: 'list' });
		expect(sight.transactions).toHaveLength(2_150);
		expect(server.queries).toEqual([
			{},
			{ limit: '1000', offset: '100' },
			{ limit: '1000', offset: '1100' },
			{ limit: '1000', offset: '2100' },
		]);
	});

	it.each([
		[PAGE, false],
		[PAGE + 1, true],
	])('of %d entries may have missed some: %s', async (count, mayMiss) => {
		const server = new Server({ shown: ids(count), shortPages: true });
		const sight = await takeSnapshot(server.client(), settings());
		expect(sight).toMatchObject({ complete: true, mayMiss });
	});

	it('is read on where the time of a poll was up', async () => {
		const server = new Server({ shown: ids(250) });
		const first = await takeSnapshot(server.client(), settings({ deadline: 0 }));
		expect(first).toMatchObject({ complete: false });
		const { cursor } = first;
		const second = await takeSnapshot(server.client(), settings({ cursor }));
		expect(second.complete).toBe(true);
		expect([...(second.alsoListed ?? []), ...second.transactions.map(({ id }) => id)]).toEqual(
			ids(250),
		);
	});

	it('is read on where a page failed', async () => {
		const server = new Server({ shown: ids(250), failsAt: 2 });
		const first = await takeSnapshot(server.client(), settings());
		expect(first).toMatchObject({ complete: false, failure: { kind: 'unavailable' } });
		expect(first.transactions).toHaveLength(PAGE);
		const second = await takeSnapshot(server.client(), settings({ cursor: first.cursor }));
		expect(second.transactions).toHaveLength(150);
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
		const sight = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(['7', '501']) }),
		);
		expect(sight).toMatchObject({ complete: true, scope: 'ids', transactions: [{ id: '7' }] });
		expect(asked(server)).toEqual(['7', '501']);
	});

	it('of which nothing more is to come are left in peace', async () => {
		const server = new Server({ shown: ids(500) });
		const transactionIds = new Set(['7', '8']);
		const isOver = (id: string) => id === '7';
		const sight = await takeSnapshot(server.client(), settings({ transactionIds, isOver }));
		expect(asked(server)).toEqual(['8']);
		expect(sight.alsoListed).toContain('7');
	});

	it('that are many are found in the list, and only what it does not show is asked for', async () => {
		const server = new Server({ shown: ids(12_000), hidden: ['hidden'] });
		const transactionIds = new Set([...ids(10_000), 'hidden', 'gone']);
		const sight = await takeSnapshot(server.client(), settings({ transactionIds }));
		expect(sight.complete).toBe(true);
		expect(sight.transactions).toHaveLength(10_001);
		expect(asked(server)).toEqual(['hidden', 'gone']);
		expect(server.queries.length).toBeLessThan(20);
	});

	it('are not looked for in a list that takes more requests', async () => {
		const server = new Server({ shown: ids(100_000) });
		const sight = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(ids(50)) }),
		);
		expect(sight.transactions).toHaveLength(50);
		expect(server.queries).toHaveLength(51);
	});

	it('are asked for where the list shows none', async () => {
		const server = new Server({ shown: ids(30), showsIds: false });
		const sight = await takeSnapshot(
			server.client(),
			settings({ transactionIds: new Set(ids(30)) }),
		);
		expect(sight.transactions.map(({ id }) => id)).toEqual(ids(30));
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
		const seen = [...first.transactions, ...second.transactions].map(({ id }) => Number(id));
		expect(seen.sort((one, other) => one - other)).toEqual(ids(10).map(Number));
	});
});
