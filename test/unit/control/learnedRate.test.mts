import { LearnedRate } from '../../../nodes/ZequenzeControl/control/pace/learnedRate';
import { FakeClock } from './fakeClock.mts';

const SECOND = 1_000;

/** A pace that was refused once after some seconds of 100 requests a second, so long ago. */
async function refusedOnce(agoMs: number): Promise<LearnedRate> {
	const clock = new FakeClock();
	const rate = new LearnedRate(clock);
	for (let nth = 0; nth < 300; nth += 1) {
		rate.taken();
		await clock.sleep(10);
	}
	rate.refused(clock.now());
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
});
