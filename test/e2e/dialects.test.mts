import { startOneNode, type OneNode } from './harness/oneNode.mts';
import { INTERVAL, onDevice, row, setInterval } from './harness/parameters.mts';

/**
 * Integration tests try every dialect; here is what a user reads in n8n where the server shows
 * least.
 */
let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ informInterval: 1, dialect: 'current', postId: 'none' });
});
beforeEach(() => bench.simulator.clearOperations());
afterAll(async () => await bench.close());

describe('a server that shows neither IDs nor a status', () => {
	it('takes the operation; the item says null where nothing is known, and a hint says why', async () => {
		const { items, hints } = await bench.run(setInterval('900', { waitForCompletion: true }));

		expect(items[0]).toMatchObject({ transaction_id: null, status: null, state: 'scheduled' });
		expect(hints.join()).toContain('CONTROL shows no transaction ID for this operation');
		expect(bench.simulator.operations()).toHaveLength(1);
	});

	it('lists operations with the state unknown', async () => {
		await bench.run(onDevice('get', [row(INTERVAL)]));
		const { items } = await bench.run({ resource: 'transaction', operation: 'getMany' });

		expect(items).toEqual([
			expect.objectContaining({ transaction_id: null, status: null, state: 'unknown' }),
		]);
	});
});

describe.each(['paged', 'short'] as const)('in the dialect "%s"', (dialect) => {
	it('the same ten keys come out', async () => {
		bench.simulator.configure({ dialect, postId: 'body' });
		const { items } = await bench.run(
			onDevice('get', [row(INTERVAL)], { waitForCompletion: true }),
		);

		expect(items[0]).toMatchObject({ state: 'succeeded', operation: 'get' });
		expect(Object.keys(items[0] ?? {})).toHaveLength(10);
	});
});
