import { startOneNode, type OneNode } from './harness/oneNode.mts';
import {
	DEVICE,
	INTERVAL,
	locator,
	onDevice,
	onList,
	row,
	setInterval,
} from './harness/parameters.mts';

const TR098_DEVICE = 'SN000005';
const SECONDS_BETWEEN_CONTACTS = 1;

/** What an output item has besides its operation and variables, right after scheduling. */
const SCHEDULED = {
	transaction_id: expect.any(String),
	state: 'scheduled',
	status: null,
	serial_number: DEVICE,
	values: null,
	object: null,
	fault: null,
	updated_at: null,
};

const WAITING = { waitForCompletion: true };

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ informInterval: SECONDS_BETWEEN_CONTACTS });
});
beforeEach(() => bench.simulator.clearOperations());
afterAll(async () => await bench.close());

const valueOf = (path: string) => bench.simulator.tree(DEVICE)[path]?.value;

describe('Get Variables', () => {
	it('of one device waits for the values, without being told to', async () => {
		const byDefault = { waitForCompletion: undefined };
		const { items } = await bench.run(onDevice('get', [row(INTERVAL)], byDefault));

		expect(items).toEqual([
			{
				...SCHEDULED,
				operation: 'get',
				state: 'succeeded',
				status: 'completed',
				updated_at: expect.any(String),
				variables: [{ variable_name: INTERVAL, value: '3600', value_type: 'integer' }],
				values: { [INTERVAL]: 3600 },
			},
		]);
	});

	it('reads a whole branch', async () => {
		const { items } = await bench.run(onDevice('get', [row('Device.WiFi.Radio.')], WAITING));

		expect(items[0]?.values).toMatchObject({
			'Device.WiFi.Radio.1.Channel': 6,
			'Device.WiFi.Radio.2.Channel': 36,
		});
	});

	it.each([
		['device2', DEVICE, 'Device.DeviceInfo.UpTime'],
		['igd1', TR098_DEVICE, 'InternetGatewayDevice.DeviceInfo.UpTime'],
	])('reads a ready-made set on the data model %s', async (dataModel, serial, path) => {
		const { items } = await bench.run(
			onDevice('get', [], {
				device: locator('serialNumber', serial),
				specifyVariables: 'set',
				variableSet: 'deviceIdentity',
				dataModel,
				...WAITING,
			}),
		);

		expect(items[0]).toMatchObject({ state: 'succeeded', serial_number: serial });
		expect(items[0]?.values).toHaveProperty([path], expect.any(Number));
	});

	it('keeps an integer beyond the exact ones of JavaScript as text', async () => {
		const path = 'Device.WiFi.SSID.1.Stats.BytesSent';
		const { items } = await bench.run(onDevice('get', [row(path)], WAITING));

		expect(items[0]?.values).toEqual({ [path]: '9007199254740993' });
	});
});

