import type { OperationName } from '../../simulator/fleet/rpc.mts';
import type { Settings } from '../../simulator/settings.mts';
import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { DEVICE, gettingTransaction, gettingTransactions, scheduling } from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** The keys of the simplified output, in their order. */
const TEN_KEYS = [
	'serial_number',
	'state',
	'values',
	'object',
	'fault',
	'transaction_id',
	'operation',
	'status',
	'updated_at',
	'variables',
];

const OPERATIONS = ['get', 'set', 'add.obj', 'del.obj'] as const satisfies OperationName[];
const DIALECTS = ['paged', 'short', 'current'] as const satisfies Array<Settings['dialect']>;

/** What each operation of SOMETHING sends. */
const SENT = {
	get: [{ variable_name: INTERVAL }],
	set: [{ variable_name: INTERVAL, value: '900', value_type: 'integer' }],
	'add.obj': [{ variable_name: 'Device.NAT.PortMapping.' }],
	'del.obj': [{ variable_name: 'Device.WiFi.SSID.1.' }],
};

afterAll(stopBenches);

describe.each(DIALECTS)('on a server that speaks the dialect %s', (dialect) => {
	let bench: Bench;
	beforeAll(async () => {
		bench = await startBench({ dialect });
	});
	beforeEach(() => bench.simulator.clearOperations());
	afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));

	it.each(OPERATIONS)('%s schedules exactly one operation and shows the ten keys', async (name) => {
		const { items, error } = await bench.run(scheduling(name));

		expect(error).toBeUndefined();
		const [truth, ...others] = bench.simulator.operations();
		expect(others).toEqual([]);
		expect(truth).toMatchObject({
			serial_number: DEVICE,
			operation: name,
			variables: SENT[name],
		});
		expect(items).toHaveLength(1);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(TEN_KEYS);
		expect(jsonOf(items)).toEqual([
			{
				transaction_id: truth?.id,
				state: 'scheduled',
				status: null,
				serial_number: DEVICE,
				operation: name,
				variables: SENT[name],
				values: null,
				object: null,
				fault: null,
				updated_at: null,
			},
		]);
	});

	it('Transaction > Get shows the ten keys too', async () => {
		bench.simulator.addTransactions(2);
		const [, second] = bench.simulator.operations();
		const { items } = await bench.run(gettingTransaction(second?.id ?? ''));
		expect(items).toHaveLength(1);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(TEN_KEYS);
		expect(items[0]?.json).toMatchObject({
			transaction_id: second?.id,
			serial_number: 'SN000002',
			operation: 'get',
		});
	});

	it('Transaction > Get Many shows all operations, each with the ten keys', async () => {
		bench.simulator.addTransactions(3);
		const { items } = await bench.run(gettingTransactions({ returnAll: true }));
		// Not every dialect shows which of them are newer.
		expect(items.map(({ json }) => json.serial_number).sort()).toEqual([
			'SN000001',
			'SN000002',
			'SN000003',
		]);
		for (const { json } of items) expect(Object.keys(json)).toEqual(TEN_KEYS);
	});

	it('an account without operations gives no items, not an error', async () => {
		const { items, error } = await bench.run(gettingTransactions());
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('what became of an operation', () => {
	const finished = { state: 'succeeded', status: 'completed', fault: null };
	const silent = { state: 'unknown', status: null, values: null, object: null, fault: null };
	const reading = { values: { [INTERVAL]: expect.any(Number) }, object: null };
	const nothing = { values: null, object: null };
	const added = {
		values: null,
		object: {
			instance: expect.any(Number),
			path: expect.stringMatching(/^Device\.NAT\.PortMapping\.\d+\.$/),
		},
	};

	it.each<[Settings['dialect'], OperationName, object]>([
		['paged', 'get', { ...finished, ...reading }],
		['paged', 'set', { ...finished, ...nothing }],
		['paged', 'add.obj', { ...finished, ...added }],
		['paged', 'del.obj', { ...finished, ...nothing }],
		['short', 'get', { ...finished, ...reading }],
		['short', 'set', { ...finished, ...nothing }],
		['short', 'add.obj', { ...finished, ...added }],
		['short', 'del.obj', { ...finished, ...nothing }],
		['current', 'get', silent],
		['current', 'set', silent],
		['current', 'add.obj', silent],
		['current', 'del.obj', silent],
	])('in the dialect %s, %s is shown as far as the server tells', async (dialect, name, shown) => {
		const { simulator, run } = await startBench({ dialect });
		const { items } = await run(scheduling(name));
		simulator.inform();
		const after = await run(gettingTransaction(String(items[0]?.json.transaction_id)));
		expect(after.items[0]?.json).toMatchObject({
			transaction_id: items[0]?.json.transaction_id,
			serial_number: DEVICE,
			operation: name,
			...shown,
		});
	});

	it('a fault of the device is explained', async () => {
		const { simulator, run } = await startBench();
		const { items } = await run(scheduling('get', ['Device.No.Such.Parameter']));
		simulator.inform();
		const after = await run(gettingTransaction(String(items[0]?.json.transaction_id)));
		expect(after.items[0]?.json).toMatchObject({
			state: 'failed',
			fault: {
				code: '9005',
				name: expect.any(String),
				message: expect.any(String),
				variable_name: 'Device.No.Such.Parameter',
				transient: false,
			},
		});
	});

	it('"completed" with failed devices has failed', async () => {
		const { simulator, run } = await startBench({ failures: 'counters' });
		const { items } = await run(scheduling('get', ['Device.No.Such.Parameter']));
		simulator.inform();
		const after = await run(gettingTransaction(String(items[0]?.json.transaction_id)));
		expect(after.items[0]?.json).toMatchObject({ state: 'failed', status: 'completed' });
	});
});

describe('transaction ids', () => {
	const places = ['body', 'transaction_id', 'location', 'monitoring_url', 'none'] as const;
	const styles: Array<[Settings['ids'], string]> = [
		['string', '12345'],
		['integer', '12345'],
		['big', '9007199254740993'],
		['txn', 'txn_12345'],
		['op', 'op_12345'],
	];

	it.each(places.flatMap((place) => styles.map(([ids, id]) => [place, ids, id] as const)))(
		'shown as "%s" in the style "%s" arrive exactly, as text: %s',
		async (postId, ids, id) => {
			const { simulator, run } = await startBench({ postId, ids });
			const { items } = await run(scheduling('set'));
			expect(items[0]?.json.transaction_id).toBe(id);
			expect(simulator.operations().map((operation) => operation.id)).toEqual([id]);

			const { items: found } = await run(gettingTransaction(id));
			expect(found[0]?.json.transaction_id).toBe(id);
		},
	);

	it('that are shown nowhere are null, and a hint says so', async () => {
		const { simulator, run } = await startBench({ dialect: 'current', postId: 'none' });
		const { items, hints } = await run(scheduling('set'));
		expect(items[0]?.json).toMatchObject({ transaction_id: null, state: 'scheduled' });
		expect(hints.map(({ message }) => message).join()).toContain('no transaction ID');
		expect(simulator.operations()).toHaveLength(1);
	});
});
