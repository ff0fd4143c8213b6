import {
	searchInstances,
	searchReadable,
	searchTables,
	searchWritable,
} from '../../../nodes/ZequenzeControl/methods/variableSearch';
import { PlatformHost } from '../control/platformHost.mts';

type Search = typeof searchReadable;

async function find(
	search: Search,
	filter?: string,
	host = new PlatformHost(),
): Promise<Array<{ name: string; value: unknown }>> {
	const { results } = await search.call(host.context(), filter);
	return results.map(({ name, value }) => ({ name, value }));
}

async function paths(search: Search, filter?: string, host?: PlatformHost): Promise<unknown[]> {
	return (await find(search, filter, host)).map(({ value }) => value);
}

describe('the search as you type', () => {
	it('shows what tells entries apart first: label, data model, end of the path', async () => {
		expect(await find(searchReadable, 'inform interval')).toContainEqual({
			name: 'Periodic Inform interval · TR-181 · …ManagementServer.PeriodicInformInterval',
			value: 'Device.ManagementServer.PeriodicInformInterval',
		});
	});

	it.each<[string, Search, string, string]>([
		['reading', searchReadable, 'uptime', 'Device.DeviceInfo.UpTime'],
		['writing', searchWritable, 'ssid', 'Device.WiFi.SSID.{i}.SSID'],
		['adding an object', searchTables, 'port mapping', 'Device.NAT.PortMapping.'],
		['deleting an object', searchInstances, 'port mapping', 'Device.NAT.PortMapping.{i}.'],
	])('offers what is of use for %s', async (_what, search, filter, path) => {
		expect(await paths(search, filter)).toContain(path);
	});

	it('offers something before anything is typed, but not everything', async () => {
		expect(await paths(searchReadable)).toHaveLength(60);
	});

	it('tells entries apart within the 45 characters that the editor shows', async () => {
		for (const search of [searchReadable, searchWritable, searchTables, searchInstances]) {
			const names = (await find(search, 'wifi')).map(({ name }) => name.slice(0, 45));
			const unlike = new Set(names);
			expect(names.length - unlike.size).toBeLessThanOrEqual(names.length / 10);
		}
	});

	it.each<[string, Search, string, string[]]>([
		[
			'the network name and its passphrase, to set "wifi"',
			searchWritable,
			'wifi',
			['Device.WiFi.SSID.{i}.SSID', 'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase'],
		],
		[
			'the optical line before DSL, for "rx power"',
			searchReadable,
			'rx power',
			['Device.XPON.ONU.{i}.ANI.{i}.Transceiver.{i}.RxPower'],
		],
		[
			'the table of networks, to add a "wifi network"',
			searchTables,
			'wifi network',
			['Device.WiFi.SSID.'],
		],
		[
			'Wi-Fi and port mappings, before anything is typed',
			searchTables,
			'',
			['Device.WiFi.SSID.', 'Device.NAT.PortMapping.'],
		],
	])('begins with %s', async (_what, search, filter, expected) => {
		expect((await paths(search, filter)).slice(0, expected.length)).toEqual(expected);
	});

	it('does not take the end of a word for a word: "led" is not in "enabled"', async () => {
		expect(await paths(searchReadable, 'led')).toEqual([]);
	});

	it('says in Set Variables that something can only be read', async () => {
		expect(await find(searchWritable, 'uptime')).toContainEqual({
			name: expect.stringMatching(/^Read-only: .+ · TR-181 · …DeviceInfo\.UpTime$/),
			value: 'Device.DeviceInfo.UpTime',
		});
	});

	it('offers nothing for nonsense', async () => {
		expect(await find(searchReadable, 'frobnicator')).toEqual([]);
	});
});

const VENDOR = { variable_name: 'Device.X_EXAMPLE.Mood', short_name: 'Mood of the router' };

