import { LearnedRate } from '../../../nodes/ZequenzeControl/control/pace/learnedRate';
import { FakeClock } from './fakeClock.mts';

const SECOND = 1_000;

/** A pace that was refused once after some seconds of 100 requests a second, so long ago. */
async function refusedOnce(agoMs: number, pauseMs = 0): Promise<LearnedRate> {
	const clock = new FakeClock();
	const rate = new LearnedRate(clock);
	for (let nth = 0; nth < 300; nth += 1) {
		rate.taken();
		await clock.sleep(10);
	}
	rate.refused(clock.now(), pauseMs);
	await clock.sleep(agoMs);
	return rate;
}

describe('the rate that refusals teach', () => {
	it('is below what was taken right after one', async () => {
		expect((await refusedOnce(0)).perSecond).toBeLessThan(90);
	});

	it('is back at what was taken after a few seconds without another', async () => {
		const { perSecond } = await refusedOnce(4 * SECOND);
		expect(perSecond).toBeGreaterThan(95);
		expect(perSecond).toBeLessThan(105);
	});

	it('tries more later, and in the end has no limit', async () => {
		expect((await refusedOnce(8 * SECOND)).perSecond).toBeGreaterThan(150);
		expect((await refusedOnce(60 * SECOND)).perSecond).toBe(Infinity);
	});

	it('is not taught by a server that is not available now and then', () => {
		const rate = new LearnedRate(new FakeClock());
		for (let nth = 0; nth < 20; nth += 1) {
			expect(rate.stumbled()).toBe(false);
			for (let taken = 0; taken < 50; taken += 1) rate.taken();
		}
	});

	it('is taught by one that is not available again and again', () => {
		const rate = new LearnedRate(new FakeClock());
		const seen = Array.from({ length: 6 }, () => rate.stumbled());
		expect(seen).toContain(true);
	});

	it('tries more only after some pauses, where a refusal costs one', async () => {
		expect((await refusedOnce(8 * SECOND, SECOND)).perSecond).toBeLessThan(105);
		expect((await refusedOnce(60 * SECOND, SECOND)).perSecond).toBe(Infinity);
	});

	it('tries ever later where a limit has held, and after a step too far is back at it', async () => {
		const clock = new FakeClock();
		const rate = new LearnedRate(clock);
		/** Sends at this pace until the server, which takes 100 a second, refuses. */
		const untilRefused = async (): Promise<number> => {
			const since = clock.now();
			for (let taken = 0; ; taken += 1) {
				const perSecond = Math.min(rate.perSecond, 150);
				if (perSecond > 110) break;
				rate.taken();
				await clock.sleep(1_000 / perSecond);
			}
			rate.refused(clock.now(), SECOND);
			return clock.now() - since;
		};
		for (let nth = 0; nth < 300; nth += 1) {
			rate.taken();
			await clock.sleep(10);
		}
		rate.refused(clock.now(), SECOND);
		const first = await untilRefused();
		const held = rate.perSecond;
		expect(await untilRefused()).toBeGreaterThan(1.5 * first);
		await clock.sleep(SECOND);
		rate.refused(clock.now(), SECOND);
		expect(Math.abs(rate.perSecond - held)).toBeLessThan(5);
	});
});
