import type { INodeParameters } from 'n8n-workflow';
import type { Settings } from '../../simulator/settings.mts';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';
import { acting, DEVICE, locator } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
beforeEach(() => {
	bench.simulator.clearInjections();
	bench.simulator.configure({ actionForm: 'put' });
	bench.simulator.resetObservations();
});
afterAll(stopBenches);

const onList = (serialNumbers: string): INodeParameters => ({ target: 'list', serialNumbers });

describe('an action on devices', () => {
	it.each([
		['reboot', 'reboot'],
		['syncConfiguration', 'configuration_sync'],
		['reconfigure', 'device_reconfigure'],
		['factoryReset', 'factory_reset'],
		['deviceFactoryReset', 'device_factory_reset'],
	])('%s is sent by its usual code', async (action, code) => {
		const { items } = await bench.run(acting(action));
		expect(jsonOf(items)).toEqual([
			{ serial_number: DEVICE, action, code, state: 'scheduled', transaction_id: null },
		]);
	});

	it.each<Settings['actionForm']>(['post', 'postPlural'])(
		'can be asked for in the form %s',
		async (requestForm) => {
			bench.simulator.configure({ actionForm: requestForm });
			const { items } = await bench.run(acting('reboot', { actionOptions: { requestForm } }));
			expect(jsonOf(items)).toMatchObject([{ state: 'scheduled' }]);
		},
	);

	it('goes to each device of a list', async () => {
		const { items } = await bench.run(acting('reboot', onList('SN000001, SN000002')));
		expect(jsonOf(items)).toMatchObject([
			{ serial_number: 'SN000001' },
			{ serial_number: 'SN000002' },
		]);
	});

	it('that the server does not know names the options to change', async () => {
		const { error } = await bench.run(
			acting('reboot', { actionOptions: { actionCode: 'bounce' } }),
		);
		expect(error?.description).toMatch(/Action Code.*Request Form/s);
	});

	it('is never sent again after a lost reply', async () => {
		bench.simulator.inject({
			match: { method: 'PUT' },
			effect: { kind: 'reset', when: 'after' },
		});
		const { error } = await bench.run(acting('reboot'));
		expect(error?.message).toMatch(/unknown whether CONTROL took the action/);
		const sent = bench.simulator.requests().filter(({ method }) => method === 'PUT');
		expect(sent).toHaveLength(1);
	});

	it('that ends the node tells which devices do it all the same', async () => {
		const { error } = await bench.run(acting('reboot', onList('SN000001, NOBODY')));
		expect(error?.description).toContain('Already asked of 1 devices: SN000001');
	});

	it.each<[string, INodeParameters, RegExp]>([
		['an unknown action', acting('explode'), /Device Action: "explode" is not a choice/],
		[
			'a code with blanks',
			acting('reboot', { actionOptions: { actionCode: 'rm -rf' } }),
			/Action Code: .*no blanks/,
		],
		[
			'a reset by filter',
			acting('factoryReset', { target: 'filter', filters: { status: 'up' } }),
			/Factory Reset cannot go to whatever matches a filter/,
		],
		[
			'a reset of several devices',
			acting('deviceFactoryReset', onList('SN000001, SN000002')),
			/would wipe 2 devices/,
		],
	])('%s is refused before anything is sent', async (_what, parameters, message) => {
		const { error } = await bench.run(parameters);
		expect(error?.message).toMatch(message);
		expect(bench.simulator.requests()).toEqual([]);
	});

	it('may wipe several devices where that is allowed', async () => {
		const { items } = await bench.run(
			acting('factoryReset', { ...onList('SN000001, SN000002'), allowSeveralDevices: true }),
		);
		expect(items).toHaveLength(2);
	});
});

describe('a proven restart', () => {
	const proving = acting('reboot', {
		device: locator('SN000002', 'serialNumber'),
		proveIt: true,
		actionOptions: { proofDeadline: 30 },
	});

	it('shows the up time before and after', async () => {
		const other = await startBench({ informInterval: 1 });
		const { items } = await other.run(proving);
		expect(jsonOf(items)).toMatchObject([{ rebooted: true, up_time_after: expect.any(Number) }]);
	}, 120_000);

	it('is not claimed where the device does not answer', async () => {
		const { items } = await bench.run({ ...proving, actionOptions: { proofDeadline: 10 } });
		expect(jsonOf(items)).toMatchObject([{ state: 'scheduled', rebooted: null }]);
	}, 120_000);
});
