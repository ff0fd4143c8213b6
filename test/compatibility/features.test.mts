import { selfSigned } from '../certificate.mts';
import { refusedRequests, startBench, stopBenches, type Bench } from '../integration/bench.mts';
import { searchList, testCredential } from '../integration/engine/editor.mts';
import { registerTrigger } from '../integration/engine/poll.mts';
import {
	AT_ONCE,
	DEVICE,
	gettingDevice,
	gettingDevices,
	gettingTransaction,
	gettingTransactions,
	locator,
	scheduling,
} from '../integration/parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** Options of a wait that looks often. */
const WAIT = { ...AT_ONCE, waitInterval: 0.1, waitDeadline: 10 };

/** The names of the tests are the rows of the table in docs/compatibility.md. */
describe('the packed package on this engine', () => {
	let bench: Bench;

	beforeAll(async () => {
		bench = await startBench({ informInterval: 0.1, executionTime: 0 });
	});
	beforeEach(() => {
		bench.simulator.clearInjections();
		bench.simulator.clearOperations();
		bench.simulator.setOnline(DEVICE, true);
	});
	afterAll(stopBenches);

	it('Device Operation: Get Variables, with the values read', async () => {
		const { items } = await bench.run(
			scheduling('get', undefined, { waitForCompletion: true, options: WAIT }),
		);
		expect(items[0]?.json).toMatchObject({
			state: 'succeeded',
			values: { [INTERVAL]: expect.any(Number) },
		});
		expect(refusedRequests(bench.simulator)).toEqual([]);
	});

	it.each([
		['Set Variables', 'set'],
		['Add Object', 'add.obj'],
		['Delete Object', 'del.obj'],
	] as const)('Device Operation: %s', async (_label, operation) => {
		const { items } = await bench.run(
			scheduling(operation, undefined, { waitForCompletion: true, options: WAIT }),
		);
		expect(items[0]?.json).toMatchObject({ operation, state: 'succeeded' });
		expect(bench.simulator.operations()).toMatchObject([{ operation, executions: 1 }]);
	});

	it('Transaction: Get', async () => {
		bench.simulator.addTransactions(1);
		const [operation] = bench.simulator.operations();
		const { items } = await bench.run(gettingTransaction(operation?.id ?? ''));
		expect(items[0]?.json).toMatchObject({ transaction_id: operation?.id, state: 'succeeded' });
	});

	it('Transaction: Get Many, over several pages', async () => {
		bench.simulator.addTransactions(250);
		const { items } = await bench.run(gettingTransactions({ returnAll: true }));
		expect(items).toHaveLength(250);
	});

	it('Transaction: Wait for Completion', async () => {
		bench.simulator.addTransactions(3, { finished: false });
		const ids = bench.simulator.operations().map(({ id }) => id);
		const { items } = await bench.run(
			{
				resource: 'transaction',
				operation: 'wait',
				transaction: locator('={{ $json.id }}'),
				waitDeadline: 10,
				options: { waitInterval: 0.1 },
			},
			{ input: ids.map((id) => ({ id })) },
		);
		expect(items.map(({ json }) => [json.transaction_id, json.state])).toEqual(
			ids.map((id) => [id, 'succeeded']),
		);
	});

	it('Device: Get', async () => {
		const { items } = await bench.run(gettingDevice(DEVICE));
		expect(items[0]?.json).toMatchObject({ serial_number: DEVICE });
	});

	it('Device: Get Many', async () => {
		const { items } = await bench.run(gettingDevices({ returnAll: true }));
		expect(items).toHaveLength(5);
	});

	it('many devices by one item, linked to it', async () => {
		const { items } = await bench.run(
			scheduling('set', undefined, {
				target: 'list',
				serialNumbers: bench.simulator.serials().join(),
			}),
		);
		expect(items).toHaveLength(5);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
	});

	it('failures on the error output, successes on the first', async () => {
		const { items, errorItems } = await bench.run(
			scheduling('set', undefined, { device: locator('={{ $json.serial }}', 'serialNumber') }),
			{ input: [{ serial: DEVICE }, { serial: 'NOBODY' }], onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.serial_number)).toEqual([DEVICE]);
		expect(errorItems[0]?.json.error).toMatchObject({ serial_number: 'NOBODY' });
	});

	it('Retry On Fail sends nothing twice', async () => {
		bench.simulator.inject({
			match: { method: 'POST', every: 3, times: 1 },
			// Nothing was done: a change that was refused for good is not sent again.
			effect: { kind: 'status', status: 401 },
		});
		const { items } = await bench.run(
			scheduling('set', undefined, {
				target: 'list',
				serialNumbers: bench.simulator.serials().join(),
			}),
			{ tries: 3 },
		);
		expect(items).toHaveLength(5);
		expect(bench.simulator.operations()).toHaveLength(5);
	});

	it('Stop ends a wait at once', async () => {
		bench.simulator.setOnline(DEVICE, false);
		const { items } = await bench.run(
			scheduling('set', undefined, {
				waitForCompletion: true,
				options: { ...AT_ONCE, waitInterval: 30, waitDeadline: 60 },
			}),
			{ stopped: new Promise((resolve) => setTimeout(resolve, 200)) },
		);
		expect(items).toEqual([]);
	});

	it('advice as hints of the run', async () => {
		const { hints } = await bench.run(scheduling('set', { 'Device.DeviceInfo.SerialNumber': 'x' }));
		expect(hints.length).toBeGreaterThan(0);
	});

	it('a broken connection is named', async () => {
		bench.simulator.inject({ effect: { kind: 'reset', when: 'before' } });
		const { error } = await bench.run(gettingDevice(DEVICE, { options: AT_ONCE }));
		expect(error?.message).toMatch(/broke before its answer arrived/);
	});

	it('after a time-out nothing is sent again', async () => {
		const { simulator } = bench;
		simulator.resetObservations();
		simulator.inject({
			match: { method: 'POST', times: 1 },
			effect: { kind: 'hang', when: 'before' },
		});
		const options = { requestTimeout: 1, retries: 2, retryBudget: 10 };
		const { error } = await bench.run(scheduling('set', undefined, { options }));
		expect(error?.message).toContain('unknown whether CONTROL took the operation');
		expect(simulator.requests().filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	it('a certificate that cannot be verified is named', async () => {
		const { credential, run } = await startBench({ tls: await selfSigned() });
		const { error } = await run(gettingDevice(DEVICE));
		expect(error?.message).toMatch(/certificate.*cannot be verified/);
		expect(await testCredential(credential)).toMatchObject({
			message: expect.stringMatching(/certificate.*cannot be verified/),
		});
	});

	it('Trigger: a poll reports what has finished since the last one', async () => {
		const trigger = registerTrigger(bench.credential, {});
		expect(await trigger.poll()).toBeNull();
		bench.simulator.addTransactions(2);
		const events = await trigger.poll();
		expect(events?.map(({ event }) => event)).toEqual([
			'transaction.succeeded',
			'transaction.succeeded',
		]);
		expect(await trigger.poll()).toBeNull();
	});

	it('Trigger: Fetch Test Event', async () => {
		bench.simulator.addTransactions(1);
		const trigger = registerTrigger(bench.credential, {}, { mode: 'manual' });
		expect(await trigger.poll()).toHaveLength(1);
	});

	it('Credential: its test', async () => {
		expect(await testCredential(bench.credential)).toMatchObject({ status: 'OK' });
		const wrong = { ...bench.credential, token: 'not-the-token' };
		expect(await testCredential(wrong)).toMatchObject({ status: 'Error' });
	});

	it('lists to choose from in the editor', async () => {
		const { results } = await searchList(bench.credential, 'searchDevices');
		expect(results.map(({ value }) => value)).toContain(DEVICE);
	});
});
