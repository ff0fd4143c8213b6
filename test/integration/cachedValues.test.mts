import type { INodeParameters } from 'n8n-workflow';
import type { SimulatorOptions } from '../../simulator/start.mts';
import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { DEVICE, gettingCached, locator } from './parameters.mts';

const SSIDS = 'Device.WiFi.SSID.*.SSID';
const FIRST = 'Device.WiFi.SSID.1.SSID';
const UNKNOWN = 'Device.No.Such';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const OLD_DEVICE = 'SN000005';

afterAll(stopBenches);

async function benchWith(options: SimulatorOptions = {}): Promise<Bench> {
	return await startBench(options);
}

const listed = (serialNumbers: string, more: INodeParameters = {}): INodeParameters => ({
	target: 'list',
	serialNumbers,
	...more,
});

describe('Get Cached', () => {
	it('reads parameters, branches and wildcards without asking the device', async () => {
		const { run, simulator } = await benchWith();
		simulator.setOnline(DEVICE, false);
		const { items } = await run(gettingCached(`${SSIDS}, ${UNKNOWN}, Device.Hosts.`));
		const [item] = jsonOf(items);
		expect(item).toMatchObject({
			serial_number: DEVICE,
			values: {
				[FIRST]: simulator.tree(DEVICE)[FIRST]?.value,
				'Device.Hosts.HostNumberOfEntries': expect.any(Number),
			},
			missing: [UNKNOWN],
			updated_at: null,
		});
		expect(Object.keys(Object(item?.values))).not.toContain('Device.WiFi.SSID.1.Enable');
		expect(simulator.operations()).toEqual([]);
		expect(refusedRequests(simulator)).toEqual([]);
	});

	it('asks for all of them in one request', async () => {
		const { run, simulator } = await benchWith();
		await run(gettingCached(`${FIRST}, ${UNKNOWN}, Device.WiFi., Device.Hosts.`));
		expect(simulator.counters().total).toBe(1);
	});

	it('masks passwords, which CONTROL shows in clear, unless they are wanted', async () => {
		const { run } = await benchWith();
		const masked = await run(gettingCached(PASSPHRASE));
		expect(jsonOf(masked.items)).toMatchObject([{ values: { [PASSPHRASE]: '••••••••' } }]);
		const open = await run(
			gettingCached(PASSPHRASE, { cachedOptions: { showSensitiveValues: true } }),
		);
		expect(jsonOf(open.items)).not.toMatchObject([{ values: { [PASSPHRASE]: '••••••••' } }]);
	});

	it('reads many devices, in the order of the list, each linked to its input item', async () => {
		const { run } = await benchWith();
		const { items } = await run(gettingCached(SSIDS, listed('SN000003, SN000001, SN000002')));
		expect(items.map(({ json, pairedItem }) => [json.serial_number, pairedItem])).toEqual([
			['SN000003', { item: 0 }],
			['SN000001', { item: 0 }],
			['SN000002', { item: 0 }],
		]);
	});

	it('reads a ready-made set in the data model of each device', async () => {
		const { run } = await benchWith();
		const set = { specifyCached: 'set', cachedSet: 'deviceIdentity' };
		const { items } = await run(gettingCached('', listed(`${DEVICE}, ${OLD_DEVICE}`, set)));
		expect(jsonOf(items)).toMatchObject([
			{ values: { 'Device.DeviceInfo.SerialNumber': DEVICE } },
			{ values: { 'InternetGatewayDevice.DeviceInfo.SerialNumber': OLD_DEVICE } },
		]);
	});

	it.each([
		['variable', { variable_name: FIRST, value: expect.any(String), value_type: 'string' }],
		['instances', { object: 'Device.WiFi.SSID.', instance: 1, SSID: expect.any(String) }],
		['flat', { [FIRST]: expect.any(String) }],
	])('shows them as %s', async (output, first) => {
		const { run } = await benchWith();
		const { items } = await run(gettingCached(SSIDS, { cachedOptions: { output } }));
		expect(items[0]?.json).toMatchObject({ serial_number: DEVICE, ...first });
	});
});

describe('a server that knows better', () => {
	it('and ignores its filters shows other devices: refused', async () => {
		const { run } = await benchWith({ cachedFilters: 'ignored' });
		const { items, errorItems } = await run(
			gettingCached(SSIDS, { device: locator('SN000002', 'serialNumber') }),
			{ onError: 'continueErrorOutput' },
		);
		expect(items).toEqual([]);
		expect(errorItems.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({
				code: 'unexpected_answer',
				message: expect.stringContaining('does not apply the serial number'),
				serial_number: 'SN000002',
			}),
		]);
	});

	it('and shows times has its values judged by them', async () => {
		const { run } = await benchWith({ cachedTimes: 'shown' });
		const [fresh] = jsonOf(
			(await run(gettingCached(SSIDS, { cachedOptions: { fresherThan: 60 } }))).items,
		);
		expect(fresh).toMatchObject({ stale: [], updated_at: expect.any(String) });
		expect(Object.keys(Object(fresh?.values))).toContain(FIRST);
	});

	it('and shows none is said to be beyond judgement; nothing is left out', async () => {
		const { run } = await benchWith();
		const { items, hints } = await run(
			gettingCached(SSIDS, { cachedOptions: { fresherThan: 60 } }),
		);
		expect(jsonOf(items)).toMatchObject([{ stale: null, values: { [FIRST]: expect.any(String) } }]);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining('no times')]);
	});

	it('and knows nothing of a device says so', async () => {
		const { run } = await benchWith();
		const { items, hints } = await run(
			gettingCached(SSIDS, { device: locator('SN404404', 'serialNumber') }),
		);
		expect(jsonOf(items)).toEqual([
			{ serial_number: 'SN404404', values: {}, missing: [], updated_at: null },
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('knows none of these values'),
		]);
	});
});

describe('nothing is asked where', () => {
	it.each([
		['a wildcard stands alone', '*', 'Paths, entry 1: "*" means every variable'],
		['the second path is wrong', `${FIRST}, Device..X`, 'Paths, entry 2'],
		['no path is given', '  ', 'Paths'],
	])('%s', async (_what, paths, message) => {
		const { run, simulator } = await benchWith();
		const { error } = await run(gettingCached(paths));
		expect(error?.message).toContain(message);
		expect(simulator.counters().total).toBe(0);
	});
});

it('a branch with more values than meant is a failure that says what to do', async () => {
	const { run } = await benchWith();
	const { error } = await run(gettingCached('Device.WiFi.', { cachedOptions: { maxValues: 3 } }));
	expect(error?.message).toContain('more than 3 values');
	expect(error?.description).toContain('Max Values per Device');
});
