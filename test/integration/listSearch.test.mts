import { freePort } from '../../host/freePort.mts';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { searchList } from './engine/editor.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ devices: 120, offline: 1 });
	bench.simulator.addTransactions(3);
	bench.simulator.addTransactions(1, { finished: false });
});
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

const search = async (method: string, filter?: string) =>
	(await searchList(bench.credential, method, filter)).results;

describe('the list of devices', () => {
	it('starts with the first ones, each with name and serial number, and no state that would grow old', async () => {
		const found = await search('searchDevices');
		expect(found.slice(0, 1)).toEqual([{ name: 'Home 1 (SN000001)', value: 'SN000001' }]);
		expect(found.length).toBeGreaterThanOrEqual(50);
	});

	it('goes on where it left off', async () => {
		const large = await startBench({ devices: 130, pageSize: 60, maxPageSize: 60 });
		const first = await searchList(large.credential, 'searchDevices');
		const second = await searchList(large.credential, 'searchDevices', '', first.paginationToken);
		const third = await searchList(large.credential, 'searchDevices', '', second.paginationToken);
		const all = [first, second, third].flatMap(({ results }) => results.map(({ value }) => value));
		expect(all).toEqual(large.simulator.serials());
		expect(third.paginationToken).toBeUndefined();
	});

	it('finds a whole serial number of any fleet by one request', async () => {
		bench.simulator.resetObservations();
		expect(await search('searchDevices', ' SN000117 ')).toEqual([
			{ name: 'Home 117 (SN000117)', value: 'SN000117' },
		]);
		expect(bench.simulator.counters().total).toBe(1);
	});

	it.each([
		['a serial number', 'sn000117', ['SN000117']],
		['a name', 'home 118', ['SN000118']],
		['a part, on any page', 'SN00011', [...Array(10).keys()].map((n) => `SN00011${n}`)],
		['nothing there is', 'nobody', []],
	])('finds by %s', async (_what, filter, serials) => {
		const found = await search('searchDevices', filter);
		expect(found.map(({ value }) => value)).toEqual(serials);
	});
});

describe('the list of transactions', () => {
	it('begins with the newest, by operation, first variable, device, time and ID', async () => {
		const madeAt = ({ created_at }: { created_at: string }): number => Date.parse(created_at);
		const [newest] = bench.simulator
			.operations()
			.sort((one, other) => madeAt(other) - madeAt(one) || Number(other.id) - Number(one.id));
		const [shown] = await search('searchTransactions');
		expect(shown?.value).toBe(newest?.id);
		expect(shown?.name).toMatch(
			new RegExp(`^Get \\S+ on ${newest?.serial_number} · [\\d-]+ [\\d:]+ · #${newest?.id}$`),
		);
	});

	it('finds by any of them', async () => {
		const ids = bench.simulator.operations().map(({ id }) => id);
		const find = async (filter: string) =>
			(await search('searchTransactions', filter)).map(({ value }) => value);
		expect(await find('SN000002')).toEqual([ids[1]]);
		expect(await find('scheduled')).toEqual([ids[3]]);
		expect(await find(ids[2] ?? '')).toEqual([ids[2]]);
	});

	it('is empty for an account without operations', async () => {
		const other = await startBench();
		expect(await searchList(other.credential, 'searchTransactions')).toEqual({ results: [] });
	});
});

describe('the lists of variables', () => {
	it.each([
		['searchReadable', 'uptime', 'Device.DeviceInfo.UpTime'],
		['searchWritable', 'inform interval', 'Device.ManagementServer.PeriodicInformInterval'],
		['searchTables', 'port mapping', 'Device.NAT.PortMapping.'],
		['searchInstances', 'port mapping', 'Device.NAT.PortMapping.{i}.'],
	])('%s finds by plain words: "%s"', async (method, filter, path) => {
		const found = await search(method, filter);
		expect(found.map(({ value }) => value)).toContain(path);
	});
});

it.each(['searchDevices', 'searchTransactions'])(
	'%s tells in the editor why it fails, without the token',
	async (method) => {
		const baseUrl = `http://127.0.0.1:${await freePort()}`;
		const failure: unknown = await searchList({ ...bench.credential, baseUrl }, method).catch(
			(error: unknown) => error,
		);
		expect(failure).toMatchObject({
			message: expect.stringContaining('cannot be reached (ECONNREFUSED)'),
			description: expect.stringContaining('Base URL'),
		});
		expect(JSON.stringify(failure)).not.toContain(bench.credential.token);
	},
);

describe('the lists of types and organizations', () => {
	const TYPES = [
		{ name: 'Gateway of the first years (2)', value: '2' },
		{ name: 'Wi-Fi 6 gateway (1)', value: '1' },
	];

	it('show the types that CONTROL knows, and find them by name', async () => {
		expect(await search('searchTypes')).toEqual(TYPES);
		expect(await search('searchTypes', 'wi-fi')).toEqual(TYPES.slice(1));
	});

	it('show the types of the devices where the server has no list of them', async () => {
		bench.simulator.inject({
			match: { route: '/inventory_type/' },
			effect: { kind: 'status', status: 404 },
		});
		expect((await search('searchTypes')).map(({ value }) => value)).toEqual(['1', '2']);
		bench.simulator.clearInjections();
		bench.simulator.resetObservations();
	});

	it('show the organizations of the devices', async () => {
		expect((await search('searchOrganizations')).map(({ value }) => value)).toEqual([
			'1',
			'2',
			'3',
		]);
	});
});
