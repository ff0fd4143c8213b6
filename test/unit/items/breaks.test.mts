import type { Clock } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import { Breaks } from '../../../nodes/ZequenzeControl/items/breaks';

/** A clock that the test sets, and that counts how often somebody slept. */
function clockAt(time: { now: number; sleeps: number; stopped?: boolean }): Clock {
	return {
		now: () => time.now,
		random: () => 0,
		sleep: async () => {
			time.sleeps += 1;
			if (time.stopped) throw new RunCancelled();
		},
	};
}

describe('long work on many items', () => {
	it('goes on without a break as long as nobody would notice', async () => {
		const time = { now: 0, sleeps: 0 };
		const breaks = new Breaks(clockAt(time));

		time.now = 10;
		await breaks.yieldToEventLoop();

		expect(time.sleeps).toBe(0);
	});

	it('makes a break when the last one was a while ago, and then starts anew', async () => {
		const time = { now: 0, sleeps: 0 };
		const breaks = new Breaks(clockAt(time));

		time.now = 100;
		await breaks.yieldToEventLoop();
		await breaks.yieldToEventLoop();

		expect(time.sleeps).toBe(1);
	});

	it('ends in a break when the user has stopped the execution', async () => {
		const time = { now: 0, sleeps: 0, stopped: true };
		const breaks = new Breaks(clockAt(time));

		time.now = 100;

		await expect(breaks.yieldToEventLoop()).rejects.toThrow(RunCancelled);
	});
});
