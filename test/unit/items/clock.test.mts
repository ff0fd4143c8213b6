import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import { realClock } from '../../../nodes/ZequenzeControl/items/clock';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A clock of an execution, and the user who may stop that. */
function clockAndUser(): { sleep: (ms: number) => Promise<string>; stop: () => void } {
	const user = new AbortController();
	const clock = realClock({ getExecutionCancelSignal: () => user.signal });
	const sleep = async (ms: number): Promise<string> =>
		await clock.sleep(ms).then(
			() => 'slept',
			(error: unknown) => (error instanceof RunCancelled ? 'cancelled' : String(error)),
		);
	return { sleep, stop: () => user.abort() };
}

describe('a sleep', () => {
	it('lasts as long as it should', async () => {
		const start = Date.now();
		const sleeping = clockAndUser().sleep(30_000);
		await jest.runAllTimersAsync();
		await expect(sleeping).resolves.toBe('slept');
		expect(Date.now() - start).toBe(30_000);
	});

	it('lasts no longer when the clock of the machine is set back meanwhile, nor shorter when it is set ahead', async () => {
		for (const change of [-3_600_000, 3_600_000]) {
			const started = performance.now();
			const sleeping = clockAndUser().sleep(30_000);
			await jest.advanceTimersByTimeAsync(1_000);
			jest.setSystemTime(Date.now() + change);
			await jest.runAllTimersAsync();
			await expect(sleeping).resolves.toBe('slept');
			expect(performance.now() - started).toBe(30_000);
		}
	});

	it('ends soon after the user stops the execution', async () => {
		const { sleep, stop } = clockAndUser();
		const sleeping = sleep(30_000);
		await jest.advanceTimersByTimeAsync(1_100);
		stop();
		await jest.advanceTimersByTimeAsync(250);
		await expect(Promise.race([sleeping, 'still sleeping'])).resolves.toBe('cancelled');
	});

	it('does not begin after the user stopped the execution', async () => {
		const { sleep, stop } = clockAndUser();
		stop();
		await expect(sleep(30_000)).resolves.toBe('cancelled');
		await expect(sleep(0)).resolves.toBe('cancelled');
	});

	it('is possible where n8n has no signal', async () => {
		const clock = realClock({ getExecutionCancelSignal: () => undefined });
		const sleeping = clock.sleep(10);
		await jest.runAllTimersAsync();
		await expect(sleeping).resolves.toBeUndefined();
	});
});
