import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { gettingCached, locator, scheduling } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ devices: 12, offline: 2, pageSize: 5, maxPageSize: 5 });
});
beforeEach(() => bench.simulator.clearOperations());
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

function onList(serialNumbers: INodeParameters[string]): INodeParameters {
	return scheduling('set', undefined, { target: 'list', serialNumbers });
}

describe('one device by its name or ID', () => {
	const by = (mode: string, value: string): INodeParameters =>
		scheduling('set', undefined, { device: locator(value, mode) });

	it.each([
		['name', 'Home 3'],
		['id', '3'],
	])('is looked up (%s), and the operation goes to its serial number', async (mode, value) => {
		const { items } = await bench.run(by(mode, value));
		expect(jsonOf(items)).toMatchObject([{ serial_number: 'SN000003', state: 'scheduled' }]);
		expect(bench.simulator.operations()).toMatchObject([{ serial_number: 'SN000003' }]);
	});

	it('is looked up once, however many items name it', async () => {
		bench.simulator.resetObservations();
		const { items } = await bench.run(by('name', 'Home 3'), { input: [{}, {}, {}] });
		expect(items).toHaveLength(3);
		expect(bench.simulator.counters().requests).toMatchObject({
			'GET /inventory_device_name/:name/ 200': 1,
		});
	});

	it('that CONTROL does not know fails for its own item only', async () => {
		const { items, errorItems } = await bench.run(by('name', '={{ $json.home }}'), {
			input: [{ home: 'Home 1' }, { home: 'Nobody' }, { home: 'Home 2' }],
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.serial_number)).toEqual(['SN000001', 'SN000002']);
		expect(jsonOf(errorItems)).toMatchObject([
			{ error: { code: 'not_found', message: expect.stringContaining('the name "Nobody"') } },
		]);
	});

	it('is looked up by a dry run, which schedules nothing', async () => {
		const options = { dryRun: true };
		const { items } = await bench.run(
			scheduling('set', undefined, { device: locator('Home 3', 'name'), options }),
		);
		expect(jsonOf(items)).toMatchObject([{ serial_number: 'SN000003', state: 'not_sent' }]);
		expect(bench.simulator.operations()).toEqual([]);
	});

	it.each([
		['get', { resource: 'device', operation: 'get' }],
		['cached', gettingCached('Device.DeviceInfo.UpTime')],
		['action', { resource: 'device', operation: 'runAction', target: 'device' }],
	])('is found by other operations, too (%s)', async (_what, parameters) => {
		const { items, error } = await bench.run({
			...parameters,
			device: locator('Home 3', 'name'),
		});
		expect(error).toBeUndefined();
		expect(jsonOf(items)).toMatchObject([{ serial_number: 'SN000003' }]);
	});

	it.each([
		['name', '={{ "" }}'],
		['id', '..'],
	])('is refused without asking where the %s is "%s"', async (mode, value) => {
		bench.simulator.resetObservations();
		const { error } = await bench.run(by(mode, value));
		expect(error?.message).toMatch(/^Device: The (name|ID)/);
		expect(bench.simulator.counters().total).toBe(0);
	});
});

describe('a list of serial numbers', () => {
	it.each<[string, INodeParameters[string]]>([
		['commas', 'SN000001, SN000002,SN000003'],
		['lines', 'SN000001\nSN000002\r\n\nSN000003\n'],
		['an array', '={{ ["SN000001", " SN000002", "SN000003"] }}'],
		[
			'devices as the list gives them',
			'={{ [1, 2, 3].map((n) => ({ serial_number: "SN00000" + n })) }}',
		],
	])('is understood with %s: one item a device, in their order', async (_what, serialNumbers) => {
		const { items } = await bench.run(onList(serialNumbers));
		expect(items.map(({ json }) => json.serial_number)).toEqual([
			'SN000001',
			'SN000002',
			'SN000003',
		]);
		expect(bench.simulator.operations()).toHaveLength(3);
	});

	it('with a repeated serial number schedules once, and a hint says so', async () => {
		const { items, hints } = await bench.run(onList('SN000001, SN000002, SN000001'));
		expect(items).toHaveLength(2);
		expect(bench.simulator.operations()).toHaveLength(2);
		expect(hints.map(({ message }) => message).join()).toContain('SN000001');
	});

	it('with an unknown serial number fails for this one only; the list is not copied into the error', async () => {
		const { items, errorItems } = await bench.run(onList('SN000001, NOBODY, SN000002'), {
			input: [{ batch: 'x' }],
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.serial_number)).toEqual(['SN000001', 'SN000002']);
		// By a plain number: n8n would merge the input item, which names all devices, into what it
		// links.
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([0]);
		expect(jsonOf(errorItems)).toEqual([
			{ error: expect.objectContaining({ code: 'not_found', serial_number: 'NOBODY' }) },
		]);
	});

	it('that stops at an unknown one tells which are scheduled all the same', async () => {
		const { error } = await bench.run(
			scheduling('set', undefined, {
				target: 'list',
				serialNumbers: 'SN000001, NOBODY, SN000002',
				options: { retries: 0, requestsAtATime: 1 },
			}),
		);
		expect(error?.message).toContain('knows no device with the serial number "NOBODY"');
		const [first, ...others] = bench.simulator.operations();
		expect(others).toEqual([]);
		expect(error?.description).toContain(first?.id);
	});
});

describe('devices that match a filter', () => {
	it.each<[string, INodeParameters, string[]]>([
		['that are down', { status: 'down' }, ['SN000011', 'SN000012']],
		['of a type', { type: '2' }, ['SN000005', 'SN000010']],
		[
			'of an organization',
			{ organization: '3', type: '1' },
			['SN000003', 'SN000006', 'SN000009', 'SN000012'],
		],
	])('%s get one operation each', async (_what, filters, serials) => {
		const { items } = await bench.run(scheduling('get', [], { target: 'filter', filters }));
		expect(items.map(({ json }) => json.serial_number)).toEqual(serials);
		expect(bench.simulator.operations()).toHaveLength(serials.length);
	});

	it('are found on all pages of the list', async () => {
		const { items } = await bench.run(scheduling('get', [], { target: 'all' }));
		expect(items.map(({ json }) => json.serial_number)).toEqual(bench.simulator.serials());
	});

	it('may be none: no items, and a hint', async () => {
		const filters = { organization: '99' };
		const run = await bench.run(scheduling('get', [], { target: 'filter', filters }));
		expect(run.error).toBeUndefined();
		expect(run.items).toEqual([]);
		expect(run.hints.map(({ message }) => message).join()).toContain('No device matches');
	});

	it.each<[string, INodeParameters, RegExp]>([
		['a type that is no number', { type: 'router' }, /^Type: .*router/],
		[
			'a date that is none',
			{ last_status_change_from: 'soon' },
			/^Connection Changed Since: .*soon/,
		],
	])('%s is refused before anything is sent', async (_what, filters, message) => {
		bench.simulator.resetObservations();
		const { error } = await bench.run(scheduling('get', [], { target: 'filter', filters }));
		expect(error?.message).toMatch(message);
		expect(bench.simulator.counters().total).toBe(0);
	});
});
