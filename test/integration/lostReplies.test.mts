import type { INodeParameters } from 'n8n-workflow';
import type { Effect } from '../../simulator/faults/injection.mts';
import type { OperationName } from '../../simulator/fleet/rpc.mts';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, DEVICE, locator, scheduling } from './parameters.mts';

const ROUTE = '/inventory_device_serial_headless_operation/';

/** With room for one more attempt, and time for answers of a machine that does much else. */
const PATIENT = {
	options: { ...AT_ONCE, requestTimeout: 3, requestsAtATime: 1, retries: 1, retryBudget: 60 },
};

/** The same for many devices. */
const MANY = { options: { ...PATIENT.options, requestsAtATime: 4 } };

/**
 * The device in question, after one and before one whose replies arrive: they show how the list
 * shows what was made.
 */
const WITNESSES = ['SN000002', 'SN000003'] as const;

const amongOthers = (name: OperationName, more: INodeParameters = PATIENT): INodeParameters =>
	scheduling(name, undefined, {
		target: 'list',
		serialNumbers: [WITNESSES[0], DEVICE, WITNESSES[1]].join(),
		...more,
	});

const RESET_AFTER: Effect = { kind: 'reset', when: 'after' };
const RESET_BEFORE: Effect = { kind: 'reset', when: 'before' };
const CHANGES = ['set', 'add.obj', 'del.obj'] as const satisfies OperationName[];

jest.setTimeout(600_000);
afterAll(stopBenches);

/** The first POST for the device meets this; what follows is undisturbed. */
async function benchWhereFirstPost(effect: Effect, options = {}): Promise<Bench> {
	const bench = await startBench(options);
	bench.simulator.inject({ match: { method: 'POST', serial: DEVICE, times: 1 }, effect });
	return bench;
}

/** An operation that has long finished, in a list that keeps such. */
function addHistory({ simulator }: Bench): void {
	simulator.addTransactions(1, { ago: 60_000 });
}

/** The changes that were made for the device. */
const madeFor = ({ simulator }: Bench): Array<{ id: string }> =>
	simulator
		.operations()
		.filter(({ serial_number: serial, operation }) => serial === DEVICE && operation !== 'get');

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
		const { items, error } = await bench.run(amongOthers(name));

		expect(error).toBeUndefined();
		expect(bench.simulator.operations()).toHaveLength(3);
		expect(jsonOf(items)[1]).toMatchObject({
			transaction_id: madeFor(bench)[0]?.id,
			state: 'scheduled',
			serial_number: DEVICE,
			operation: name,
		});
		expect(posts(bench)).toBe(3);
	});

	it.concurrent.each(CHANGES)(
		'%s of one device alone is unknown: there is no witness',
		async (name) => {
			const bench = await benchWhereFirstPost(RESET_AFTER);
			const { error } = await bench.run(scheduling(name, undefined, PATIENT));
			expect(error?.message).toContain('unknown whether CONTROL took the operation');
			expect(bench.simulator.operations()).toHaveLength(1);
		},
	);

	it.concurrent(
		'set of one device alone is found where an earlier execution is a witness',
		async () => {
			const bench = await benchWhereFirstPost(RESET_AFTER);
			await bench.run(
				scheduling('set', undefined, { device: locator(WITNESSES[0], 'serialNumber') }),
			);
			const { items } = await bench.run(scheduling('set', undefined, PATIENT));
			expect(items[0]?.json.transaction_id).toBe(madeFor(bench)[0]?.id);
			expect(bench.simulator.operations()).toHaveLength(2);
		},
	);

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

	it.concurrent('an equal operation of an earlier run is not taken for it', async () => {
		const bench = await startBench();
		const first = await bench.run(amongOthers('set'));
		bench.simulator.inform();
		bench.simulator.inject({
			match: { method: 'POST', serial: DEVICE, times: 1 },
			effect: RESET_AFTER,
		});
		const second = await bench.run(amongOthers('set'));

		const ids = madeFor(bench).map(({ id }) => id);
		expect(ids).toHaveLength(2);
		expect(first.items[1]?.json.transaction_id).toBe(ids[0]);
		expect(second.items[1]?.json.transaction_id).toBe(ids[1]);
	});

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
		const bench = await benchWhereFirstPost(effect);
		addHistory(bench);
		const { items, error } = await bench.run(amongOthers('set'));

		expect(error).toBeUndefined();
		const [made, ...others] = madeFor(bench);
		expect(others).toEqual([]);
		expect(items[1]?.json.transaction_id).toBe(made?.id);
		expect(posts(bench)).toBe(4);
	});

	it.concurrent('set of one device alone is unknown: there is no witness', async () => {
		const bench = await benchWhereFirstPost(RESET_BEFORE);
		addHistory(bench);
		const { error } = await bench.run(scheduling('set', undefined, PATIENT));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(posts(bench)).toBe(1);
	});

	it.concurrent('set is set again all the same where the user wants that', async () => {
		const bench = await benchWhereFirstPost(RESET_BEFORE);
		const options = { ...PATIENT.options, setAgainWhenUnknown: true };
		const { items } = await bench.run(scheduling('set', undefined, { options }));
		expect(items[0]?.json.transaction_id).toBe(madeFor(bench)[0]?.id);
		expect(posts(bench)).toBe(2);
	});

	it.concurrent('it is unknown where the list proves nothing', async () => {
		const bench = await benchWhereFirstPost(RESET_BEFORE);
		const { error } = await bench.run(amongOthers('set'));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(madeFor(bench)).toEqual([]);
	});

	it.concurrent('it is unknown after a time-out: the server may take it even later', async () => {
		const bench = await benchWhereFirstPost({ kind: 'hang', when: 'before' });
		addHistory(bench);
		const { error } = await bench.run(amongOthers('set'));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(madeFor(bench)).toEqual([]);
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
			...MANY,
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
		const { items } = await bench.run({ ...scheduling('set', undefined, MANY), ...LIST });

		expect(items).toHaveLength(serials.length);
		expect(new Set(jsonOf(items).map(({ transaction_id: id }) => id)).size).toBe(serials.length);
		expect(bench.simulator.operations()).toHaveLength(serials.length);
	});
});
