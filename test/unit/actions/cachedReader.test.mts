import { readCached } from '../../../nodes/ZequenzeControl/actions/variable/cachedReader';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import { readPathPattern } from '../../../nodes/ZequenzeControl/cwmp/paths/pathPattern';
import { jsonAnswer } from '../control/answers.mts';

const SSID = 'Device.WiFi.SSID.1.SSID';

/** A server that answers with these entries, whatever a query of it deserves. */
function server(answer: (query: Record<string, unknown>) => object[]) {
	const queries: Array<Record<string, unknown>> = [];
	const client = new ControlClient(async ({ query = {} }: HttpRequest) => {
		queries.push(query);
		const results = answer(query);
		return jsonAnswer(200, { count: results.length, next: null, results });
	}, 'https://control.example/api/v1');
	return { client, queries };
}

const PLAN = {
	itemIndex: 0,
	target: { kind: 'devices', serialNumbers: ['SN1'], repeated: [], many: false },
	maxDevices: Infinity,
	forceUpdate: false,
	pendingOnly: false,
	maxAgeMs: 0,
	maxValues: 1000,
	shape: 'device',
	showSecrets: false,
} as const;

const read = async (client: ControlClient, ...paths: string[]) =>
	await readCached(client, 'SN1', { ...PLAN, patterns: paths.map(readPathPattern) });

it('a server without wildcards is asked for all, and what is meant is taken out of that', async () => {
	const all = [
		{ name: SSID, value: 'Home' },
		{ name: 'Device.DeviceInfo.UpTime', value: 5 },
	];
	const { client, queries } = server(({ parameter__variable_name: names }) =>
		names === undefined ? all : [],
	);
	const { values } = await read(client, 'Device.WiFi.SSID.*.SSID', 'Device.Hosts.');
	expect(values).toMatchObject([{ variable_name: SSID, value: 'Home' }]);
	expect(queries).toHaveLength(2);
});

it('parameters that are not there are asked for once', async () => {
	const { client, queries } = server(() => []);
	const { missing } = await read(client, SSID);
	expect(missing).toEqual([SSID]);
	expect(queries).toHaveLength(1);
});

it.each([
	['beside the value', { serial_number: 'SN2' }],
	['in the device', { device: { serial_number: 'SN2' } }],
	['in the parent', { parent: { serial_number: 'SN2' } }],
])('a value of another device is refused, wherever that stands (%s)', async (_where, shown) => {
	const { client } = server(() => [{ name: SSID, value: 'Home', ...shown }]);
	await expect(read(client, SSID)).rejects.toThrow('does not apply the serial number');
});

it('a serial number in another spelling is the same device', async () => {
	const { client } = server(() => [{ name: SSID, value: 'Home', serial_number: 'sn1' }]);
	await expect(read(client, SSID)).resolves.toMatchObject({ values: [{ value: 'Home' }] });
});

it('hundreds of paths are asked for in addresses that servers take', async () => {
	const { client, queries } = server(() => []);
	const paths = Array.from({ length: 200 }, (_, nth) => `Device.WiFi.SSID.${nth + 1}.SSID`);
	await read(client, ...paths);
	const asked = queries.map(({ parameter__variable_name: names }) => String(names));
	expect(asked.flatMap((names) => names.split(','))).toEqual(paths);
	for (const names of asked) expect(names.length).toBeLessThanOrEqual(1500);
});
