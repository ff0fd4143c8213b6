import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import {
	AT_ONCE,
	gettingDevice,
	gettingDevices,
	gettingTransaction,
	gettingTransactions,
	locator,
	scheduling,
	schedulingRows,
} from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ devices: 12 });
});
beforeEach(() => bench.simulator.clearOperations());
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

/** What the server was asked to do, in order. */
function scheduled(): unknown[] {
	return bench.simulator
		.operations()
		.map(({ serial_number: serial, variables }) => [serial, ...variables]);
}

const ONE_AT_A_TIME = { ...AT_ONCE, requestsAtATime: 1 };

describe('three items, each with values of its own', () => {
	it('reach the devices through the rows of the editor', async () => {
		const input = [
			{ serial: 'SN000001', path: INTERVAL, value: 300, type: 'integer' },
			{
				serial: 'SN000002',
				path: 'Device.ManagementServer.PeriodicInformEnable',
				value: true,
				type: 'detect',
			},
			{
				serial: 'SN000003',
				path: 'Device.DeviceInfo.ProvisioningCode',
				value: '007',
				type: 'string',
			},
		];
		const { items } = await bench.run(
			schedulingRows(
				'set',
				[
					{
						variable_name: locator('={{ $json.path }}', 'path'),
						value: '={{ $json.value }}',
						value_type: '={{ $json.type }}',
					},
				],
				{ device: locator('={{ $json.serial }}', 'serialNumber'), options: ONE_AT_A_TIME },
			),
			{ input },
		);

		expect(scheduled()).toEqual([
			['SN000001', { variable_name: INTERVAL, value: '300', value_type: 'integer' }],
			[
				'SN000002',
				{
					variable_name: 'Device.ManagementServer.PeriodicInformEnable',
					value: 'true',
					value_type: 'boolean',
				},
			],
			[
				'SN000003',
				{
					variable_name: 'Device.DeviceInfo.ProvisioningCode',
					value: '007',
					value_type: 'string',
				},
			],
		]);
		expect(items.map(({ json, pairedItem }) => [json.serial_number, pairedItem])).toEqual([
			['SN000001', { item: 0 }],
			['SN000002', { item: 1 }],
			['SN000003', { item: 2 }],
		]);
	});

	it('reach the devices through JSON, as object and as text', async () => {
		const input = [
			{ serial: 'SN000001', json: { [INTERVAL]: 300 } },
			{ serial: 'SN000002', json: JSON.stringify({ [INTERVAL]: 600 }) },
			{ serial: 'SN000003', json: [{ variable_name: INTERVAL, value: '900' }] },
		];
		await bench.run(
			scheduling('set', undefined, {
				device: locator('={{ $json.serial }}', 'serialNumber'),
				variablesJson: '={{ $json.json }}',
				options: ONE_AT_A_TIME,
			}),
			{ input },
		);
		expect(scheduled()).toEqual(
			['300', '600', '900'].map((value, index) => [
				`SN00000${index + 1}`,
				{ variable_name: INTERVAL, value, value_type: 'integer' },
			]),
		);
	});

	it('fill the instance numbers of a path', async () => {
		await bench.run(
			schedulingRows(
				'set',
				[
					{
						variable_name: locator('Device.WiFi.SSID.{i}.SSID', 'path'),
						instances: '={{ $json.instance }}',
						value: 'Guests',
					},
				],
				{ options: ONE_AT_A_TIME },
			),
			{ input: [{ instance: 1 }, { instance: '2' }] },
		);
		expect(scheduled()).toMatchObject([
			['SN000001', { variable_name: 'Device.WiFi.SSID.1.SSID', value_type: 'string' }],
			['SN000001', { variable_name: 'Device.WiFi.SSID.2.SSID', value_type: 'string' }],
		]);
	});

	it('choose their lists, filters and options', async () => {
		const input = [
			{ serials: ['SN000003', 'SN000004'], dryRun: false },
			{ serials: 'SN000006\nSN000007', dryRun: true },
		];
		const { items } = await bench.run(
			scheduling('get', undefined, {
				target: 'list',
				serialNumbers: '={{ $json.serials }}',
				options: { ...AT_ONCE, dryRun: '={{ $json.dryRun }}' },
			}),
			{ input },
		);
		expect(items.map(({ json }) => [json.serial_number, json.state])).toEqual([
			['SN000003', 'scheduled'],
			['SN000004', 'scheduled'],
			['SN000006', 'not_sent'],
			['SN000007', 'not_sent'],
		]);
		expect(bench.simulator.operations()).toHaveLength(2);
	});

	it('choose the devices that match a filter', async () => {
		const { items } = await bench.run(
			scheduling('get', undefined, {
				target: 'filter',
				filters: { organization: '={{ $json.organization }}' },
			}),
			{ input: [{ organization: 1 }, { organization: '2' }] },
		);
		expect(items.map(({ json, pairedItem }) => [json.serial_number, pairedItem])).toEqual([
			...['SN000001', 'SN000004', 'SN000007', 'SN000010'].map((serial) => [serial, { item: 0 }]),
			...['SN000002', 'SN000005', 'SN000008', 'SN000011'].map((serial) => [serial, { item: 1 }]),
		]);
	});

	it('look up devices', async () => {
		const serials = ['SN000009', 'SN000001', 'SN000005'];
		const { items } = await bench.run(gettingDevice('={{ $json.serial }}'), {
			input: serials.map((serial) => ({ serial })),
		});
		expect(items.map(({ json }) => json.serial_number)).toEqual(serials);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it('list devices', async () => {
		const { items } = await bench.run(
			gettingDevices({
				returnAll: '={{ $json.all }}',
				limit: '={{ $json.limit }}',
				filters: { type: '={{ $json.type }}' },
			}),
			{
				input: [
					{ all: false, limit: 2, type: 1 },
					{ all: false, limit: 1, type: 2 },
				],
			},
		);
		expect(items.map(({ json }) => [json.serial_number, json.type])).toEqual([
			['SN000001', 1],
			['SN000002', 1],
			['SN000005', 2],
		]);
	});

	it('look up transactions', async () => {
		bench.simulator.addTransactions(3);
		const ids = bench.simulator.operations().map(({ id }) => id);
		const { items } = await bench.run(gettingTransaction('={{ $json.id }}'), {
			input: ids.map((id) => ({ id })).reverse(),
		});
		expect(items.map(({ json }) => json.transaction_id)).toEqual([...ids].reverse());
	});

	it('list transactions', async () => {
		bench.simulator.addTransactions(4);
		const { items } = await bench.run(
			gettingTransactions({ transactionFilters: { serialNumbers: '={{ $json.serial }}' } }),
			{ input: [{ serial: 'SN000002' }, { serial: ['SN000004', 'SN000001'] }] },
		);
		expect(jsonOf(items).map((json) => json.serial_number)).toEqual([
			'SN000002',
			'SN000004',
			'SN000001',
		]);
	});
});
