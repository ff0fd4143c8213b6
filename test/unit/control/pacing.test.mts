import fc from 'fast-check';

import { MAX_PAUSE_MS, Pacer } from '../../../nodes/ZequenzeControl/control/pacing';
import { FakeClock } from './fakeClock.mts';

/** When each of several turns came, in milliseconds after the start. */
async function turns(pacer: Pacer, clock: FakeClock, count: number): Promise<number[]> {
	const start = clock.now();
	const times: number[] = [];
	for (let nth = 0; nth < count; nth += 1) {
		await pacer.turn();
		times.push(Math.round(clock.now() - start));
	}
	return times;
}

describe('the pace', () => {
	it('has no limit where none is set', async () => {
		const clock = new FakeClock();
		expect(await turns(new Pacer(clock), clock, 3)).toEqual([0, 0, 0]);
	});

	it('is never faster than set, however many wait for their turn', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 200 }),
				fc.array(fc.nat({ max: 100 }), { minLength: 2, maxLength: 30 }),
				async (perSecond, delays) => {
					const clock = new FakeClock();
					const pacer = new Pacer(clock, perSecond);
					const starts: number[] = [];
					await Promise.all(
						delays.map(async (delay) => {
							await clock.sleep(delay);
							await pacer.turn();
							starts.push(clock.now());
						}),
					);
					starts.sort((one, other) => one - other);
					const gaps = starts.slice(1).map((start, nth) => start - (starts[nth] ?? 0));
					expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / perSecond - 0.001);
				},
			),
			{ numRuns: 50 },
		);
	});

	it('slows down for all when the server asks one for fewer', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 10);
		pacer.slowDown(null);
		expect(await turns(pacer, clock, 3)).toEqual([0, 200, 400]);
	});

	it('gets a limit where there was none', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock);
		pacer.slowDown(null);
		expect(await turns(pacer, clock, 3)).toEqual([0, 20, 40]);
	});

	it('pauses for all as long as the server asks for', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 10);
		pacer.slowDown(30_000);
		const [first = 0] = await turns(pacer, clock, 1);
		expect(first).toBeGreaterThanOrEqual(30_000);
	});

	it('pauses also those that were already waiting for their turn', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 1);
		const start = clock.now();
		const waiting = turns(pacer, clock, 2);
		pacer.slowDown(30_000);
		await waiting;
		expect(clock.now() - start).toBeGreaterThanOrEqual(30_000);
	});

	it('pauses no longer than two minutes or so', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock);
		pacer.slowDown(86_400_000);
		const [first = 0] = await turns(pacer, clock, 1);
		expect(first).toBeLessThanOrEqual(MAX_PAUSE_MS * 1.1);
	});

	it('is slowed once by a burst of refusals to requests that were under way together', async () => {
		const clock = new FakeClock();
		const [once, burst] = [new Pacer(clock, 10), new Pacer(clock, 10)];
		const sentAt = clock.now();
		await clock.sleep(50);

		once.slowDown(null, sentAt);
		for (let nth = 0; nth < 8; nth += 1) burst.slowDown(null, sentAt);

		expect(await turns(burst, clock, 2)).toEqual(await turns(once, clock, 2));
	});

	it('comes back to what was set, step by step', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 10);
		pacer.slowDown(null);
		pacer.slowDown(null);
		const [, slow = 0] = await turns(pacer, clock, 2);
		pacer.speedUp();
		await pacer.turn();
		const [, faster = 0] = await turns(pacer, clock, 2);
		for (let nth = 0; nth < 20; nth += 1) pacer.speedUp();
		await pacer.turn();
		await pacer.turn();
		const [, normal = 0] = (await turns(pacer, clock, 2)).map(
			(time, _nth, [zero = 0]) => time - zero,
		);
		expect(slow).toBe(400);
		expect(faster).toBeLessThan(800);
		expect(normal).toBe(100);
	});
});
