import fc from 'fast-check';

import { failureFromAnswer } from '../../../nodes/ZequenzeControl/control/failures/answerFailures';
import type { ControlError } from '../../../nodes/ZequenzeControl/control/failures/errors';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import {
	backoffMs,
	isCertain,
	isResentIfAbsent,
	PausedByServer,
	reactionTo,
	RETRY_RULES,
	withRetries,
	type Reaction,
} from '../../../nodes/ZequenzeControl/control/pace/retry';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import { jsonAnswer } from './answers.mts';
import { FakeClock } from './fakeClock.mts';

const refused = failureFromNetwork('ECONNREFUSED', 30_000);
const lost = failureFromNetwork('ECONNRESET', 30_000);
const wrong = failureFromAnswer(jsonAnswer(400, {}));
const tooMany = failureFromAnswer(jsonAnswer(429, {}));
const answered = (status: number, wait?: string): ControlError =>
	failureFromAnswer(jsonAnswer(status, {}, wait === undefined ? {} : { 'retry-after': wait }));
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

	it.each<[string, ControlError, boolean, boolean]>([
		['429', tooMany, true, false],
		['503 that says when to come back', answered(503, '30'), true, false],
		['503 that does not', answered(503), false, true],
		['503 with a word for a time', answered(503, 'soon'), false, true],
		['a refused connection', refused, true, false],
		['a lost connection', lost, false, true],
		['400', wrong, true, false],
		['500', answered(500), false, true],
		['no answer in time', failureFromNetwork('ETIMEDOUT', 30_000), false, false],
		['a proxy that gave up', answered(504), false, false],
	])(
		'%s: certainly not done %p, sent again when the list proves it %p',
		(_what, error, certain, again) => {
			expect([isCertain(error), isResentIfAbsent(error)]).toEqual([certain, again]);
		},
	);

	it('that nobody has a rule for, nothing is sent again blindly', () => {
		expect(RETRY_RULES.at(-1)).toMatchObject({ reading: 'report', changing: 'reconcile' });
		expect(
			RETRY_RULES.every(({ isCertain: certain, changing }) => certain || changing === 'reconcile'),
		).toBe(true);
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

	it('is what the server asks for, or at most two minutes', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: 100 }),
				fc.option(fc.nat({ max: 10_000_000 })),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(attempt, asked, random) => {
					const wait = backoffMs(attempt, asked, random);
					expect(wait).toBeGreaterThanOrEqual(asked ?? 0);
					expect(wait).toBeGreaterThan(0);
					expect(wait).toBeLessThanOrEqual(Math.max(asked ?? 0, 120_000));
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

describe.each(['429', '503'])(
	'a server that answers %s and wants a longer pause than there is time',
	(status) => {
		const limits = { retries: 5, budgetMs: 10_000 };

		async function run(waits: string[]) {
			const clock = new FakeClock();
			const start = clock.now();
			const pace = { limits, clock, pacer: new Pacer(clock) };
			let asked = 0;
			const attempt = async (): Promise<string> => {
				asked += 1;
				await clock.sleep(100);
				const wait = waits.shift();
				return await (wait === undefined
					? Promise.resolve('done')
					: Promise.reject(answered(Number(status), wait)));
			};
			const once = async () =>
				await withRetries(attempt, () => true, pace).catch((error: unknown) => error);
			return { once, clock, asked: () => asked, seconds: () => (clock.now() - start) / 1000 };
		}

		it.each(['3600', '3600.5', 'Mon, 02 Mar 2099 10:00:00 GMT'])(
			'(%s) makes that request fail at once, and the others not be sent',
			async (wait) => {
				const { once, asked, seconds } = await run([wait]);
				expect(await once()).toMatchObject({ httpCode: Number(status) });
				const later = await Promise.all(Array.from({ length: 100 }, once));
				for (const error of later) expect(error).toBeInstanceOf(PausedByServer);
				expect(asked()).toBe(1);
				expect(seconds()).toBeLessThan(1);
			},
		);

		it('says when to come back', async () => {
			const { once } = await run(['3600']);
			expect(await once()).toMatchObject({
				fix: expect.stringMatching(/not to come back before 20/),
			});
			expect(await once()).toMatchObject({
				kind: 'rate_limited',
				transient: true,
				fix: expect.stringContaining('before 2026-03-01T11:00:00Z'),
			});
		});

		it('ends also what was waiting for its turn', async () => {
			const { once, asked, seconds } = await run(['2', '3600', '3600']);
			await Promise.all([once(), once(), once()]);
			expect(seconds()).toBeLessThan(20);
			expect(asked()).toBeLessThanOrEqual(6);
		});

		it('is asked again when its pause is over', async () => {
			const { once, clock } = await run(['3600']);
			await once();
			await clock.sleep(3_600_000);
			expect(await once()).toBe('done');
		});

		it('is waited for where the pause is within the limit', async () => {
			const { once, seconds } = await run(['8']);
			expect(await once()).toBe('done');
			expect(seconds()).toBeGreaterThanOrEqual(8);
		});
	},
);
