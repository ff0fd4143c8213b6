import type { SettingsChange } from '../../../simulator/settings.mts';
import { named, operationsPath, startRig, stopRigs, string, type Rig } from './rig.mts';

const serialNumber = 'Device.DeviceInfo.SerialNumber';
const table = 'Device.NAT.PortMapping.';

let rig: Rig;
beforeEach(async () => {
	rig = await startRig();
});
afterEach(stopRigs);

/** Reads one `get` under other settings. */
async function listed(settings: SettingsChange, isDone = true): Promise<unknown> {
	rig.simulator.configure(settings);
	await rig.post('get', named(serialNumber));
	if (isDone) rig.simulator.inform();
	const { data } = await rig.api.get<unknown>(operationsPath);
	return data;
}

const read = { variable_name: serialNumber, value: 'SN000001', value_type: 'string' };

describe('the container and its fields', () => {
	it('current: a plain array of what was posted', async () => {
		expect(await listed({ dialect: 'current' })).toEqual([
			{ serial_number: 'SN000001', operation: 'get', variables: [{ variable_name: serialNumber }] },
		]);
	});

	it('current with results shown: values beside the variables', async () => {
		expect(await listed({ dialect: 'current', results: 'shown' })).toEqual([
			{ serial_number: 'SN000001', operation: 'get', variables: [read] },
		]);
	});

	it('paged: an envelope, ids, states, counters and values', async () => {
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
		expect(await listed({ dialect: 'paged' })).toEqual({
			count: 1,
			next: null,
			previous: null,
			results: [
				{
					id: '12345',
					serial_number: 'SN000001',
					operation: 'get',
					status: 'completed',
					progress: 100,
					processed_devices: 1,
					failed_devices: 0,
					operation_details: { error_summary: null },
					created_at: time,
					updated_at: time,
					variables: [read],
				},
			],
		});
	});

	it('paged with states and results hidden: neither of them', async () => {
		const data = await listed({ status: 'hidden', results: 'hidden', listId: 'hidden' });
		expect(data).toEqual({
			count: 1,
			next: null,
			previous: null,
			results: [
				{
					serial_number: 'SN000001',
					operation: 'get',
					created_at: expect.any(String),
					updated_at: expect.any(String),
					variables: [{ variable_name: serialNumber }],
				},
			],
		});
	});

	it('short: other names, and the status of the device', async () => {
		expect(await listed({ dialect: 'short', ids: 'txn' }, false)).toEqual({
			count: 1,
			results: [
				{
					id: 'txn_12345',
					device_serial: 'SN000001',
					operation_type: 'get',
					scheduled_time: expect.any(String),
					status: 'scheduled',
					device_status: {
						online: true,
						last_seen: expect.any(String),
						firmware_version: expect.any(String),
					},
					variables: [{ variable_name: serialNumber }],
				},
			],
		});
	});

	it('calls the states by other words', async () => {
		const data = await listed({ words: { completed: 'ERLEDIGT' } });
		expect(data).toMatchObject({ results: [{ status: 'ERLEDIGT' }] });
	});

	it.each([
		['container', { count: 1, results: [{ id: '12345' }] }],
		['bare', { id: '12345' }],
	] as const)('?id= answers with %s', async (one, expected) => {
		await listed({ one });
		const { data } = await rig.api.get<unknown>(operationsPath, { params: { id: '12345' } });
		expect(data).toMatchObject(expected);
	});
});

