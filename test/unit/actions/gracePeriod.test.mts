import { GracePeriod } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/gracePeriod';
import { FakeClock } from '../control/fakeClock.mts';

interface Case {
	/** How long the requests of the run took, in seconds. */
	took?: number[];
	/** How long ago the last request was sent whose reply was lost, in seconds. */
	sentAgo?: number;
	/** The option Request Timeout, in seconds. */
	timeout?: number;
	/** Whether the operation may be done twice. */
	isRepeatable?: boolean;
}

/** For how many seconds the list is not believed yet. */
async function waitAfter({
	took = [],
	sentAgo = 0,
	timeout = 30,
	isRepeatable = true,
}: Case): Promise<number> {
	const clock = new FakeClock();
	const settling = new GracePeriod(clock, timeout * 1000);
	for (const seconds of took)
		await settling.measured(async () => await clock.sleep(seconds * 1000));
	const start = clock.now();
	await settling.waitAfter(start - sentAgo * 1000, isRepeatable);
	return (clock.now() - start) / 1000;
}

describe('after a lost reply, the list is believed', () => {
	it.each<[string, Case, number]>([
		['two seconds later where nothing is known of the pace', {}, 2],
		['two seconds later where all answers are short', { took: [0.1, 0.3] }, 2],
		['twice the slowest answer after it was sent', { took: [1, 8, 3] }, 16],
		['the sooner, the longer ago it was sent', { took: [8], sentAgo: 10 }, 6],
		['after two quiet seconds where it was sent long ago', { took: [8], sentAgo: 60 }, 2],
		['when it would have timed out, where it must not be done twice', { isRepeatable: false }, 30],
		['the sooner, too, where it must not', { isRepeatable: false, sentAgo: 20 }, 10],
		['when it would have timed out, at the latest', { took: [20], timeout: 30 }, 30],
	])('%s', async (_when, one, seconds) => {
		expect(await waitAfter(one)).toBe(seconds);
	});
});

it('a connection that breaks late tells as much of the pace as an answer', async () => {
	const clock = new FakeClock();
	const settling = new GracePeriod(clock, 30_000);
	const sentAt = clock.now();
	const broken = settling.measured(async () => {
		await clock.sleep(9_000);
		throw new Error('broken');
	});
	await expect(broken).rejects.toThrow('broken');
	await settling.waitAfter(sentAt, true);
	expect(clock.now() - sentAt).toBe(18_000);
});
