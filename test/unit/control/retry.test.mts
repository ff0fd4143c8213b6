import fc from 'fast-check';

import { failureFromAnswer } from '../../../nodes/ZequenzeControl/control/answerFailures';
import type { ControlError } from '../../../nodes/ZequenzeControl/control/errors';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/networkFailures';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/http';
import { MAX_PAUSE_MS, Pacer } from '../../../nodes/ZequenzeControl/control/pacing';
import {
	backoffMs,
	reactionTo,
	withRetries,
	type Reaction,
} from '../../../nodes/ZequenzeControl/control/retry';
import { jsonAnswer } from './answers.mts';
import { FakeClock } from './fakeClock.mts';

const refused = failureFromNetwork('ECONNREFUSED', 30_000);
const lost = failureFromNetwork('ECONNRESET', 30_000);
const wrong = failureFromAnswer(jsonAnswer(400, {}));
const tooMany = failureFromAnswer(jsonAnswer(429, {}));
const tooManyFor30s = failureFromAnswer(jsonAnswer(429, {}, { 'retry-after': '30' }));

describe('after a failure', () => {
	it.each<[string, ControlError, Reaction, Reaction]>([
		['that certainly did nothing', refused, 'resend', 'resend'],
		['that asks for fewer requests', tooMany, 'resend', 'resend'],
		['that will come again', wrong, 'report', 'report'],
		['that may have been none', lost, 'resend', 'reconcile'],
	])('%s: %s', (_what, error, ofGet, ofChange) => {
		expect(reactionTo(error, 'get')).toBe(ofGet);
		for (const change of ['set', 'add.obj', 'del.obj'] as const) {
			expect(reactionTo(error, change)).toBe(ofChange);
		}
	});

	it('an answer that nobody understands does not make a get go on for ever', () => {
		const page = failureFromAnswer({ status: 302, headers: {}, text: '' });
		expect(reactionTo(page, 'get')).toBe('report');
	});
});

describe('the wait before another attempt', () => {
	it('doubles', () => {
		expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, null, 0.5))).toEqual([
			500, 1000, 2000, 4000,
		]);
	});

	it('is at least what the server asks for, and never longer than two minutes', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: 100 }),
				fc.option(fc.nat({ max: 10_000_000 })),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(attempt, asked, random) => {
					const wait = backoffMs(attempt, asked, random);
					expect(wait).toBeGreaterThanOrEqual(Math.min(asked ?? 0, MAX_PAUSE_MS));
					expect(wait).toBeGreaterThan(0);
					expect(wait).toBeLessThanOrEqual(MAX_PAUSE_MS);
				},
			),
		);
	});
});

interface Attempts {
	count: number;
	seconds: number;
	result: unknown;
}

/** Runs an attempt that fails in these ways, one after the other, and then succeeds. */
async function attempts(
	failures: unknown[],
	limits = { retries: 10, budgetMs: 600_000 },
	shouldResend = true,
): Promise<Attempts> {
	const clock = new FakeClock();
	const start = clock.now();
	let count = 0;
	const attempt = async (): Promise<string> => {
		count += 1;
		const failure = failures.shift();
		return await (failure === undefined ? Promise.resolve('done') : Promise.reject(failure));
	};
	const settings = { limits, clock, pacer: new Pacer(clock) };
	const result = await withRetries(attempt, () => shouldResend, settings).catch(
		(error: unknown) => error,
	);
	return { count, seconds: (clock.now() - start) / 1000, result };
}

describe('an attempt', () => {
	it('is made again until it succeeds', async () => {
		expect(await attempts([refused, tooMany, refused])).toMatchObject({ count: 4, result: 'done' });
	});

	it('is not made again where that would not help', async () => {
		expect(await attempts([lost], undefined, false)).toMatchObject({ count: 1, result: lost });
	});

	it('is not made more often than allowed', async () => {
		const always = Array.from({ length: 50 }, () => tooMany);
		expect(await attempts(always, { retries: 3, budgetMs: 600_000 })).toMatchObject({
			count: 4,
			result: tooMany,
		});
	});

	it('is not made after the time that is allowed', async () => {
		const always = Array.from({ length: 50 }, () => tooManyFor30s);
		const { count, seconds, result } = await attempts(always, { retries: 50, budgetMs: 70_000 });
		expect(result).toBe(tooManyFor30s);
		expect(count).toBe(3);
		expect(seconds).toBeLessThanOrEqual(70);
	});

	it('waits as long as the server asks for', async () => {
		const { seconds } = await attempts([tooManyFor30s]);
		expect(seconds).toBeGreaterThanOrEqual(30);
	});

	it.each([new RunCancelled(), new TypeError('a mistake of ours')])(
		'that ends with %p is not made again',
		async (error) => {
			expect(await attempts([error])).toMatchObject({ count: 1, result: error });
		},
	);
});
