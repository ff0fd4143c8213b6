import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';
import {
	DEVICE,
	gettingDevice,
	gettingTransaction,
	locator,
	scheduling,
	schedulingRows,
} from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
/** Empty when the node runs; what is empty in the editor, n8n refuses by itself. */
const EMPTY = '={{ $json.nothing }}';
const ENABLE = 'Device.ManagementServer.PeriodicInformEnable';

/** The keys of `error` in an item of the error output. */
const SEVEN_KEYS = [
	'message',
	'description',
	'httpCode',
	'code',
	'serial_number',
	'transaction_id',
	'retryable',
];

interface BadInput {
	what: string;
	parameters: INodeParameters;
	/** The field and what is wrong with it. */
	message: RegExp;
	/** What to do about it. */
	fix: RegExp;
}

const path = (value: string) => ({ variable_name: locator(value, 'path') });
const row = (value: string, more: INodeParameters = {}) => ({ ...path(value), ...more });

const CASES: BadInput[] = [
	{
		what: 'an empty serial number',
		parameters: scheduling('get', undefined, { device: locator(EMPTY, 'serialNumber') }),
		message: /Device: .*empty/,
		fix: /serial number/,
	},
	{
		what: 'a list without serial numbers',
		parameters: scheduling('get', undefined, { target: 'list', serialNumbers: ' ,\n, ' }),
		message: /Serial Numbers: .*empty/,
		fix: /commas/,
	},
	...(['set', 'add.obj', 'del.obj'] as const).map((name) => ({
		what: `no variables for ${name}`,
		parameters: schedulingRows(name, []),
		message: /(Variables|Objects): No (variable|object) is given/,
		fix: /at least one path/,
	})),
	{
		what: 'an empty list of variables in JSON',
		parameters: scheduling('set', []),
		message: /Variables: No variable is given/,
		fix: /at least one path/,
	},
	{
		what: 'an empty path',
		parameters: schedulingRows('get', [row(INTERVAL), row(EMPTY)]),
		message: /Row 2: .*missing/,
		fix: /Device\./,
	},
	{
		what: 'an empty path in JSON',
		parameters: scheduling('get', ['']),
		message: /JSON, entry 1: .*empty/,
		fix: /Device\./,
	},
	{
		what: 'a path that is named twice',
		parameters: schedulingRows('set', [
			row(INTERVAL, { value: '300' }),
			row(INTERVAL, { value: '600' }),
		]),
		message: /Row 2: .*PeriodicInformInterval.*Row 1/,
		fix: /once/,
	},
	{
		what: 'a path with a space in it',
		parameters: schedulingRows('get', [row('Device.Managed Devices.Count')]),
		message: /Row 1: .*white space/,
		fix: /Remove/,
	},
	{
		what: 'a path with a literal {i} in JSON',
		parameters: scheduling('get', ['Device.WiFi.SSID.{i}.SSID']),
		message: /JSON, entry 1: .*\{i\}/,
		fix: /number/,
	},
	{
		what: 'a path with {i} and no Instance Numbers',
		parameters: schedulingRows('get', [row('Device.WiFi.SSID.{i}.SSID', { instances: EMPTY })]),
		message: /Row 1: Instance Numbers: .*needs one instance number/,
		fix: /number/,
	},
	{
		what: 'a dot at the end of the path of a set',
		parameters: schedulingRows('set', [row('Device.ManagementServer.', { value: '1' })]),
		message: /Row 1: .*object/,
		fix: /without a dot at the end/,
	},
	{
		what: 'a set without a value',
		parameters: schedulingRows('set', [row(INTERVAL)]),
		message: /Row 1: .*value of .*missing/,
		fix: /value/,
	},
	{
		what: 'a set without a value in JSON',
		parameters: scheduling('set', [{ variable_name: INTERVAL }]),
		message: /JSON, entry 1: .*value of .*missing/,
		fix: /value/,
	},
	{
		what: '"abc" as an integer',
		parameters: schedulingRows('set', [row(INTERVAL, { value: 'abc', value_type: 'integer' })]),
		message: /Row 1: .*not an integer/,
		fix: /digits/,
	},
	{
		what: '"maybe" as a boolean',
		parameters: schedulingRows('set', [row(ENABLE, { value: 'maybe', value_type: 'boolean' })]),
		message: /Row 1: .*not a boolean/,
		fix: /true or false/,
	},
	{
		what: 'a value above 64 kB',
		parameters: scheduling('set', { 'Device.DeviceInfo.ProvisioningCode': 'x'.repeat(65_537) }),
		message: /JSON.*larger than 64 kB/,
		fix: /Shorten/,
	},
	{
		what: 'a value type that does not exist',
		parameters: scheduling('set', [{ variable_name: INTERVAL, value: 1, value_type: 'float' }]),
		message: /JSON, entry 1: .*float/,
		fix: /integer/,
	},
	{
		what: 'an option out of its bounds',
		parameters: scheduling('get', undefined, { options: { requestTimeout: 0 } }),
		message: /Request Timeout/,
		fix: /from 1 to/,
	},
];

