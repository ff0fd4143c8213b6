import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { Slots } from '../../../nodes/ZequenzeControl/control/pace/pool';
import type { HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import { lookUpAll, serialNumberOf } from '../../../nodes/ZequenzeControl/fields/targets/lookUp';
import { jsonAnswer } from '../control/answers.mts';

/** A server that answers every look-up with this. */
function server(status: number, json: unknown) {
	const paths: string[] = [];
	const client = new ControlClient(async ({ path }: HttpRequest) => {
		paths.push(path);
		return jsonAnswer(status, json);
	}, 'https://control.example/api/v1');
	return { client, paths };
}

const NAME = { by: 'name', key: 'Home 24' } as const;
const ID = { by: 'id', key: '24' } as const;
const DEVICE = { id: 24, name: 'Home 24', serial_number: 'SN24' };

it.each([
	[NAME, '/inventory_device_name/Home%2024/'],
	[ID, '/inventory_device/24/'],
])('the device with %j is asked for at %s', async (asked, path) => {
	const { client, paths } = server(200, DEVICE);
	await expect(serialNumberOf(client, asked)).resolves.toBe('SN24');
	expect(paths).toEqual([path]);
});

it('a list of one will do, and one device of many, if only one has the name', async () => {
	const other = { ...DEVICE, name: 'Home 2', serial_number: 'SN2' };
	for (const results of [[DEVICE], [other, DEVICE]]) {
		const { client } = server(200, { count: results.length, results });
		await expect(serialNumberOf(client, NAME)).resolves.toBe('SN24');
	}
});

it.each([
	['two devices of that name', 200, { results: [DEVICE, DEVICE] }, /2 devices with the name/],
	['another device', 200, { ...DEVICE, name: 'Home 2' }, /and shows "Home 2"/],
	['a device of another spelling', 200, { ...DEVICE, name: 'home 24' }, /and shows "home 24"/],
	['an empty list', 200, { results: [] }, /knows no device with the name "Home 24"/],
	['404', 404, { detail: 'Not found.' }, /knows no device with the name "Home 24"/],
	['no serial number', 200, { name: 'Home 24' }, /shows no serial number/],
])('%s is no answer', async (_what, status, json, message) => {
	const { client } = server(status, json);
	await expect(serialNumberOf(client, NAME)).rejects.toThrow(message);
});

it('a device that many items name is asked for once, also where it is not known', async () => {
	const target = { kind: 'lookUp', ...NAME } as const;
	for (const [status, json] of [
		[200, DEVICE],
		[404, { detail: 'Not found.' }],
	] as const) {
		const { client, paths } = server(status, json);
		await lookUpAll([{ target }, { target }, { target }], client, new Slots({ atOnce: 2 }));
		await serialNumberOf(client, NAME).catch(() => undefined);
		expect(paths).toHaveLength(1);
	}
});
