import type { INodeParameters } from 'n8n-workflow';
import { grouped } from '../optionGroups.mts';
import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { DEVICE, locator } from './parameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const OLD_INTERVAL = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ informInterval: 1, executionTime: 0 });
});
afterEach(async () => {
	expect(refusedRequests(bench.simulator)).toEqual([]);
	await stopBenches();
});

function desired(
	operation: 'check' | 'ensure',
	variables: unknown,
	more: INodeParameters = {},
): INodeParameters {
	return grouped({
		resource: 'deviceOperation',
		operation,
		...(operation === 'check' ? { currentValues: 'device' } : { ensureMode: 'apply' }),
		target: 'device',
		device: locator(DEVICE, 'serialNumber'),
		specifyVariables: 'json',
		variablesJson: JSON.stringify(variables),
		options: { waitInterval: 0.1 },
		...more,
	});
}

const onList = { target: 'list', serialNumbers: 'SN000001, SN000002, SN000005' };

const sets = (): unknown[] =>
	bench.simulator.operations().filter(({ operation }) => operation === 'set');

describe('a check', () => {
	it('says which devices differ, and sends no change', async () => {
		const { items, hints } = await bench.run(desired('check', { [INTERVAL]: 12345 }));
		expect(jsonOf(items)).toMatchObject([
			{
				serial_number: DEVICE,
				verdict: 'deviating',
				differences: [{ variable_name: INTERVAL, wanted: 12345, verdict: 'deviating' }],
				transaction_ids: { read: expect.any(String), set: null, verify: null },
			},
		]);
		expect(hints.map(({ message }) => message)).toContain('1 device: 1 deviating');
		expect(sets()).toEqual([]);
	});

	it('compares devices of both data models with one list', async () => {
		const wanted = { [INTERVAL]: 300, [OLD_INTERVAL]: 300 };
		await bench.run(desired('ensure', wanted, onList));
		const { items } = await bench.run(desired('check', wanted, onList));
		expect(items.map(({ json }) => json.verdict)).toEqual(['compliant', 'compliant', 'compliant']);
	}, 60_000);

	it('asks each device once for its root, and believes only a root that answers', async () => {
		const wanted = { [INTERVAL]: 300, [OLD_INTERVAL]: 300 };
		const input = ['SN000001', 'SN000005', 'SN000005'].map((serial_number) => ({ serial_number }));
		const device = locator('={{ $json.serial_number }}', 'serialNumber');
		await bench.run(desired('check', wanted, { device }), { input });
		const probes = bench.simulator
			.operations()
			.flatMap(({ serial_number: serial, variables: [first] }) =>
				/DeviceInfo\.UpTime$/.test(first?.variable_name ?? '')
					? [`${serial} ${first?.variable_name}`]
					: [],
			);
		expect(probes.sort()).toEqual([
			'SN000001 Device.DeviceInfo.UpTime',
			'SN000005 Device.DeviceInfo.UpTime',
			'SN000005 InternetGatewayDevice.DeviceInfo.UpTime',
		]);
	}, 60_000);

	it('of the values of the input item sends nothing', async () => {
		const { items } = await bench.run(
			desired('check', { [INTERVAL]: [300, 600] }, { currentValues: 'input' }),
			{ input: [{ serial_number: 'SN000007', values: { [INTERVAL]: 600 } }] },
		);
		expect(jsonOf(items)).toMatchObject([{ serial_number: 'SN000007', verdict: 'compliant' }]);
		expect(bench.simulator.requests()).toEqual([]);
	});
});