describe('the parameters of the platform', () => {
	it.each(['mood', 'Mood of the ROUTER', ' x_example '])('are found by "%s"', async (filter) => {
		expect(await find(searchReadable, filter, new PlatformHost([VENDOR]))).toEqual([
			{ name: 'Mood of the router · TR-181 · …X_EXAMPLE.Mood', value: 'Device.X_EXAMPLE.Mood' },
		]);
	});

	it.each(['router mood', 'example mood', 'MOOD x_example', 'Device.X_EXAMPLE.Mood'])(
		'are found by their words in any order: "%s"',
		async (filter) => {
			expect(await paths(searchReadable, filter, new PlatformHost([VENDOR]))).toEqual([
				'Device.X_EXAMPLE.Mood',
			]);
		},
	);

	it.each(['señal', 'SEÑ', '光 路由'])('are found in other languages: "%s"', async (filter) => {
		const path = 'Device.X_EXAMPLE.Level';
		const host = new PlatformHost([
			{ variable_name: path, short_name: 'Señal óptica 路由器光功率' },
		]);
		expect(await paths(searchReadable, filter, host)).toEqual([path]);
	});

	it('are found by other words for the same', async () => {
		const restore = 'InternetGatewayDevice.X_EXAMPLE_Maintenance.RestoreDefault';
		const reset = 'Device.DeviceInfo.X_EXAMPLE_FactoryReset';
		const host = new PlatformHost([{ variable_name: restore }, { variable_name: reset }]);
		expect(await paths(searchWritable, 'factory reset', host)).toEqual([reset, restore]);
	});

	it('come before well-known ones that only contain what is typed', async () => {
		const host = new PlatformHost([{ variable_name: 'Device.X_EXAMPLE_Ping.Target' }]);
		const found = await find(searchReadable, 'ping', host);
		const at = found.findIndex(({ value }) => value === 'Device.X_EXAMPLE_Ping.Target');
		const firstMapping = found.findIndex(({ name }) => name.includes('mapping'));
		expect(at).toBeGreaterThan(0);
		expect(firstMapping).toBeGreaterThan(at);
	});

	it('are found with an instance number, the one that was typed first', async () => {
		const host = new PlatformHost(
			[1, 2, 3].map((line) => ({ variable_name: `Device.X_EXAMPLE.${line}.Mood` })),
		);
		expect(await paths(searchReadable, 'device.x_example.2.mood', host)).toEqual([
			'Device.X_EXAMPLE.2.Mood',
			'Device.X_EXAMPLE.1.Mood',
			'Device.X_EXAMPLE.3.Mood',
		]);
	});

	it('without a name are shown by their path', async () => {
		const host = new PlatformHost([{ name: 'Device.X_EXAMPLE.Mood' }]);
		expect(await find(searchReadable, 'mood', host)).toEqual([
			{ name: 'Device.X_EXAMPLE.Mood', value: 'Device.X_EXAMPLE.Mood' },
		]);
	});

	it('come after the well-known ones', async () => {
		const host = new PlatformHost([{ variable_name: 'Device.X_EXAMPLE.UpTimeOfFan' }]);
		const found = await paths(searchReadable, 'uptime', host);
		expect(found.length).toBeGreaterThan(1);
		expect(found.at(-1)).toBe('Device.X_EXAMPLE.UpTimeOfFan');
	});

	it('that are well known are not shown twice', async () => {
		const host = new PlatformHost([{ variable_name: 'Device.WiFi.SSID.1.SSID' }]);
		expect(await paths(searchReadable, 'ssid', host)).not.toContain('Device.WiFi.SSID.1.SSID');
	});

	it('that the standard has as read-only are not offered for writing', async () => {
		const uptime = { variable_name: 'Device.DeviceInfo.UpTime' };
		const host = new PlatformHost([uptime, { variable_name: 'Device.X_EXAMPLE.UpTimeOfFan' }]);
		const found = await paths(searchWritable, 'uptime', host);
		expect(found).toContain('Device.X_EXAMPLE.UpTimeOfFan');
		expect(found).not.toContain('Device.DeviceInfo.UpTime');
	});

	it.each<[string, Search]>([
		['added', searchTables],
		['deleted', searchInstances],
	])('are no objects to be %s, so the platform is not asked', async (_what, search) => {
		const host = new PlatformHost([VENDOR]);
		expect(await find(search, 'mood', host)).toEqual([]);
		expect(host.requests).toEqual([]);
	});

	it('are asked for once while somebody types', async () => {
		const host = new PlatformHost([VENDOR]);
		for (const filter of ['m', 'mo', 'moo', 'mood']) await find(searchReadable, filter, host);
		expect(host.requests).toHaveLength(1);
	});

	it.each([401, 403, 404, 500, 'no answer' as const])(
		'are left out where the platform answers %p',
		async (answer) => {
			const host = new PlatformHost(answer);
			expect(await paths(searchReadable, 'uptime', host)).toContain('Device.DeviceInfo.UpTime');
		},
	);
});