describe('ids', () => {
	it.each([
		['string', '"12345"', '12345'],
		['integer', '12345', '12345'],
		['big', '9007199254740993', '9007199254740993'],
		['txn', '"txn_12345"', 'txn_12345'],
		['op', '"op_12345"', 'op_12345'],
	] as const)('%s: JSON shows %s and ?id=%s finds it', async (ids, json, text) => {
		rig.simulator.configure({ ids });
		const asText = { responseType: 'text', transformResponse: (data: string) => data } as const;
		const posted = await rig.api.post<string>(
			operationsPath,
			{ serial_number: 'SN000001', operation: 'get' },
			asText,
		);
		const url = `${operationsPath}?id=${text}`;
		const { data } = await rig.api.get<string>(url, asText);
		expect(posted.data).toMatch(new RegExp(`^\\{"id":${json},`));
		expect(data).toContain(`"results":[{"id":${json},`);
	});

	it('go on from where they are told to', async () => {
		rig.simulator.advanceIds(1000);
		const { data } = await rig.post('get');
		expect(data).toMatchObject({ id: '13344' });
	});
});

describe('the answer to a POST', () => {
	const echo = {
		serial_number: 'SN000001',
		operation: 'get',
		variables: [{ variable_name: serialNumber }],
	};

	it.each([
		['body', { id: '12345', ...echo }],
		['transaction_id', { transaction_id: '12345', ...echo }],
		['none', echo],
	] as const)('post-id %s: echoes the request', async (postId, expected) => {
		rig.simulator.configure({ postId });
		const { status, data } = await rig.post('get', named(serialNumber));
		expect(status).toBe(201);
		expect(data).toEqual(expected);
	});

	it('post-id location: the header leads to the operation', async () => {
		rig.simulator.configure({ postId: 'location' });
		const { data, headers } = await rig.post('get', named(serialNumber));
		expect(data).toEqual(echo);
		expect(headers.location).toBe(`${rig.simulator.url}${operationsPath}?id=12345`);
	});

	it('post-id monitoring_url: the URL leads to the operation', async () => {
		rig.simulator.configure({ postId: 'monitoring_url' });
		const { data } = await rig.post('get', named(serialNumber));
		const monitoring_url = `${rig.simulator.url}${operationsPath}?id=12345`;
		expect(data).toEqual({ monitoring_url, ...echo });
	});
});

describe('a failure', () => {
	const readOnly = [string('Device.DeviceInfo.ModelName', 'x')];
	const summary =
		'1 of 1 devices failed: 9008 Attempt to set a non-writable parameter (Device.DeviceInfo.ModelName)';

	it('fault: state, counters, text and the fault itself', async () => {
		const shown = await rig.run('set', readOnly);
		expect(shown).toMatchObject({ status: 'failed', failed_devices: 1, fault: { code: 9008 } });
		expect(shown.operation_details?.error_summary).toBe(summary);
	});

	it('word: the state says it all', async () => {
		rig.simulator.configure({ failures: 'word' });
		const shown = await rig.run('set', readOnly);
		expect(shown).toMatchObject({ status: 'failed', operation_details: { error_summary: null } });
		expect(shown.fault).toBeUndefined();
	});

	it('counters: completed, with a failed device and a text', async () => {
		rig.simulator.configure({ failures: 'counters' });
		const shown = await rig.run('set', readOnly);
		expect(shown).toMatchObject({ status: 'completed', processed_devices: 1, failed_devices: 1 });
		expect(shown.operation_details?.error_summary).toBe(summary);
		expect(shown.fault).toBeUndefined();
	});

	it('counters in the short dialect: shown there too', async () => {
		rig.simulator.configure({ failures: 'counters', dialect: 'short' });
		expect(await rig.run('set', readOnly)).toMatchObject({
			status: 'completed',
			failed_devices: 1,
		});
	});
});

describe('the number of an added object', () => {
	it.each([
		['both', undefined, { variable_name: table, value: '2', instance_number: 2 }],
		['variable', undefined, { variable_name: table, instance_number: 2 }],
		['value', undefined, { variable_name: table, value: '2' }],
		['top', 2, { variable_name: table }],
	] as const)('%s', async (instanceNumber, top, variable) => {
		rig.simulator.configure({ instanceNumber });
		const shown = await rig.run('add.obj', named(table));
		expect(shown.variables).toEqual([variable]);
		expect(shown.instance_number).toBe(top);
	});
});
