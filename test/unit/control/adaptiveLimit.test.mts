import fc from 'fast-check';

import { AdaptiveLimit } from '../../../nodes/ZequenzeControl/control/pace/adaptiveLimit';
import { KNOWN_SERVERS, type KnownServer } from '../../model/known.mts';
import { automaticOn, fixedOn, mean } from '../../model/yardstick.mts';
import { amount } from '../../thoroughness.mts';

const SEEDS = Array.from({ length: amount(2) }, (_, nth) => nth + 1);

function known(name: string): KnownServer {
	const found = KNOWN_SERVERS.find((server) => server.name === name);
	if (!found) throw new Error(`No server is called "${name}"`);
	return found;
}

/** What `npm run bench -- model` finds to be the best number for each of them. */
const BEST: ReadonlyArray<[string, number]> = [
	['2 workers, 100 ms: constant', 2],
	['4 workers, 20 ms, 50 ms away: exponential', 20],
	['20 workers, 100 ms: constant', 20],
	['20 workers, 100 ms: heavy tail', 20],
	['any number at once, 200 ms: exponential', 128],
	['any number at once, 1 s: heavy tail', 128],
	['100 ms, slower beyond 30 at once: twice at 60: constant', 40],
	['100 ms, connections break beyond 40 at once: exponential', 40],
	['5 ms, 429 beyond 100 a second: exponential', 1],
	['200 ms, 429 beyond 100 a second: constant', 22],
	['5 ms, 429 with Retry-After beyond 100 a second: heavy tail', 1],
	['100 ms, 20 workers, then 5: constant', 5],
	['100 ms, 5 workers, then 20: exponential', 20],
	['20 workers, 50 ms, then 200 ms: heavy tail', 20],
];

describe.each(BEST)('on a server with %s, beside %i at a time', (name, best) => {
	const ours = SEEDS.map((seed) => automaticOn(known(name), seed));
	const theirs = SEEDS.map((seed) => fixedOn(known(name), best, seed));

	it('as many answers a second', () => {
		const least = 0.9 * mean(theirs.map(({ throughput }) => throughput));
		expect(mean(ours.map(({ throughput }) => throughput))).toBeGreaterThanOrEqual(least);
	});

	it('which take no more than twice as long', () => {
		const most = 2 * mean(theirs.map(({ p95 }) => p95));
		expect(mean(ours.map(({ p95 }) => p95))).toBeLessThanOrEqual(most);
	});

	it('and of the requests hardly any are refused', () => {
		expect(mean(ours.map(({ refused }) => refused))).toBeLessThanOrEqual(0.02);
	});
});

type Event = 'sent' | 'answered' | 'refused' | 'broken' | 'abandoned';

it('whatever happens, the limit is at least one, and never above what was allowed', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 500 }),
			fc.array(
				fc.tuple(
					fc.constantFrom<Event>('sent', 'answered', 'refused', 'broken', 'abandoned'),
					fc.nat({ max: 3_000 }),
				),
				{ maxLength: 400 },
			),
			(most, events) => {
				let now = 0;
				const limit = new AdaptiveLimit({ now: () => now }, most);
				for (const [event, ms] of events) {
					now += ms;
					limit[event](now - ms);
					expect(limit.atOnce).toBeGreaterThanOrEqual(1);
					expect(limit.atOnce).toBeLessThanOrEqual(most);
				}
			},
		),
	);
});
