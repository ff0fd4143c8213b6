import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator, SimulatorOptions } from '../../simulator/start.mts';
import { grouped } from '../optionGroups.mts';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, DEVICE, locator, scheduling } from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** Options of a wait that looks often and gives up soon. */
const SHORT = { ...AT_ONCE, waitInterval: 0.1, waitDeadline: 1 };

/** Seconds: who waits for them is ended by the time limit of a test, and fails. */
const LONGER_THAN_A_TEST = 300;
const AN_HOUR = 3_600;

afterAll(stopBenches);

/** Resolves when the server has taken so many operations. */
async function untilSent(simulator: Simulator, operations: number): Promise<void> {
	while (simulator.operations().length < operations) await delay(10);
}

/** Devices that contact the server all the time. */
async function busyBench(options: SimulatorOptions = {}): Promise<Bench> {
	return await startBench({ informInterval: 0.1, executionTime: 0, ...options });
}

const waitFor = (ids: string, more: INodeParameters = {}): INodeParameters =>
	grouped({
		resource: 'transaction',
		operation: 'wait',
		transaction: locator(ids),
		options: { waitInterval: 0.1, waitDeadline: 1 },
		...more,
	});

describe('Wait for Completion while scheduling', () => {
	it('is the rule for reading from one device: the values come out', async () => {
		const { run, simulator } = await busyBench();
		const parameters = scheduling('get', undefined, { options: SHORT });
		delete parameters.waitForCompletion;
		const { items } = await run(parameters);
		expect(items[0]?.json).toMatchObject({
			state: 'succeeded',
			values: { [INTERVAL]: Number(simulator.tree(DEVICE)[INTERVAL]?.value) },
		});
		expect(refusedRequests(simulator)).toEqual([]);
	});

	it('shows the object that was added', async () => {
		const { run, simulator } = await busyBench();
		const { items } = await run(
			scheduling('add.obj', undefined, { waitForCompletion: true, options: SHORT }),
		);
		expect(items[0]?.json).toMatchObject({
			state: 'succeeded',
			object: { path: expect.stringMatching(/^Device\.NAT\.PortMapping\.\d+\.$/) },
		});
		const [operation] = simulator.operations();
		expect(operation).toMatchObject({ state: 'completed', executions: 1 });
	});

	it('puts a column for each variable, or a row for each instance, where that is wanted', async () => {
		const { run } = await busyBench();
		const rowsOf = async (output: string) => {
			const options = { ...SHORT, output };
			const { items } = await run(
				scheduling('get', ['Device.WiFi.SSID.'], { waitForCompletion: true, options }),
			);
			return items;
		};
		const [flat, ...more] = await rowsOf('flat');
		expect(more).toEqual([]);
		expect(flat?.json).toMatchObject({
			serial_number: DEVICE,
			state: 'succeeded',
			'Device.WiFi.SSID.1.SSID': expect.any(String),
			'Device.WiFi.SSID.1.Enable': expect.any(Boolean),
		});
		const instances = await rowsOf('instances');
		expect(instances.map(({ json }) => [json.object, json.instance])).toEqual([
			['Device.WiFi.SSID.', 1],
			['Device.WiFi.SSID.', 2],
		]);
		expect(instances[1]).toMatchObject({
			json: { SSID: expect.any(String), Enable: expect.any(Boolean) },
			pairedItem: { item: 0 },
		});
	});

	const REFUSED = scheduling('get', ['Device.No.Such'], {
		waitForCompletion: true,
		options: SHORT,
	});

	it('has the node fail where a device refuses, and says what to do', async () => {
		const { run, simulator } = await busyBench();
		const { error } = await run(REFUSED);
		const [operation] = simulator.operations();
		expect(error?.message).toContain(
			'The device refused: 9005 Invalid parameter name at "Device.No.Such"',
		);
		expect(error?.description).toContain(`Check path, upper and lower case`);
		expect(error?.description).toContain(`Already scheduled: 1: ${operation?.id}.`);
	});

	it('sends a device that refuses to the error output, with its fault', async () => {
		const { run } = await busyBench();
		const { items, errorItems } = await run(REFUSED, { onError: 'continueErrorOutput' });
		expect(items).toEqual([]);
		expect(errorItems.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({
				code: 'device_refused',
				serial_number: DEVICE,
				operation: 'get',
				variables: [{ variable_name: 'Device.No.Such' }],
				fault: expect.objectContaining({ code: '9005', transient: false }),
				retryable: false,
			}),
		]);
	});

	it('shows a fault as an outcome where the user wants that', async () => {
		const { run } = await busyBench();
		const options = { ...SHORT, whenDeviceRefuses: 'output' };
		const { items, error } = await run(
			scheduling('get', ['Device.No.Such'], { waitForCompletion: true, options }),
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ state: 'failed', fault: { code: '9005' } });
	});

	it('ends at the deadline with the current state', async () => {
		const { run, simulator } = await busyBench();
		simulator.setOnline(DEVICE, false);
		const { items } = await run(
			scheduling('set', undefined, { waitForCompletion: true, options: SHORT }),
		);
		expect(items[0]?.json).toMatchObject({ state: 'scheduled', timed_out: true });
	});

	it('ends at the deadline as a failure where the user wants that; the operation stays', async () => {
		const { run, simulator } = await busyBench();
		simulator.setOnline(DEVICE, false);
		const options = { ...SHORT, whenDeadlinePasses: 'fail' };
		const { errorItems } = await run(
			scheduling('set', undefined, { waitForCompletion: true, options }),
			{ onError: 'continueErrorOutput' },
		);
		const [operation] = simulator.operations();
		expect(errorItems.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({
				code: 'deadline_passed',
				transaction_id: operation?.id,
				serial_number: DEVICE,
			}),
		]);
	});

	it('that fails and ends the node names the device, and tells what was scheduled all the same', async () => {
		const { run, simulator } = await busyBench();
		simulator.inject({ match: { method: 'GET' }, effect: { kind: 'status', status: 403 } });
		const serialNumbers = simulator.serials().slice(0, 3);
		const { error } = await run(
			scheduling('set', undefined, {
				target: 'list',
				serialNumbers: serialNumbers.join(),
				waitForCompletion: true,
				options: { ...SHORT, requestsAtATime: 1 },
			}),
		);
		const ids = simulator.operations().map(({ id }) => id);
		expect(ids).toHaveLength(3);
		expect(error?.message).toContain(`[serial number ${serialNumbers[0]}] [item 0]`);
		expect(error?.description).toContain(`Already scheduled: 3: ${ids.join(', ')}.`);
	});

	it('is over at once where the server shows no status', async () => {
		const { run } = await busyBench({ dialect: 'current' });
		const { items, hints } = await run(
			scheduling('set', undefined, {
				waitForCompletion: true,
				options: { ...SHORT, waitDeadline: AN_HOUR },
			}),
		);
		expect(items[0]?.json).toMatchObject({ serial_number: DEVICE, operation: 'set' });
		expect(items[0]?.json).not.toHaveProperty('timed_out');
		expect(hints.map(({ message }) => message).join()).toContain('no status');
	});

	it('bears a server that fails in between', async () => {
		const { run, simulator } = await busyBench();
		simulator.inject({
			match: { method: 'GET', times: 2 },
			effect: { kind: 'status', status: 500 },
		});
		const options = { ...SHORT, waitDeadline: 30 };
		const { items } = await run(scheduling('get', undefined, { waitForCompletion: true, options }));
		expect(items[0]?.json).toMatchObject({ state: 'succeeded' });
	});
});