describe('Set Variables', () => {
	it('schedules and goes on at once; the device changes when it next contacts CONTROL', async () => {
		const { items } = await bench.run(setInterval('301'));

		const variables = [{ variable_name: INTERVAL, value: '301', value_type: 'integer' }];
		expect(items).toEqual([{ ...SCHEDULED, operation: 'set', variables }]);
		bench.simulator.inform(DEVICE);
		expect(valueOf(INTERVAL)).toBe('301');
	});

	it('waits for the device where it is told to', async () => {
		const { items } = await bench.run(setInterval('302', WAITING));

		expect(items[0]).toMatchObject({ state: 'succeeded', status: 'completed' });
		expect(valueOf(INTERVAL)).toBe('302');
	});

	it('takes an object of paths and values as JSON', async () => {
		await bench.run(
			onDevice('set', [], {
				specifyVariables: 'json',
				variablesJson: JSON.stringify({ [INTERVAL]: 303, 'Device.Time.Enable': false }),
			}),
		);

		expect(bench.simulator.operations()[0]?.variables).toEqual([
			{ variable_name: INTERVAL, value: '303', value_type: 'integer' },
			{ variable_name: 'Device.Time.Enable', value: 'false', value_type: 'boolean' },
		]);
	});

	it('takes a list of variables with their types as JSON', async () => {
		const ssid = {
			variable_name: 'Device.WiFi.SSID.1.SSID',
			value: '12345678',
			value_type: 'string',
		};
		await bench.run(
			onDevice('set', [], {
				specifyVariables: 'json',
				variablesJson: JSON.stringify([ssid]),
				...WAITING,
			}),
		);

		expect(bench.simulator.operations()[0]?.variables).toEqual([ssid]);
		expect(valueOf('Device.WiFi.SSID.1.SSID')).toBe('12345678');
	});

	it('knows from the path that a network name of digits is a text', async () => {
		await bench.run(onDevice('set', [row('Device.WiFi.SSID.1.SSID', { value: '87654321' })]));

		expect(bench.simulator.operations()[0]?.variables[0]).toMatchObject({ value_type: 'string' });
	});

	it('puts the instance numbers into a path that came from the search', async () => {
		const template = row('Device.WiFi.SSID.{i}.Enable', { instances: '2', value: 'true' });
		await bench.run(onDevice('set', [template], WAITING));

		expect(valueOf('Device.WiFi.SSID.2.Enable')).toBe('true');
	});

	it('changes nothing when the device refuses one of the values, and explains the fault', async () => {
		const before = valueOf(INTERVAL);
		const { errorItems } = await bench.run(
			onDevice(
				'set',
				[
					row(INTERVAL, { value: '304' }),
					row('Device.WiFi.Radio.1.OperatingChannelBandwidth', { value: '7MHz' }),
				],
				WAITING,
			),
			{ onError: 'continueErrorOutput' },
		);

		expect(errorItems[0]?.error).toMatchObject({
			code: 'device_refused',
			fault: {
				code: '9007',
				name: 'Invalid parameter value',
				message: expect.any(String),
				variable_name: 'Device.WiFi.Radio.1.OperatingChannelBandwidth',
				transient: false,
			},
		});
		expect(valueOf(INTERVAL)).toBe(before);
	});
});

describe('Delete Object', () => {
	it('deletes an instance with all that belongs to it', async () => {
		const { items } = await bench.run(onDevice('del.obj', [row('Device.WiFi.SSID.2.')], WAITING));

		expect(items[0]).toMatchObject({ operation: 'del.obj', state: 'succeeded' });
		const left = Object.keys(bench.simulator.tree(DEVICE));
		expect(left.filter((path) => path.startsWith('Device.WiFi.SSID.2.'))).toEqual([]);
	});
});

describe('every output item', () => {
	it.each([
		onDevice('get', [row(INTERVAL)]),
		setInterval('305'),
		onDevice('add.obj', [row('Device.WiFi.SSID.')]),
		onDevice('del.obj', [row('Device.WiFi.SSID.1.')]),
	])('has the ten keys ($operation)', async (parameters) => {
		const { items } = await bench.run(parameters);

		const keys = [...Object.keys(SCHEDULED), 'operation', 'variables'];
		expect(Object.keys(items[0] ?? {}).sort()).toEqual(keys.sort());
	});
});

describe('Roll Out', () => {
	const FLEET = `${DEVICE}, SN000002, SN000003`;

	beforeEach(() => bench.simulator.clearOperations());

	it('sends to one wave after the other, and to nobody once a wave did not do it', async () => {
		const rollOut = { waves: '1, 1, rest', order: 'given', waitInterval: 0.1 };
		const { items, errorItems, hints } = await bench.run(
			onDevice('set', [row('Device.DeviceInfo.UpTime', { value: '1' })], {
				...onList(FLEET),
				waitForCompletion: true,
				options: { ...rollOut, dataModelChecks: 'off' },
			}),
			{ onError: 'continueErrorOutput' },
		);

		const sent = bench.simulator.operations().map(({ serial_number: serial }) => serial);
		expect(sent).toEqual([DEVICE]);
		expect(errorItems.map(({ error }) => error)).toEqual([
			expect.objectContaining({ code: 'device_refused', wave: 1 }),
		]);
		expect(items).toEqual([
			expect.objectContaining({ state: 'not_sent', reason: 'stopped_by_rollout', wave: 2 }),
			expect.objectContaining({ state: 'not_sent', reason: 'stopped_by_rollout', wave: 3 }),
		]);
		expect(hints.join()).toContain('Stopped: 1 of 1 devices failed or timed out');
	});

	it('goes on to the end where devices do it', async () => {
		const { items } = await bench.run(
			setInterval('803', {
				...onList(FLEET),
				waitForCompletion: true,
				options: { waves: '1, rest', order: 'given', waitInterval: 0.1 },
			}),
		);

		expect(items.map(({ state, wave }) => [state, wave])).toEqual([
			['succeeded', 1],
			['succeeded', 2],
			['succeeded', 2],
		]);
	});
});
