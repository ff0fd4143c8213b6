import type { INodeParameters } from 'n8n-workflow';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { registerTrigger } from './engine/poll.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterAll(stopBenches);

const register = (parameters: INodeParameters) => registerTrigger(bench.credential, parameters);

const SERIAL = 'SN000003';

describe('a trigger on devices', () => {
	it('reports a device that goes offline and comes back, with its state before', async () => {
		const trigger = register({ triggerOn: 'deviceConnectionChanged' });
		expect(await trigger.poll()).toBeNull();
		for (const isOnline of [false, true]) {
			bench.simulator.setOnline(SERIAL, isOnline);
			expect(await trigger.poll()).toEqual([
				expect.objectContaining({
					event: 'device.connection_changed',
					event_key: expect.stringMatching(/^SN000003:device\.connection_changed:\d{4}-.*Z$/),
					serial_number: SERIAL,
					status: isOnline,
					before: { status: !isOnline, pending_settings: false },
				}),
			]);
			expect(await trigger.poll()).toBeNull();
		}
		expect(refusedRequests(bench.simulator)).toEqual([]);
	});

	it.each([
		['ignores filters', { deviceFilters: 'ignored' }],
		['has its data written by a clock that is behind', { deviceClockBehind: 10_800 }],
	] as const)('does so where the server %s', async (_what, settings) => {
		bench.simulator.configure(settings);
		const trigger = register({ triggerOn: 'deviceOffline', filters: { serialNumbers: SERIAL } });
		const all = register({ triggerOn: 'deviceOffline' });
		await trigger.poll();
		await all.poll();
		bench.simulator.setOnline(SERIAL, false);
		bench.simulator.setOnline('SN000004', false);
		expect(await trigger.poll()).toMatchObject([{ serial_number: SERIAL }]);
		expect((await all.poll())?.map((item) => item.serial_number).sort()).toEqual([
			SERIAL,
			'SN000004',
		]);
		expect(await all.poll()).toBeNull();
	});

	it('reports that settings were applied', async () => {
		const trigger = register({ triggerOn: 'settingsApplied' });
		await trigger.poll();
		bench.simulator.addTransactions(1, { finished: false });
		expect(await trigger.poll()).toBeNull();
		bench.simulator.inform();
		expect(await trigger.poll()).toMatchObject([
			{
				event: 'device.settings_applied',
				pending_settings: false,
				before: { pending_settings: true },
			},
		]);
		expect(await trigger.poll()).toBeNull();
	});

	it('filters by organization and type', async () => {
		const filters = { organization: '1', type: '1' };
		const trigger = register({ triggerOn: 'deviceOffline', filters });
		await trigger.poll();
		for (const serial of bench.simulator.serials()) bench.simulator.setOnline(serial, false);
		const items = await trigger.poll();
		expect(items?.length).toBeGreaterThan(0);
		for (const item of items ?? []) expect(item).toMatchObject({ organization: 1, type: 1 });
	});

	it('refuses a filter that gives nothing', async () => {
		const trigger = register({ triggerOn: 'deviceOnline', filters: { organization: '' } });
		await expect(trigger.poll()).rejects.toThrow(/Organization/);
	});
});