describe('Transaction > Wait', () => {
	it('waits for all items together, and keeps their order', async () => {
		const { run, simulator } = await busyBench();
		simulator.addTransactions(3, { finished: false });
		const ids = simulator.operations().map(({ id }) => id);
		const { items } = await run(waitFor('={{ $json.id }}'), {
			input: ids.map((id) => ({ id })),
		});
		expect(items.map(({ json }) => [json.transaction_id, json.state])).toEqual(
			ids.map((id) => [id, 'succeeded']),
		);
	});

	it('says so where the server does not list the transaction', async () => {
		const { run } = await busyBench();
		const { items } = await run(waitFor('4711'));
		expect(items[0]?.json).toMatchObject({
			transaction_id: '4711',
			state: 'unknown',
			listed: false,
		});
	});

	it('ends about when its deadline comes, also where the server never answers', async () => {
		const { run, simulator } = await busyBench();
		simulator.inject({ effect: { kind: 'hang', when: 'before' } });
		const options = { waitInterval: 0.1, waitDeadline: 1, requestTimeout: LONGER_THAN_A_TEST };
		const { items } = await run(waitFor('12345', { options }));
		expect(items[0]?.json).toMatchObject({ state: 'unknown', timed_out: true });
	});

	it('fails where the server refuses to tell', async () => {
		const { run, simulator } = await busyBench();
		simulator.inject({ effect: { kind: 'status', status: 403 } });
		const { error } = await run(waitFor('12345'));
		expect(error?.message).toContain('may not do this');
	});
});

describe('when the user stops the execution', () => {
	it('nothing more is sent', async () => {
		const { run, simulator } = await startBench({ devices: 50, latency: 20 });
		const stopped = untilSent(simulator, 3);
		await run(
			scheduling('set', undefined, {
				target: 'list',
				serialNumbers: simulator.serials().join(),
				options: { ...AT_ONCE, requestsAtATime: 2, requestsPerSecond: 20 },
			}),
			{ stopped, onError: 'continueRegularOutput' },
		);
		const sent = simulator.operations().length;
		expect(sent).toBeGreaterThan(0);
		expect(sent).toBeLessThan(20);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(simulator.operations()).toHaveLength(sent);
	});

	it('a wait ends soon', async () => {
		const { run, simulator } = await busyBench();
		simulator.setOnline(DEVICE, false);
		const options = { ...AT_ONCE, waitInterval: LONGER_THAN_A_TEST, waitDeadline: AN_HOUR };
		await run(scheduling('set', undefined, { waitForCompletion: true, options }), {
			stopped: untilSent(simulator, 1),
		});
	});
});
