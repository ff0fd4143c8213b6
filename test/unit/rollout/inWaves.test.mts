import fc from 'fast-check';
import { amount, cases } from '../../thoroughness.mts';

import {
	inWaves,
	rollOutText,
	type RolledOut,
	type RollOut,
	type WaveEnd,
} from '../../../nodes/ZequenzeControl/rollout/inWaves';
import { parseWaves } from '../../../nodes/ZequenzeControl/rollout/waves';
import { FakeClock } from '../control/fakeClock.mts';

interface Device {
	serial_number: string;
	type: string;
}

const fleetOf = (size: number, models = 5): Device[] =>
	Array.from({ length: size }, (_, nth) => ({
		serial_number: `SN${String(nth).padStart(6, '0')}`,
		type: `model ${nth % models}`,
	}));

const cautious: RollOut = {
	waves: parseWaves('1 %, 10 %, rest'),
	order: 'spread',
	seed: 'x',
	gate: {
		nextShare: 0.95,
		stop: { counts: 'either', limit: { kind: 'percent', share: 0.1 }, afterAtLeast: 1 },
		pauseMs: 0,
	},
};

interface Run {
	rolled: RolledOut<Device>;
	/** The devices of each wave, as they were sent to. */
	waves: Device[][];
	/** Milliseconds. */
	took: number;
}

async function roll(
	devices: readonly Device[],
	rollOut: RollOut,
	endOf: (device: Device, wave: number) => WaveEnd | undefined,
	halted?: (wave: number) => string | undefined,
): Promise<Run> {
	const clock = new FakeClock();
	const begin = clock.now();
	const waves: Device[][] = [];
	const rolled = await inWaves(devices, rollOut, {
		deviceOf: (device) => device,
		run: async ({ number, members }) => {
			waves.push([...members]);
			const ends = new Map<Device, WaveEnd>();
			for (const device of members) {
				const end = endOf(device, number);
				if (end !== undefined) ends.set(device, end);
			}
			return await Promise.resolve({ ends, halted: halted?.(number) });
		},
		clock,
	});
	return { rolled, waves, took: clock.now() - begin };
}

describe('a roll-out in one run', () => {
	it('touches no more of a faulty model than the first wave has, in any order', async () => {
		const devices = fleetOf(5_000);
		for (let seed = 0; seed < amount(100); seed += 1) {
			for (const order of ['random', 'spread'] as const) {
				const { rolled, waves } = await roll(
					devices,
					{ ...cautious, order, seed: String(seed) },
					({ type }) => (type === 'model 3' ? 'failed' : 'succeeded'),
				);
				const touched = waves.flat().filter(({ type }) => type === 'model 3');
				expect(waves.flat()).toHaveLength(50);
				expect(touched.length).toBeLessThanOrEqual(50);
				if (order === 'spread') expect(touched).toHaveLength(10);
				expect(rolled.stopped).not.toBeNull();
			}
		}
	});

	it('goes on to the end where all is well, and begins a wave only after the pause', async () => {
		const gate = { ...cautious.gate, pauseMs: 60_000 };
		const { rolled, waves, took } = await roll(
			fleetOf(1_000),
			{ ...cautious, gate },
			() => 'succeeded',
		);
		expect(waves.map(({ length }) => length)).toEqual([10, 100, 890]);
		expect(rolled).toMatchObject({ stopped: null, unsent: [], planned: 3 });
		expect(took).toBe(120_000);
	});

	it.each<[string, Partial<RollOut['gate']>, (nth: number) => WaveEnd | undefined, string | null]>([
		['too few succeed', { stop: undefined }, (nth) => (nth < 9 ? 'succeeded' : 'timedOut'), '95 %'],
		[
			'nothing is heard of one',
			{ stop: undefined },
			(nth) => (nth < 9 ? 'succeeded' : undefined),
			'95 %',
		],
		[
			'what fails is within the limit',
			{ nextShare: 0.8 },
			(nth) => (nth < 1 ? 'failed' : 'succeeded'),
			'10 %',
		],
		[
			'only what times out counts',
			{
				nextShare: 0.8,
				stop: { counts: 'timed_out', limit: { kind: 'devices', count: 1 }, afterAtLeast: 1 },
			},
			(nth) => (nth < 1 ? 'failed' : 'succeeded'),
			null,
		],
		['some were left out', {}, (nth) => (nth < 5 ? 'skipped' : 'succeeded'), null],
	])('is stopped, or not, where %s', async (_, gate, endOf, reason) => {
		const { rolled } = await roll(
			fleetOf(1_000),
			{
				...cautious,
				waves: parseWaves('10, rest'),
				order: 'given',
				gate: { ...cautious.gate, ...gate },
			},
			({ serial_number: serialNumber }) => endOf(Number(serialNumber.slice(2))),
		);
		const [first] = rolled.waves;
		expect(first?.wave).toBe(1);
		if (reason === null) expect(rolled.stopped).toBeNull();
		else expect(rolled.stopped).toContain(reason);
	});

	it('goes no further once sending was stopped, whatever the gate says', async () => {
		const { rolled, waves } = await roll(
			fleetOf(1_000),
			cautious,
			() => 'succeeded',
			(wave) => (wave === 2 ? 'a pause of an hour' : undefined),
		);
		expect(waves).toHaveLength(2);
		expect(rolled).toMatchObject({ stopped: 'a pause of an hour' });
		expect(rolled.unsent).toHaveLength(890);
	});

	it('says how it went', async () => {
		const { rolled } = await roll(fleetOf(1_000), cautious, ({ type }, wave) =>
			wave === 2 && type === 'model 1' ? 'failed' : 'succeeded',
		);
		expect(rollOutText(rolled)).toBe(
			'Wave 1: 10 of 10 succeeded; wave 2 of 3: 80 of 100 succeeded, 20 failed. Stopped: 20 of 100 devices failed or timed out; the limit is 10 %. 890 devices of later waves were not sent anything',
		);
	});

	it('sends to no device twice, forgets none, and sends nothing after the gate has closed', async () => {
		const ends = fc.constantFrom<WaveEnd | undefined>(
			'succeeded',
			'succeeded',
			'succeeded',
			'failed',
			'timedOut',
			'skipped',
			undefined,
		);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 60 }),
				fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
				fc.constantFrom('given', 'random', 'spread'),
				fc.array(ends, { minLength: 60, maxLength: 60 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				async (size, sizes, order, given, nextShare) => {
					const devices = fleetOf(size);
					const rollOut = {
						...cautious,
						waves: parseWaves(sizes.join(', ')),
						order,
						gate: { ...cautious.gate, nextShare },
					};
					const { rolled, waves } = await roll(
						devices,
						rollOut,
						({ serial_number: serialNumber }) => given[Number(serialNumber.slice(2))],
					);
					const sent = waves.flat();
					expect(new Set(sent).size).toBe(sent.length);
					expect(new Set([...sent, ...rolled.unsent])).toEqual(new Set(devices));
					expect(sent.length + rolled.unsent.length).toBe(size);
					expect(rolled.unsent.length > 0).toBe(
						rolled.stopped !== null && waves.length < rolled.planned,
					);
					expect(rolled.waveOf.size).toBe(size);
				},
			),
			cases(100),
		);
	});
});