/**
 * n8n itself wants a look at what is in a field of type JSON, so these come by expression as in
 * real workflows.
 */
const JSON_CASES: Array<[what: string, json: unknown, message: RegExp, fix: RegExp]> = [
	['broken JSON', '{"Device.A": 1', /JSON: .*not valid JSON/, /brackets/],
	['JSON that is a number', 5, /JSON: .*neither/, /Write/],
	['JSON that is a text', '"Device.A"', /JSON: .*neither/, /Write/],
	['a list with a number in it', [5], /JSON, entry 1: .*neither/, /Write/],
	['an entry with an unknown key', [{ name: INTERVAL }], /JSON, entry 1: .*name/, /variable_name/],
];

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
beforeEach(() => bench.simulator.resetObservations());
afterAll(stopBenches);

describe.each(CASES)('$what', ({ parameters, message, fix }) => {
	it('stops the node with item, field and fix, and nothing is sent', async () => {
		const { error, items } = await bench.run(parameters);
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.message).toContain('[item 0]');
		expect(error?.description).toMatch(fix);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('becomes an error item where the user chose so, and nothing is sent', async () => {
		const { error, items, errorItems } = await bench.run(parameters, {
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(jsonOf(errorItems)).toEqual([
			{
				error: expect.objectContaining({
					message: expect.stringMatching(message),
					description: expect.stringMatching(fix),
					httpCode: null,
					code: 'invalid_input',
					retryable: false,
				}),
			},
		]);
		expect(Object.keys(errorItems[0]?.json.error ?? {}).sort()).toEqual([...SEVEN_KEYS].sort());
		expect(bench.simulator.counters().total).toBe(0);
	});
});

describe.each(JSON_CASES)('%s from an expression', (_what, json, message, fix) => {
	it('is told with item, field and fix, and nothing is sent', async () => {
		const { error } = await bench.run(
			scheduling('set', undefined, { variablesJson: '={{ $json.variables }}' }),
			{ input: [{ variables: json as never }] },
		);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(fix);
		expect(bench.simulator.counters().total).toBe(0);
	});
});

describe('one bad item among good ones', () => {
	const parameters = scheduling('set', undefined, {
		device: { __rl: true, mode: 'serialNumber', value: '={{ $json.serial }}' },
	});
	const input = [{ serial: DEVICE }, { serial: '', shelf: 7 }, { serial: 'SN000002' }];

	it('lets the others go on; its error carries what came in', async () => {
		const { items, errorItems } = await bench.run(parameters, {
			input,
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.serial_number)).toEqual([DEVICE, 'SN000002']);
		expect(jsonOf(errorItems)).toEqual([
			{ serial: '', shelf: 7, error: expect.objectContaining({ code: 'invalid_input' }) },
		]);
	});

	it('stays in its place among the items where there is one output only', async () => {
		const { items } = await bench.run(parameters, { input, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.serial_number ?? Object.keys(json))).toEqual([
			DEVICE,
			['error'],
			'SN000002',
		]);
	});

	it('stops the node before anything is sent', async () => {
		const { error } = await bench.run(parameters, { input });
		expect(error?.message).toContain('[item 1]');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(bench.simulator.counters().total).toBe(0);
	});
});

describe('other operations', () => {
	it.each<[what: string, parameters: INodeParameters, message: RegExp]>([
		['Device > Get without a serial number', gettingDevice(EMPTY), /Device: .*empty/],
		['Transaction > Get without an id', gettingTransaction(EMPTY), /Transaction: .*empty/],
		[
			'an id that JavaScript has rounded',
			gettingTransaction('', { transaction: locator(9007199254740993) }),
			/Transaction: .*rounded/,
		],
	])('%s is refused before anything is sent', async (_what, parameters, message) => {
		const { error } = await bench.run(parameters);
		expect(error?.message).toMatch(message);
		expect(bench.simulator.counters().total).toBe(0);
	});

	describe.each<[what: string, parameters: INodeParameters]>([
		['an unknown operation', { resource: 'deviceOperation', operation: 'reboot' }],
		['an unknown resource', { resource: 'firmware', operation: 'get' }],
	])('%s', (_what, parameters) => {
		it('is refused, and the known ones are named', async () => {
			const { error } = await bench.run(parameters);
			expect(error?.message).toMatch(/no operation/);
			expect(error?.description).toMatch(/Device Operation|Set Variables/);
			expect(bench.simulator.counters().total).toBe(0);
		});

		it('makes every item an error item where the user chose so', async () => {
			const input = [{}, {}];
			const run = await bench.run(parameters, { input, onError: 'continueErrorOutput' });
			expect(run.items).toEqual([]);
			expect(run.errorItems).toHaveLength(2);
			expect(bench.simulator.counters().total).toBe(0);
		});
	});

	it('a get without variables is allowed, as in the API', async () => {
		const { items, error } = await bench.run(schedulingRows('get', []));
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});
});