describe('ensuring', () => {
	it('changes what differs, proves it, and sets nothing in a second run', async () => {
		const wanted = { [INTERVAL]: 4321 };
		const first = await bench.run(desired('ensure', wanted));
		expect(jsonOf(first.items)).toMatchObject([
			{
				verdict: 'changed',
				differences: [{ variable_name: INTERVAL, wanted: 4321, after: 4321, verdict: 'changed' }],
				undo: { [INTERVAL]: expect.any(Number) },
			},
		]);
		const second = await bench.run(desired('ensure', wanted));
		expect(jsonOf(second.items)).toMatchObject([{ verdict: 'compliant' }]);
		expect(sets()).toHaveLength(1);
	}, 60_000);

	it('only plans unless it is to apply', async () => {
		const { items } = await bench.run(
			desired('ensure', { [INTERVAL]: 4321 }, { ensureMode: 'plan' }),
		);
		expect(jsonOf(items)).toMatchObject([{ verdict: 'would_change', undo: null }]);
		expect(sets()).toEqual([]);
	});

	it('calls no hidden secret compliant, and shows it nowhere', async () => {
		const { items } = await bench.run(desired('ensure', { [PASSPHRASE]: 'a-new-passphrase' }));
		expect(jsonOf(items)).toMatchObject([{ verdict: 'unverified' }]);
		expect(JSON.stringify(items)).not.toContain('a-new-passphrase');
	});

	it('fails a device that refuses, with its fault', async () => {
		const { errorItems } = await bench.run(desired('ensure', { 'Device.DeviceInfo.UpTime': 1 }), {
			onError: 'continueErrorOutput',
		});
		expect(jsonOf(errorItems)).toMatchObject([
			{ error: { code: 'device_refused', message: expect.stringContaining('9008') } },
		]);
	});

	it('does not call a device changed that says so and is not', async () => {
		bench.simulator.configure({ quirks: ['lies'] });
		const { items } = await bench.run(desired('ensure', { [INTERVAL]: 4321 }));
		expect(jsonOf(items)).toMatchObject([
			{
				verdict: 'deviating',
				differences: [{ variable_name: INTERVAL, wanted: 4321, verdict: 'deviating' }],
				transaction_ids: { set: expect.any(String), verify: expect.any(String) },
			},
		]);
		expect(sets()).toHaveLength(1);
	});

	it('puts back what did not take, and proves that too', async () => {
		bench.simulator.configure({ quirks: ['lies'] });
		const before = bench.simulator.tree(DEVICE)[INTERVAL]?.value;
		const { items } = await bench.run(
			desired(
				'ensure',
				{ [INTERVAL]: 4321 },
				{ desiredOptions: { whenVerificationFails: 'setBack' } },
			),
		);
		expect(jsonOf(items)).toMatchObject([
			{ verdict: 'rolled_back', undo: { [INTERVAL]: Number(before) } },
		]);
		expect(sets()).toHaveLength(2);
	}, 60_000);

	it('names the value to want where a device keeps another form, and then sets nothing', async () => {
		bench.simulator.configure({ quirks: ['normalises'] });
		const { items, hints } = await bench.run(desired('ensure', { [INTERVAL]: 4321 }));
		expect(jsonOf(items)).toMatchObject([
			{ differences: [{ wanted: 4321, after: 4320, verdict: 'accepted_as' }] },
		]);
		expect(hints.map(({ message }) => message).join()).toContain('was accepted as 4320');
		const second = await bench.run(desired('ensure', { [INTERVAL]: 4320 }));
		expect(jsonOf(second.items)).toMatchObject([{ verdict: 'compliant' }]);
		expect(sets()).toHaveLength(1);
	});

	it('says that it does not know where a device shows no value, and sets nothing', async () => {
		bench.simulator.configure({ quirks: ['hides'] });
		const { items } = await bench.run(desired('ensure', { [INTERVAL]: 4321 }));
		expect(jsonOf(items)).toMatchObject([{ verdict: 'unknown', reason: 'no_values_shown' }]);
		expect(sets()).toEqual([]);
	});

	it('finds a device that goes back to its old value, in the next run', async () => {
		bench.simulator.configure({ quirks: ['reverts'] });
		const wanted = { [INTERVAL]: 4321 };
		const first = await bench.run(desired('ensure', wanted));
		const second = await bench.run(desired('check', wanted));
		expect([...first.items, ...second.items].map(({ json }) => json.verdict)).toEqual([
			'changed',
			'deviating',
		]);
	});

	it('does not call a device changed that applies it at its next restart, and says what to do', async () => {
		bench.simulator.configure({ quirks: ['applies-at-restart'] });
		const wanted = { [INTERVAL]: 4321 };
		const { items, hints } = await bench.run(desired('ensure', wanted));
		expect(jsonOf(items)).toMatchObject([{ verdict: 'deviating' }]);
		expect(hints.map(({ message }) => message).join()).toContain('restart it with Device');

		await bench.run({
			resource: 'device',
			operation: 'runAction',
			target: 'device',
			device: locator(DEVICE, 'serialNumber'),
			action: 'reboot',
		});
		const after = await bench.run(desired('ensure', wanted));
		expect(jsonOf(after.items)).toMatchObject([{ verdict: 'compliant' }]);
		expect(sets()).toHaveLength(1);
	}, 60_000);

	it.each([
		[
			'a lifeline',
			{ 'Device.ManagementServer.URL': 'https://other.example' },
			/Lifeline|never come back/,
		],
		[
			'several values for a secret',
			{ [PASSPHRASE]: ['one-secret', 'two-secret'] },
			/only one value/,
		],
		[
			'values of different types',
			{ [INTERVAL]: [300, 'often'] },
			/is not an integer|different types/,
		],
		['nothing', {}, /No variable is given/],
	])('%s is refused before anything is sent', async (_what, wanted, message) => {
		const { error } = await bench.run(desired('ensure', wanted));
		expect(error?.message).toMatch(message);
		expect(bench.simulator.requests()).toEqual([]);
	});
});
