import type { IDataObject } from 'n8n-workflow';
import type { OperationName } from '../../simulator/fleet/rpc.mts';
import { grouped } from '../optionGroups.mts';
import { jsonOf, log, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import {
	AT_ONCE,
	DEVICE,
	gettingDevice,
	gettingDevices,
	gettingTransaction,
	gettingTransactions,
	scheduling,
	SOMETHING,
} from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const SECRET = 'correct-horse-battery';
const MASK = '••••••••';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.resetObservations();
});
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

describe('a dry run', () => {
	const options = { ...AT_ONCE, dryRun: true };

	it.each(Object.keys(SOMETHING) as OperationName[])('of %s shows the request', async (name) => {
		const { items } = await bench.run(scheduling(name, undefined, { options }));
		expect(jsonOf(items)).toEqual([
			expect.objectContaining({
				transaction_id: null,
				state: 'not_sent',
				reason: 'dry_run',
				serial_number: DEVICE,
				operation: name,
				request: expect.objectContaining({ serial_number: DEVICE, operation: name }),
			}),
		]);
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('shows exactly what would be sent', async () => {
		const dry = await bench.run(scheduling('set', undefined, { options }));
		await bench.run(scheduling('set'));
		const [sent] = bench.simulator.requests();
		expect(dry.items[0]?.json.request).toEqual(JSON.parse(sent?.body ?? ''));
	});

	it('on devices that match a filter lists them and changes nothing', async () => {
		const { items } = await bench.run(scheduling('set', undefined, { target: 'all', options }));
		expect(items).toHaveLength(5);
		expect(bench.simulator.operations()).toEqual([]);
	});

	it('refuses bad input all the same', async () => {
		const { error } = await bench.run(scheduling('set', [], { options }));
		expect(error?.message).toContain('No variable is given');
	});
});

describe('raw output', () => {
	const output = { options: { output: 'raw' } };

	it('of scheduling is what the server answered', async () => {
		const { items } = await bench.run(
			scheduling('set', undefined, { options: { ...AT_ONCE, output: 'raw' } }),
		);
		expect(jsonOf(items)).toEqual([
			{
				id: bench.simulator.operations()[0]?.id,
				serial_number: DEVICE,
				operation: 'set',
				variables: [{ variable_name: INTERVAL, value: '900', value_type: 'integer' }],
			},
		]);
	});

	it('of a transaction has the fields of the server', async () => {
		bench.simulator.addTransactions(1);
		const [truth] = bench.simulator.operations();
		const one = await bench.run(gettingTransaction(truth?.id ?? '', output));
		expect(one.items[0]?.json).toMatchObject({
			id: truth?.id,
			status: 'completed',
			progress: 100,
			processed_devices: 1,
		});
		const many = await bench.run(gettingTransactions(output));
		expect(many.items[0]?.json).toEqual(one.items[0]?.json);
	});

	it('of a device has all fields, simplified the documented ones', async () => {
		const simple = await bench.run(gettingDevice(DEVICE));
		expect(Object.keys(simple.items[0]?.json ?? {})).toEqual([
			'serial_number',
			'name',
			'type',
			'organization',
			'status',
			'connection',
			'last_status_change',
			'pending_settings',
			'created_at',
			'updated_at',
		]);
		const raw = await bench.run(gettingDevice(DEVICE, { simplify: false }));
		expect(raw.items[0]?.json).toMatchObject({ serial_number: DEVICE, status: true });
	});

	it('never has a top-level key "error", which n8n would take for a failure', async () => {
		const body = JSON.stringify({ serial_number: DEVICE, error: 'sensor broken' });
		bench.simulator.inject({ match: { times: 1 }, effect: { kind: 'status', status: 200, body } });
		const run = await bench.run(gettingDevice(DEVICE, { simplify: false }), {
			onError: 'continueErrorOutput',
		});
		expect(run.errorItems).toEqual([]);
		expect(run.items[0]?.json).toEqual({ serial_number: DEVICE, server_error: 'sensor broken' });
	});
});

describe('the value of a secret variable', () => {
	const variables = { [PASSPHRASE]: SECRET };

	it.each([
		['simplified', { ...AT_ONCE }],
		['raw', { ...AT_ONCE, output: 'raw' }],
		['simplified, of a dry run', { ...AT_ONCE, dryRun: true }],
	])('is masked in %s output, and sent all the same', async (_what, options) => {
		const { items, hints } = await bench.run(scheduling('set', variables, { options }));
		expect(items[0]?.json.variables).toEqual([
			{ variable_name: PASSPHRASE, value: MASK, value_type: 'string' },
		]);
		expect(JSON.stringify([items, hints, log])).not.toContain(SECRET);
		for (const { variables: sent } of bench.simulator.operations()) {
			expect(sent).toEqual([{ variable_name: PASSPHRASE, value: SECRET, value_type: 'string' }]);
		}
	});

	it('is masked where transactions are shown', async () => {
		await bench.run(scheduling('set', variables));
		const [truth] = bench.simulator.operations();
		for (const parameters of [
			gettingTransaction(truth?.id ?? ''),
			gettingTransaction(truth?.id ?? '', { options: { output: 'raw' } }),
			gettingTransactions(),
			gettingTransactions({ options: { output: 'raw' } }),
		]) {
			const { items, stored } = await bench.run(parameters);
			expect(JSON.stringify(items)).toContain(MASK);
			expect(stored).not.toContain(SECRET);
		}
	});

	it('is shown where somebody asks for it', async () => {
		await bench.run(scheduling('set', variables));
		const [truth] = bench.simulator.operations();
		const options = { showSensitiveValues: true };
		const { items } = await bench.run(gettingTransaction(truth?.id ?? '', { options }));
		expect(JSON.stringify(items)).toContain(SECRET);
	});
});

it('what the server calls a state by another word is understood with Extra Status Words', async () => {
	const other = await startBench({ words: { completed: 'ERLEDIGT' } });
	other.simulator.addTransactions(1);
	const id = other.simulator.operations()[0]?.id ?? '';
	const plain = await other.run(gettingTransaction(id));
	expect(plain.items[0]?.json).toMatchObject({ state: 'unknown', status: 'ERLEDIGT' });

	const options = { extraStatusWords: { words: { succeeded: 'done, erledigt' } } };
	const told = await other.run(gettingTransaction(id, { options }));
	expect(told.items[0]?.json).toMatchObject({ state: 'succeeded', status: 'ERLEDIGT' });
});

it('every item of every operation is linked to its input item', async () => {
	bench.simulator.addTransactions(2);
	const id = bench.simulator.operations()[0]?.id ?? '';
	for (const parameters of [
		scheduling('get'),
		gettingTransaction(id),
		gettingTransactions(),
		gettingDevice(DEVICE),
		gettingDevices({ limit: 2 }),
	]) {
		const { items } = await bench.run(parameters, { input: [{}, {}] });
		const linked = items.map(({ pairedItem }) => pairedItem);
		expect(new Set(linked.map((link) => JSON.stringify(link)))).toEqual(
			new Set(['{"item":0}', '{"item":1}']),
		);
	}
});

describe('results in a file', () => {
	const SERIALS = ['SN000001', 'SN000002', 'SN999999'];
	const onList = { target: 'list', serialNumbers: SERIALS.join() };
	const inFile = (resultsIn: string) => ({ ...onList, options: { ...AT_ONCE, resultsIn } });

	async function fileOf(resultsIn: string): Promise<{ json: IDataObject; text: string }> {
		const { items, errorItems } = await bench.run(scheduling('set', undefined, inFile(resultsIn)), {
			onError: 'continueErrorOutput',
		});
		expect(errorItems).toEqual([]);
		expect(items).toHaveLength(1);
		const { json = {}, binary } = items[0] ?? {};
		const file = binary?.results;
		return { json, text: Buffer.from(file?.data ?? '', 'base64').toString() };
	}

	it('come as one item with the numbers of the run', async () => {
		const { json } = await fileOf('csv');
		expect(json).toEqual({
			devices: 3,
			scheduled: 2,
			running: 0,
			succeeded: 0,
			failed: 1,
			unknown: 0,
			not_sent: 0,
			summary: expect.stringMatching(/^3 devices: 2 scheduled, 1 failed/),
		});
	});

	it('as CSV have a row for each device, those that failed too', async () => {
		const { text } = await fileOf('csv');
		const [head, ...rows] = text.trimEnd().split('\n');
		expect(head).toMatch(/^serial_number,state,fault,transaction_id,.*error/);
		expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
			['SN000001', 'scheduled'],
			['SN000002', 'scheduled'],
			['SN999999', 'failed'],
		]);
	});

	it('as JSON Lines have a line for each device, with all its keys', async () => {
		const { text } = await fileOf('jsonLines');
		const lines = text
			.trimEnd()
			.split('\n')
			.map((line): unknown => JSON.parse(line));
		expect(lines).toMatchObject([
			{ serial_number: 'SN000001', state: 'scheduled', variables: [{ value: '900' }] },
			{ serial_number: 'SN000002', state: 'scheduled' },
			{ serial_number: 'SN999999', state: 'failed', code: 'not_found', retryable: false },
		]);
	});

	it('of a check sum up the verdicts', async () => {
		const parameters = grouped({
			resource: 'deviceOperation',
			operation: 'check',
			currentValues: 'input',
			specifyVariables: 'json',
			variablesJson: JSON.stringify({ [INTERVAL]: 300 }),
			options: { resultsIn: 'csv' },
		});
		const input = [300, 600].map((value, nth) => ({
			serial_number: `SN00000${nth + 1}`,
			values: { [INTERVAL]: value },
		}));
		const { items } = await bench.run(parameters, { input });
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({ devices: 2, compliant: 1, deviating: 1, failed: 0 });
	});
});
