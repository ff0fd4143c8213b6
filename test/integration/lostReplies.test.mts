import type { OperationName } from '../../simulator/fleet/rpc.mts';
import type { Effect } from '../../simulator/faults/injection.mts';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, DEVICE, scheduling } from './parameters.mts';

const ROUTE = '/inventory_device_serial_headless_operation/';

/** With room for one more attempt. */
const PATIENT = { options: { ...AT_ONCE, retries: 1, retryBudget: 60 } };

const RESET_AFTER: Effect = { kind: 'reset', when: 'after' };
const RESET_BEFORE: Effect = { kind: 'reset', when: 'before' };
const CHANGES = ['set', 'add.obj', 'del.obj'] as const satisfies OperationName[];

afterAll(stopBenches);

/** The first POST meets this; what follows is undisturbed. */
async function benchWhereFirstPost(effect: Effect, options = {}): Promise<Bench> {
	const bench = await startBench(options);
	bench.simulator.inject({ match: { method: 'POST', times: 1 }, effect });
	return bench;
}

function posts({ simulator }: Bench): number {
	return simulator.requests().filter(({ method }) => method === 'POST').length;
}

// Each of these waits for the server to settle: they do it side by side.
describe('when the server took the operation and its answer was lost', () => {
	it.concurrent.each<[OperationName, string, Effect]>([
		...CHANGES.map((name): [OperationName, string, Effect] => [name, 'a reset', RESET_AFTER]),
		['set', 'a broken body', { kind: 'truncate', keep: 0.5, ends: 'broken' }],
		['set', 'a body cut off', { kind: 'truncate', keep: 0.5, ends: 'complete' }],
		['set', 'an empty 201', { kind: 'truncate', keep: 0, ends: 'complete' }],
		['set', 'no answer in time', { kind: 'hang', when: 'after' }],
	])('%s, by %s, is found in the list and adopted', async (name, _how, effect) => {
		const bench = await benchWhereFirstPost(effect);
		const { items, error } = await bench.run(scheduling(name, undefined, PATIENT));

		expect(error).toBeUndefined();
		const operations = bench.simulator.operations();
		expect(operations).toHaveLength(1);
		expect(jsonOf(items)).toEqual([
			expect.objectContaining({
				transaction_id: operations[0]?.id,
				state: 'scheduled',
				serial_number: DEVICE,
				operation: name,
			}),
		]);
		expect(posts(bench)).toBe(1);
	});

	it.concurrent.each(CHANGES)(
		'%s is not sent again where the list shows no ids: it is unknown',
		async (name) => {
			const bench = await benchWhereFirstPost(RESET_AFTER, { dialect: 'current' });
			const { errorItems } = await bench.run(scheduling(name, undefined, PATIENT), {
				onError: 'continueErrorOutput',
			});
			expect(jsonOf(errorItems)).toEqual([
				{
					error: expect.objectContaining({
						code: 'unknown_delivery',
						message: expect.stringContaining('unknown whether CONTROL took the operation'),
						description: expect.stringContaining('Transaction > Get Many'),
						serial_number: DEVICE,
						retryable: false,
					}),
				},
			]);
			expect(bench.simulator.operations()).toHaveLength(1);
		},
	);

	it.concurrent(
		'an equal operation of an earlier day is not taken for it',
		async () => {
			const bench = await startBench();
			const first = await bench.run(scheduling('set'));
			bench.simulator.inform();
			// The clock of HTTP has whole seconds, and so has the comparison some tolerance.
			await new Promise((resolve) => setTimeout(resolve, 4_000));
			bench.simulator.inject({ match: { method: 'POST', times: 1 }, effect: RESET_AFTER });
			const second = await bench.run(scheduling('set', undefined, PATIENT));

			const ids = bench.simulator.operations().map(({ id }) => id);
			expect(ids).toHaveLength(2);
			expect(first.items[0]?.json.transaction_id).toBe(ids[0]);
			expect(second.items[0]?.json.transaction_id).toBe(ids[1]);
		},
		15_000,
	);

	it.concurrent('get is simply sent again: reading twice does no harm', async () => {
		const bench = await benchWhereFirstPost(RESET_AFTER);
		const { items, error } = await bench.run(scheduling('get', undefined, PATIENT));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(bench.simulator.operations()).toHaveLength(2);
	});
});

