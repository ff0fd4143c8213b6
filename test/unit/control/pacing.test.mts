import fc from 'fast-check';

import { failureFromAnswer } from '../../../nodes/ZequenzeControl/control/failures/answerFailures';
import type { ControlError } from '../../../nodes/ZequenzeControl/control/failures/errors';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { MAX_PAUSE_MS, Pacer, TooLate } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import { jsonAnswer } from './answers.mts';
import { FakeClock } from './fakeClock.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

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
		const [, second = 0, third = 0] = await turns(pacer, clock, 3);
		expect(second).toBeGreaterThan(100);
		expect(third).toBeGreaterThan(2 * second - 100);
	});

	it('gets a limit where there was none', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock);
		pacer.slowDown(null);
		const [, second = 0] = await turns(pacer, clock, 2);
		expect(second).toBeGreaterThan(0);
	});

	it('is at least one request a second, however often the server refuses', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock);
		for (let nth = 0; nth < 50; nth += 1) {
			pacer.slowDown(null);
			await clock.sleep(10);
		}
		const [first = 0, second = 0] = await turns(pacer, clock, 2);
		expect(second - first).toBeLessThanOrEqual(1000);
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

	it('pauses no longer than an hour or so', async () => {
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

	it('learns a limit that each step too far costs a pause from 429, not from 503', async () => {
		/** Milliseconds between two requests, some seconds after a pause that was asked for. */
		const gapAfter = async (limits: boolean): Promise<number> => {
			const clock = new FakeClock();
			const pacer = new Pacer(clock);
			for (let nth = 0; nth < 300; nth += 1) {
				pacer.speedUp();
				await clock.sleep(10);
			}
			pacer.slowDown(1_000, clock.now(), MAX_PAUSE_MS, limits);
			await clock.sleep(8_000);
			pacer.start();
			return pacer.waitMs();
		};
		expect(await gapAfter(true)).toBeGreaterThan(9);
		expect(await gapAfter(false)).toBeLessThan(5);
	});

	it('comes back to what was set, step by step', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 10);
		pacer.slowDown(null);
		const gaps: number[] = [];
		for (let before = clock.now(), nth = 0; nth < 100; nth += 1) {
			await pacer.turn();
			pacer.speedUp();
			gaps.push(clock.now() - before);
			before = clock.now();
		}
		expect(gaps[1]).toBeGreaterThan(100);
		expect(gaps.at(-1)).toBeCloseTo(100);
	});

	it('a turn that would come too late is none, and holds nobody up', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 1);
		await pacer.turn();
		const late = pacer.turn(clock.now() + 500);
		const next = pacer.turn();
		await expect(late).rejects.toBeInstanceOf(TooLate);
		await next;
		expect(clock.now()).toBe(new FakeClock().now() + 1000);
	});

	it('turns come in the order in which they were asked for', async () => {
		const clock = new FakeClock();
		const pacer = new Pacer(clock, 100);
		const order: number[] = [];
		await Promise.all(
			[1, 2, 3].map(async (nth) => {
				await pacer.turn();
				order.push(nth);
			}),
		);
		expect(order).toEqual([1, 2, 3]);
	});
});

describe('what a limit of requests at a time is told:', () => {
	const refusal = (status: number): ControlError => failureFromAnswer(jsonAnswer(status, {}));

	it.each<[string, unknown, string]>([
		['an answer', undefined, 'answered'],
		['an answer that says no', refusal(400), 'answered'],
		['too many requests', refusal(429), 'refused'],
		['a server that is not there for now, once', refusal(503), 'abandoned'],
		['a connection that broke', failureFromNetwork('ECONNRESET', 1), 'broken'],
		['a connection that did not come about', failureFromNetwork('ECONNREFUSED', 1), 'broken'],
		['no answer in time', failureFromNetwork('ETIMEDOUT', 1), 'broken'],
		['that the user stopped the execution', new RunCancelled(), 'abandoned'],
	])('%s', async (_what, error, told) => {
		const clock = new FakeClock();
		const heard: string[] = [];
		const limit = {
			atOnce: 1,
			sent: () => void heard.push('sent'),
			answered: () => void heard.push('answered'),
			refused: () => void heard.push('refused'),
			broken: () => void heard.push('broken'),
			abandoned: () => void heard.push('abandoned'),
		};
		const attempt = new Pacer(clock, 0, limit).attempt(
			async () => await (error === undefined ? Promise.resolve() : Promise.reject(error)),
		);
		await attempt.catch((thrown: unknown) => expect(thrown).toBe(error));
		expect(heard).toEqual(['sent', told]);
	});
});
