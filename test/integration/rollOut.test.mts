import type { INodeParameters } from 'n8n-workflow';

import { grouped } from '../optionGroups.mts';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench({ devices: 40, informInterval: 0.1, executionTime: 0 });
});
afterEach(stopBenches);

const PATIENT = { waitInterval: 0.1, nextWhenPercent: 95, stopWhen: '10 %' };

function rollingOut(options: INodeParameters, more: INodeParameters = {}): INodeParameters {
	return grouped({
		resource: 'deviceOperation',
		operation: 'set',
		target: 'all',
		specifyVariables: 'json',
		variablesJson: JSON.stringify({ [INTERVAL]: 300 }),
		waitForCompletion: true,
		options: { ...PATIENT, ...options },
		...more,
	});
}

const sets = (): string[] =>
	bench.simulator
		.operations()
		.filter(({ operation }) => operation === 'set')
		.map(({ serial_number: serialNumber }) => serialNumber);

/** The devices that have the data model of the variable. */
const able = (): string[] =>
	bench.simulator
		.serials()
		.filter((serialNumber) => INTERVAL in bench.simulator.tree(serialNumber));

describe('a roll-out', () => {
	it('stops at the wave in which a model refuses, and says whom it did not send to', async () => {
		const { items, errorItems, hints } = await bench.run(
			rollingOut({ waves: '10, 10, rest', order: 'spread' }),
			{ onError: 'continueErrorOutput' },
		);
		expect(sets()).toHaveLength(10);
		const refused = jsonOf(errorItems);
		expect(refused.length).toBeGreaterThan(0);
		expect(new Set(refused.map(({ error }) => Object(error).wave))).toEqual(new Set([1]));
		const unsent = jsonOf(items).filter(({ state }) => state === 'not_sent');
		expect(unsent).toHaveLength(30);
		expect(unsent[0]).toMatchObject({ reason: 'stopped_by_rollout', transaction_id: null });
		expect(new Set(unsent.map(({ wave }) => wave))).toEqual(new Set([2, 3]));
		const texts = hints.map(({ message }) => message).join('\n');
		expect(texts).toMatch(/Wave 1 of 3: \d+ of 10 succeeded, \d+ failed\. Stopped: /);
	});

	it('goes on from wave to wave where devices do it', async () => {
		const list = able().slice(0, 12);
		const { items } = await bench.run(
			rollingOut(
				{ waves: '1, 3, rest', order: 'given' },
				{ target: 'list', serialNumbers: list.join(', ') },
			),
		);
		expect(sets()).toEqual([list[0], ...sets().slice(1, 4), ...sets().slice(4)]);
		expect(new Set(sets())).toEqual(new Set(list));
		expect(jsonOf(items).map(({ state, wave }) => [state, wave])).toEqual(
			list.map((_, nth) => ['succeeded', nth === 0 ? 1 : nth < 4 ? 2 : 3]),
		);
	});

	it('run again leaves out those that have it, and they take no place in a wave', async () => {
		const list = able().slice(0, 6);
		const rollOut = (devices: string[], options: INodeParameters = {}): INodeParameters =>
			rollingOut(
				{ waves: '2, rest', order: 'given', ...options },
				{ target: 'list', serialNumbers: devices.join(', ') },
			);
		await bench.run(rollOut(list.slice(0, 3)));
		const { items } = await bench.run(
			rollOut(list, { skipSameOperation: 'openOrSucceeded', succeededSince: '2020-01-01' }),
		);
		expect(sets()).toHaveLength(6);
		expect(jsonOf(items).map(({ reason, wave }) => [reason, wave])).toEqual([
			...list.slice(0, 3).map(() => ['already_open', undefined]),
			[undefined, 1],
			[undefined, 1],
			[undefined, 2],
		]);
	});

	it('that Retry On Fail runs again goes on with the same wave, and sends to none twice', async () => {
		const list = able().slice(0, 6);
		bench.simulator.inject({
			match: { serial: list[3], times: 1 },
			effect: { kind: 'status', status: 429 },
		});
		const { items, error } = await bench.run(
			rollingOut(
				{ waves: '2, 2, rest', order: 'given', retries: 0 },
				{ target: 'list', serialNumbers: list.join(', ') },
			),
			{ tries: 2 },
		);
		expect(error).toBeUndefined();
		expect(sets().sort()).toEqual([...list].sort());
		expect(jsonOf(items).map(({ state, wave }) => [state, wave])).toEqual(
			[1, 1, 2, 2, 3, 3].map((wave) => ['succeeded', wave]),
		);
	});

	it('of a dry run shows the waves and sends nothing', async () => {
		const { items } = await bench.run(
			rollingOut({ waves: '4, rest', order: 'given', dryRun: true }),
		);
		expect(sets()).toEqual([]);
		expect(jsonOf(items).filter(({ wave }) => wave === 1)).toHaveLength(4);
	});

	it('asks a device that refuses for a passing reason once more within its wave', async () => {
		bench.simulator.configure({ quirks: ['busy'] });
		const list = able().slice(0, 3).join(', ');
		const options = { waves: '1, rest', order: 'given', secondTry: true };
		const target = { target: 'list', serialNumbers: list };
		const { items } = await bench.run(rollingOut(options, target));
		expect(sets()).toHaveLength(6);
		expect(jsonOf(items)).toMatchObject(
			[1, 2, 2].map((wave) => ({
				state: 'succeeded',
				wave,
				first_transaction_id: expect.any(String),
			})),
		);
		const readOnly = { ...target, variablesJson: '{"Device.DeviceInfo.UpTime": 1}' };
		await bench.run(rollingOut(options, readOnly), { onError: 'continueErrorOutput' });
		// 9008, a parameter that cannot be written, is no passing reason; the gate stops behind it.
		expect(sets()).toHaveLength(7);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['waves that are none', { waves: 'some' }, /Waves: "some" is no size/],
		['a share above 100', { nextWhenPercent: 101 }, /Next Wave When/],
		['a stop rule in words', { stopWhen: 'many' }, /Stop When: /],
	])('with %s sends nothing', async (_, options, message) => {
		const { error } = await bench.run(rollingOut({ waves: '1, rest', ...options }));
		expect(error?.message).toMatch(message);
		expect(bench.simulator.requests()).toEqual([]);
	});
});

describe('ensuring in waves', () => {
	const ensuring = (options: INodeParameters): INodeParameters =>
		rollingOut(options, { operation: 'ensure', ensureMode: 'apply' });

	it('goes by the verdicts, and changes nothing in later waves once it was stopped', async () => {
		bench.simulator.configure({ quirks: ['lies'] });
		const { items } = await bench.run(ensuring({ waves: '3, rest', order: 'given' }), {
			onError: 'continueErrorOutput',
		});
		expect(sets().length).toBeLessThanOrEqual(3);
		const unsent = jsonOf(items).filter(({ reason }) => reason === 'stopped_by_rollout');
		expect(unsent).toHaveLength(37);
		expect(unsent[0]).toMatchObject({ verdict: 'unknown', wave: 2 });
	});
});