describe('when the server did not take the operation', () => {
	it.concurrent.each<[string, Effect]>([
		['a reset', RESET_BEFORE],
		['500', { kind: 'status', status: 500 }],
		['502 with a page', { kind: 'status', status: 502, body: 'html' }],
		['an empty 200', { kind: 'status', status: 200, body: 'empty' }],
	])('set is sent once more after %s, because the list proves it', async (_how, effect) => {
		const bench = await startBench();
		// A finished operation in the list shows that this server keeps them.
		bench.simulator.addTransactions(1);
		bench.simulator.inject({ match: { method: 'POST', times: 1 }, effect });
		const { items, error } = await bench.run(scheduling('set', undefined, PATIENT));

		expect(error).toBeUndefined();
		const [, ...scheduled] = bench.simulator.operations();
		expect(scheduled).toHaveLength(1);
		expect(items[0]?.json.transaction_id).toBe(scheduled[0]?.id);
		expect(posts(bench)).toBe(2);
	});

	it.concurrent('it is unknown where the list proves nothing', async () => {
		const bench = await benchWhereFirstPost(RESET_BEFORE);
		const { error } = await bench.run(scheduling('set', undefined, PATIENT));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(bench.simulator.operations()).toEqual([]);
		expect(posts(bench)).toBe(1);
	});

	it.concurrent('it is unknown after a time-out: the server may take it even later', async () => {
		const bench = await startBench();
		bench.simulator.addTransactions(1);
		const effect: Effect = { kind: 'hang', when: 'before' };
		bench.simulator.inject({ match: { method: 'POST', times: 1 }, effect });
		const { error } = await bench.run(scheduling('set', undefined, PATIENT));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(posts(bench)).toBe(1);
	});

	it.concurrent.each<[string, Effect]>([
		['429', { kind: 'status', status: 429, retryAfter: 1 }],
		['429 with a date', { kind: 'status', status: 429, retryAfter: 1, retryAfterForm: 'date' }],
		['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 1 }],
	])('set waits and is sent again after %s', async (_how, effect) => {
		const bench = await benchWhereFirstPost(effect);
		const { items } = await bench.run(scheduling('set', undefined, PATIENT));
		expect(items).toHaveLength(1);
		expect(bench.simulator.operations()).toHaveLength(1);
		expect(Object.keys(bench.simulator.counters().requests)).not.toContain(`GET ${ROUTE} 200`);
	});
});

it.concurrent.each<[string, Effect]>([
	['HTML with status 200', { kind: 'status', status: 200, body: 'html' }],
	['500', { kind: 'status', status: 500 }],
	['a reset', RESET_BEFORE],
])('a server that answers everything with %s leaves a change unknown', async (_how, effect) => {
	const bench = await startBench();
	bench.simulator.inject({ effect });
	const { error } = await bench.run(scheduling('set'));
	expect(error?.message).toContain('unknown whether CONTROL took the operation');
	expect(error?.message).toContain('[item 0]');
	expect(posts(bench)).toBe(1);
});

it.concurrent('many changes whose answers are lost each end as exactly one operation', async () => {
	const bench = await startBench();
	bench.simulator.inject({ match: { method: 'POST', every: 2 }, effect: RESET_AFTER });
	const serials = bench.simulator.serials();
	const { items } = await bench.run(
		scheduling('add.obj', undefined, {
			target: 'list',
			serialNumbers: serials.join(),
			...PATIENT,
		}),
	);
	const operations = bench.simulator.operations();
	expect(operations.map(({ serial_number: serial }) => serial).sort()).toEqual(serials);
	const idOf = new Map(operations.map(({ serial_number: serial, id }) => [serial, id]));
	expect(items.map(({ json }) => [json.serial_number, json.transaction_id])).toEqual(
		serials.map((serial) => [serial, idOf.get(serial)]),
	);
});

describe('in a long run, in which the server has proven that its answers are short', () => {
	const serials = Array.from({ length: 120 }, (_, nth) => `SN${String(nth + 1).padStart(6, '0')}`);
	const LIST = { target: 'list', serialNumbers: serials.join(',') };

	it.concurrent.each<[string, Effect]>([
		['a reset', RESET_AFTER],
		['a broken body', { kind: 'truncate', keep: 0.5, ends: 'broken' }],
		['no answer in time', { kind: 'hang', when: 'after' }],
	])('what was lost by %s is adopted all the same', async (_how, effect) => {
		const bench = await startBench({ devices: serials.length });
		bench.simulator.inject({ match: { method: 'POST', every: 50 }, effect });
		const { items } = await bench.run({ ...scheduling('set', undefined, PATIENT), ...LIST });

		expect(items).toHaveLength(serials.length);
		expect(new Set(jsonOf(items).map(({ transaction_id: id }) => id)).size).toBe(serials.length);
		expect(bench.simulator.operations()).toHaveLength(serials.length);
	});
});
