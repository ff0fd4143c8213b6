import { setTimeout as delay } from 'node:timers/promises';
import type { Effect } from '../../simulator/faults/injection.mts';
import { startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, gettingTransactions, scheduling } from './parameters.mts';

afterAll(stopBenches);

const STALLED: Effect = { kind: 'truncate', keep: 0.5, ends: 'stalled' };

/** How many requests the server still answers, a moment after the node has ended. */
async function leftOpen({ simulator }: Bench): Promise<number> {
	for (let look = 0; look < 20 && simulator.counters().open > 0; look += 1) await delay(50);
	return simulator.counters().open;
}

it('100,000 transactions on a single page are read', async () => {
	const bench = await startBench({ dialect: 'short' });
	bench.simulator.addTransactions(100_000);
	const { items, error } = await bench.run(gettingTransactions({ returnAll: false, limit: 3 }));
	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
});

it.each<[string, Effect, RegExp]>([
	['stops in the middle', STALLED, /did not come to its end in time/],
	['is larger than is read', { kind: 'pad', mebibytes: 65 }, /too large/],
	['unpacks to more than is read', { kind: 'pad', mebibytes: 65, encoding: 'gzip' }, /too large/],
])('an answer that %s keeps no connection open', async (_what, effect, message) => {
	const bench = await startBench();
	bench.simulator.inject({ match: { method: 'POST' }, effect });
	const { error } = await bench.run(scheduling('get'));
	expect(error?.message).toMatch(message);
	expect(await leftOpen(bench)).toBe(0);
});

it('who stops the execution in the middle of an answer need not wait for its end', async () => {
	const bench = await startBench();
	bench.simulator.inject({ effect: STALLED });
	// Longer than a test may take.
	const options = { ...AT_ONCE, requestTimeout: 300 };
	const { error } = await bench.run(scheduling('get', undefined, { options }), {
		onError: 'continueRegularOutput',
		stopped: delay(300),
	});
	expect(error?.message ?? '').not.toMatch(/broke/);
	expect(await leftOpen(bench)).toBe(0);
});

it('a refusal is one by its status, whatever becomes of its body', async () => {
	const bench = await startBench();
	const body = JSON.stringify({ detail: 'x'.repeat(500_000) });
	bench.simulator.inject({ effect: { kind: 'status', status: 403, body } });
	const { error } = await bench.run(scheduling('set'));
	expect(error?.message).toContain('The API token may not do this');
	expect(bench.simulator.operations()).toEqual([]);
});
