import fc from 'fast-check';

import { inPool, Slots } from '../../../nodes/ZequenzeControl/control/pace/pool';
import { FakeClock } from './fakeClock.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

interface Traffic {
	started: number[];
	ended: number[];
	most: number;
	error: unknown;
}

/** Works on as many entries as there are durations; those in `failing` fail at their end. */
async function traffic(
	durations: number[],
	limit: number,
	failing = new Set<number>(),
): Promise<Traffic> {
	const clock = new FakeClock();
	const seen: Traffic = { started: [], ended: [], most: 0, error: undefined };
	const work = async (entry: number): Promise<void> => {
		seen.started.push(entry);
		seen.most = Math.max(seen.most, seen.started.length - seen.ended.length);
		await clock.sleep(durations[entry] ?? 0);
		seen.ended.push(entry);
		if (failing.has(entry)) throw new Error(`entry ${entry}`);
	};
	await inPool([...durations.keys()], new Slots({ atOnce: limit }), work).catch(
		(error: unknown) => {
			seen.error = error;
		},
	);
	return seen;
}

const durations = fc.array(fc.nat({ max: 20 }), { maxLength: 20 });
const limit = fc.integer({ min: 1, max: 6 });

it('all entries are worked on, in order, and never more than the limit at once', async () => {
	await fc.assert(
		fc.asyncProperty(durations, limit, async (times, most) => {
			const seen = await traffic(times, most);
			expect(seen.started).toEqual([...times.keys()]);
			expect(seen.ended).toHaveLength(times.length);
			expect(seen.most).toBe(Math.min(most, times.length));
		}),
		{ numRuns: 50 },
	);
});

it('after an error nothing more is started, and what is under way ends first', async () => {
	await fc.assert(
		fc.asyncProperty(durations, limit, fc.nat({ max: 19 }), async (times, most, failing) => {
			const seen = await traffic(times, most, new Set([failing]));
			expect([...seen.ended].sort()).toEqual([...seen.started].sort());
			if (failing >= times.length) return;
			expect(seen.error).toEqual(new Error(`entry ${failing}`));
			const startedLater = seen.started.slice(seen.started.indexOf(failing) + 1);
			const endedEarlier = seen.ended.slice(0, seen.ended.indexOf(failing));
			// Each that ended before the error made room for one more; beside it at most the limit was
			// under way.
			expect(startedLater.length).toBeLessThanOrEqual(endedEarlier.length + most - 1);
		}),
		{ numRuns: 50 },
	);
});

it('the first of several errors is the one that is thrown', async () => {
	const { error } = await traffic([5, 1, 9], 3, new Set([0, 1, 2]));
	expect(error).toEqual(new Error('entry 1'));
});

it('nothing to do is done at once', async () => {
	await expect(
		inPool([], new Slots({ atOnce: 4 }), async () => await Promise.reject(new Error('never'))),
	).resolves.toBeUndefined();
});
