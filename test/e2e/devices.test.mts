import { startOneNode, type OneNode } from './harness/oneNode.mts';
import { locator } from './harness/parameters.mts';

const device = (operation: string, more: object = {}) => ({
	resource: 'device',
	operation,
	...more,
});
const serialsOf = (items: Array<Record<string, unknown>>) =>
	items.map(({ serial_number: serial }) => serial);

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ devices: 7, offline: 2, pageSize: 3, maxPageSize: 3 });
});
afterAll(async () => await bench.close());

describe('Device: Get', () => {
	it('tells the connection of a device and whether settings wait for it', async () => {
		const { items } = await bench.run(
			device('get', { device: locator('serialNumber', 'SN000007') }),
		);

		expect(items).toEqual([
			{
				serial_number: 'SN000007',
				name: 'Home 7',
				type: 1,
				organization: 1,
				status: false,
				connection: 'down',
				last_status_change: expect.any(String),
				pending_settings: false,
				created_at: expect.any(String),
				updated_at: expect.any(String),
			},
		]);
	});

	it('fails for a serial number that CONTROL does not know', async () => {
		const { error } = await bench.run(device('get', { device: locator('serialNumber', 'SN404') }));

		expect(error?.message).toContain('CONTROL knows no device with the serial number "SN404"');
	});
});

describe('Device: Get Many', () => {
	it('lists all devices, from all pages', async () => {
		const { items } = await bench.run(device('getMany', { returnAll: true }));

		expect(serialsOf(items)).toEqual(bench.simulator.serials());
	});

	it('stops at the limit', async () => {
		const { items } = await bench.run(device('getMany', { limit: 4 }));

		expect(items).toHaveLength(4);
	});

	it.each<[string, object, string[]]>([
		['connection', { status: 'down' }, ['SN000006', 'SN000007']],
		['organization', { organization: '2' }, ['SN000002', 'SN000005']],
		['type', { type: '2' }, ['SN000005']],
		['pending settings', { pending: true }, ['SN000003']],
		['connection changed since', { last_status_change_from: '2100-01-01T00:00:00Z' }, []],
	])('filters by %s', async (_which, filters, expected) => {
		bench.simulator.clearOperations();
		await bench.run({
			resource: 'deviceOperation',
			operation: 'set',
			device: locator('serialNumber', 'SN000003'),
			specifyVariables: 'json',
			variablesJson: '{"Device.Time.Enable": true}',
		});

		const { items } = await bench.run(device('getMany', { returnAll: true, filters }));

		expect(serialsOf(items)).toEqual(expected);
	});
});
