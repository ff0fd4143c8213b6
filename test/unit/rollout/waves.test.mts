import fc from 'fast-check';

import {
	gateVerdict,
	type Gate,
	type WaveTally,
} from '../../../nodes/ZequenzeControl/rollout/gate';
import { inOrder } from '../../../nodes/ZequenzeControl/rollout/order';
import { parseWaves, waveCounts } from '../../../nodes/ZequenzeControl/rollout/waves';

describe('the waves of a roll-out', () => {
	it.each([
		['1, 10, 5 %, 25 %, rest', 1000, [1, 10, 50, 250, 689]],
		['1,10,5%,25%', 1000, [1, 10, 50, 250, 689]],
		['10', 4, [4]],
		['1\n2', 2, [1, 1]],
		['100 %', 7, [7]],
		['0.1 %', 50, [1, 49]],
		['rest', 3, [3]],
		['5', 0, []],
	])('"%s" of %d devices are %j', (text, total, counts) => {
		expect(waveCounts(parseWaves(text), total)).toEqual(counts);
	});

	it.each([
		'',
		' , ',
		'0',
		'-1',
		'1.5',
		'101 %',
		'0 %',
		'rest, 5',
		'ten',
		'5 % %',
		'1e3',
		null,
		{},
	])('%j names no waves', (text) => {
		expect(() => parseWaves(text)).toThrow(/^Waves: /);
	});

	it('are all devices together, whatever their sizes', () => {
		const sizes = fc.oneof(
			fc.integer({ min: 1, max: 500 }).map(String),
			fc.integer({ min: 1, max: 100 }).map((share) => `${share} %`),
		);
		fc.assert(
			fc.property(fc.array(sizes, { minLength: 1 }), fc.nat(10_000), (parts, total) => {
				const counts = waveCounts(parseWaves(parts.join(', ')), total);
				return counts.reduce((sum, count) => sum + count, 0) === total;
			}),
		);
	});
});

const fleet = Array.from({ length: 100 }, (_, nth) => ({
	serial_number: `SN${String(nth).padStart(6, '0')}`,
	type: nth < 3 ? 'rare' : nth % 2 === 0 ? 'A' : 'B',
}));

describe('the order of a roll-out', () => {
	it('is that of the list where it is given', () => {
		expect(inOrder(fleet, 'given', 'x')).toEqual(fleet);
	});

	it.each(['random', 'spread'] as const)('%s is the same each time for one seed', (order) => {
		const turned = [...fleet].reverse();
		expect(inOrder(turned, order, 'night 1')).toEqual(inOrder(fleet, order, 'night 1'));
		expect(inOrder(fleet, order, 'night 2')).not.toEqual(inOrder(fleet, order, 'night 1'));
	});

	it('has every type in the first devices where it is spread', () => {
		const first = inOrder(fleet, 'spread', 'x').slice(0, 3);
		expect(new Set(first.map(({ type }) => type))).toEqual(new Set(['rare', 'A', 'B']));
	});

	it('loses and doubles no device', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.string()),
				fc.constantFrom('given', 'random', 'spread'),
				fc.string(),
				(serials, order, seed) => {
					const devices = serials.map((serial_number) => ({ serial_number }));
					const arranged = inOrder(devices, order, seed).map(({ serial_number: sn }) => sn);
					expect(arranged.sort()).toEqual([...serials].sort());
				},
			),
		);
	});
});

const gate: Gate = {
	nextShare: 0.9,
	stop: { counts: 'failed', limit: { kind: 'percent', share: 0.2 }, afterAtLeast: 3 },
	deadlineMs: 60_000,
	pauseMs: 10_000,
};

const tally = (of: Partial<WaveTally>): WaveTally => ({
	size: 10,
	succeeded: 0,
	failed: 0,
	timedOut: 0,
	startedAt: 0,
	...of,
});

describe('the gate between waves', () => {
	it.each<[string, WaveTally, number, object]>([
		['waits while devices are open', tally({ succeeded: 5 }), 1, { kind: 'wait', untilMs: 60_000 }],
		['opens when enough have succeeded', tally({ succeeded: 9 }), 1, { kind: 'next' }],
		[
			'pauses after the last device',
			tally({ succeeded: 10, endedAt: 5_000 }),
			6_000,
			{ kind: 'wait', untilMs: 15_000 },
		],
		['opens after the pause', tally({ succeeded: 10, endedAt: 5_000 }), 15_000, { kind: 'next' }],
		[
			'looks at no share before enough have ended',
			tally({ failed: 1, succeeded: 1 }),
			1,
			{ kind: 'wait', untilMs: 60_000 },
		],
		[
			'stops at too many failures',
			tally({ failed: 1, succeeded: 3 }),
			1,
			{ kind: 'stop', reason: '1 of 4 devices failed; the limit is 20 %' },
		],
		[
			'stops when enough can no longer succeed',
			tally({ timedOut: 2, succeeded: 8 }),
			1,
			{ kind: 'stop', reason: expect.stringMatching(/^only 8 of 10 devices succeeded/) },
		],
		[
			'takes open devices for timed out at the deadline',
			tally({ succeeded: 8 }),
			60_000,
			{ kind: 'stop', reason: expect.stringMatching(/^only 8 of 10/) },
		],
	])('%s', (_, counted, now, verdict) => {
		expect(gateVerdict(gate, counted, now)).toEqual(verdict);
	});

	it('counts devices that are late where it is to', () => {
		const strict: Gate = {
			...gate,
			stop: { counts: 'either', limit: { kind: 'devices', count: 2 }, afterAtLeast: 1 },
		};
		expect(gateVerdict(strict, tally({ failed: 1, timedOut: 1 }), 1)).toEqual({
			kind: 'stop',
			reason: '2 of 10 devices failed or timed out; the limit is 2',
		});
	});
});
