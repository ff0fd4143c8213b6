import { devicesPath, gateway, operationsPath, startRig, stopRigs, type Rig } from './rig.mts';

interface Page {
	count: number;
	next: string | null;
	previous: string | null;
	results: Array<Record<string, unknown>>;
}

let rig: Rig;
beforeEach(async () => {
	rig = await startRig({ devices: 12, offline: 2, pageSize: 5, maxPageSize: 8 });
});
afterEach(stopRigs);

const page = async (url: string): Promise<Page> => (await rig.api.get<Page>(url)).data;
const serials = async (query: string): Promise<unknown[]> =>
	(await page(`${devicesPath}?limit=12&${query}`)).results.map((one) => one.serial_number);

async function everyPage(url: string): Promise<Page[]> {
	const pages: Page[] = [];
	for (let next: string | null = url; next !== null; next = pages.at(-1)?.next ?? null) {
		pages.push(await page(next));
	}
	return pages;
}

describe('paging', () => {
	it('following next shows every operation once', async () => {
		rig.simulator.addTransactions(12);
		const pages = await everyPage(operationsPath);
		const ids = pages.flatMap(({ results }) => results.map((one) => one.id));
		expect(pages.map(({ results }) => results.length)).toEqual([5, 5, 2]);
		expect(ids).toEqual(rig.simulator.operations().map((one) => one.id));
	});

	it('next and previous are absolute URLs', async () => {
		rig.simulator.addTransactions(12);
		const base = rig.simulator.url + operationsPath;
		const { next, previous } = await page(`${operationsPath}?limit=4&offset=4`);
		expect(next).toBe(`${base}?limit=4&offset=8`);
		expect(previous).toBe(`${base}?limit=4`);
	});

	it('a limit that is too great is cut', async () => {
		rig.simulator.addTransactions(12);
		const { results, count } = await page(`${operationsPath}?limit=500`);
		expect([results.length, count]).toEqual([8, 12]);
	});

	it('an offset past the end shows nothing', async () => {
		rig.simulator.addTransactions(2);
		const { results, count, next } = await page(`${operationsPath}?offset=10`);
		expect({ results, count, next }).toEqual({ results: [], count: 2, next: null });
	});

	it('the newest come first when told so', async () => {
		rig.simulator.addTransactions(3);
		rig.simulator.configure({ order: 'newest' });
		const { results } = await page(operationsPath);
		expect(results.map((one) => one.id)).toEqual(['12347', '12346', '12345']);
	});

	it('other dialects show everything at once', async () => {
		rig.simulator.addTransactions(12);
		rig.simulator.configure({ dialect: 'current' });
		const { data } = await rig.api.get<unknown[]>(operationsPath);
		expect(data).toHaveLength(12);
	});
});

describe('retention', () => {
	beforeEach(async () => {
		rig.simulator.addTransactions(1);
		rig.simulator.addTransactions(1, { finished: false });
	});

	it('vanish: finished operations leave the list, open ones stay', async () => {
		rig.simulator.configure({ retention: 'vanish' });
		expect((await page(operationsPath)).results).toMatchObject([{ status: 'scheduled' }]);
		expect((await rig.api.get(`${operationsPath}?id=12345`)).status).toBe(404);
		expect(rig.simulator.operations()).toHaveLength(2);
	});

	it('vanish after a time: finished operations stay so long', async () => {
		rig.simulator.configure({ retention: 'vanish', retentionSeconds: 60 });
		expect((await page(operationsPath)).count).toBe(2);
	});
});

describe('devices', () => {
	it('shows the documented fields', async () => {
		const { data } = await rig.api.get<unknown>(`${devicesPath}${gateway}/`);
		expect(data).toEqual({
			serial_number: gateway,
			name: 'Home 1',
			type: 1,
			organization: 1,
			status: true,
			last_status_change: expect.any(String),
			pending_settings: false,
			created_at: expect.any(String),
			updated_at: expect.any(String),
		});
	});

	it('an unknown one gets 404', async () => {
		expect((await rig.api.get(`${devicesPath}SN999999/`)).status).toBe(404);
	});

	it.each([
		['status=0', ['SN000011', 'SN000012']],
		['type=2', ['SN000005', 'SN000010']],
		['organization=3', ['SN000003', 'SN000006', 'SN000009', 'SN000012']],
		['type=2&organization=1', ['SN000010']],
		['last_status_change_from=2999-01-01T00:00:00Z', []],
	])('%s shows %j', async (query, expected) => {
		// The list's own limit is lifted for this table.
		rig.simulator.configure({ maxPageSize: 12 });
		expect(await serials(query)).toEqual(expected);
	});

	it('pending shows the devices with open operations', async () => {
		await rig.post('get');
		expect(await serials('pending=true')).toEqual([gateway]);
		rig.simulator.inform();
		expect(await serials('pending=true')).toEqual([]);
	});

	it('a device that went offline is shown so, with the time', async () => {
		const before = new Date().toISOString();
		rig.simulator.setOnline('SN000003', false);
		expect(await serials(`status=false&last_status_change_from=${before}`)).toEqual(['SN000003']);
	});
});

it.each([operationsPath, devicesPath])('update_status makes %s slower', async (path) => {
	rig.simulator.addTransactions(1);
	rig.simulator.configure({ updateStatusLatency: 120 });
	const start = performance.now();
	const { status } = await rig.api.get(`${path}?update_status=true`);
	expect(status).toBe(200);
	expect(performance.now() - start).toBeGreaterThan(110);
});

describe('parameters', () => {
	it('the catalogue lists the variables of both data models', async () => {
		rig.simulator.configure({ pageSize: 1000, maxPageSize: 1000 });
		const { results } = await page('/inventory_parameter/');
		const names = results.map((one) => one.variable_name);
		expect(names).toContain('Device.WiFi.SSID.1.SSID');
		expect(names).toContain('InternetGatewayDevice.DeviceInfo.UpTime');
		expect(results[0]).toEqual({
			id: 1,
			name: expect.any(String),
			short_name: expect.any(String),
			variable_name: expect.any(String),
			type: expect.any(String),
		});
	});

	it.each([
		['parameter__variable_name=Device.Time.NTPServer1,Device.Time.NTPServer2', 2],
		['parameter__short_name=SSID', 2],
		['parameter__variable_name=Device.WiFi.SSID.*', 0],
		['parameter__variable_name=Device.WiFi.*.BSSID&wildcard=true', 2],
	])('values by %s: %i', async (query, count) => {
		const url = `/inventory_device_serial_variables/?parent__serial_number=${gateway}&${query}`;
		expect((await page(url)).count).toBe(count);
	});
});
