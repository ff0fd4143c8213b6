import fc from 'fast-check';

import { fixedLimit, Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import { vocabulary } from '../../../nodes/ZequenzeControl/follow/states';
import type { WaitEnd } from '../../../nodes/ZequenzeControl/follow/waiting/waitEnd';
import {
	waitForCompletion,
	type WaitSettings,
} from '../../../nodes/ZequenzeControl/follow/waiting/waitForCompletion';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { jsonAnswer, textAnswer } from '../control/answers.mts';
import { FakeClock } from '../control/fakeClock.mts';
import { ListingControl } from './listingControl.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

interface Followed {
	ends: Map<string, WaitEnd>;
	/** How the wait ended for each id, in the order of ids. */
	kinds: Array<WaitEnd['kind'] | undefined>;
	control: ListingControl;
	/** How long it took. */
	seconds: number;
}

interface Case {
	ids: string[];
	listedAt: (seconds: number) => JsonObject[];
	settings?: Partial<WaitSettings>;
	/** Requests a second; without it there is no limit. */
	perSecond?: number;
	/** What is special about the server. */
	arrange?: (control: ListingControl) => void;
}

async function follow({ ids, listedAt, settings, perSecond, arrange }: Case): Promise<Followed> {
	const clock = new FakeClock();
	const start = clock.now();
	const control = new ListingControl(clock, listedAt);
	arrange?.(control);
	const ends = await waitForCompletion(control.client, ids, {
		clock,
		pacer: new Pacer(clock, perSecond, fixedLimit(4)),
		deadlineMs: 60_000,
		firstPauseMs: 2_000,
		updateStatus: false,
		...settings,
	});
	const kinds = ids.map((id) => ends.get(id)?.kind);
	return { ends, kinds, control, seconds: (clock.now() - start) / 1000 };
}

function row(id: string, status: string | null, facts: JsonObject = {}): JsonObject {
	return { id, operation: 'set', status, ...facts };
}

const NEVER = Infinity;

/** Transactions, each of which is completed so many seconds after the start. */
function completedAt(seconds: Readonly<Record<string, number>>): Case['listedAt'] {
	return (now) =>
		Object.entries(seconds).map(([id, end]) => row(id, now >= end ? 'completed' : 'pending'));
}

function alone(end: number): Pick<Case, 'ids' | 'listedAt'> {
	return { ids: ['a'], listedAt: completedAt({ a: end }) };
}

/** So many transactions that the server lists, under their numbers. */
function crowd(size: number, end: (nth: number) => number): Readonly<Record<string, number>> {
	return Object.fromEntries(Array.from({ length: size }, (_, nth) => [`t${nth}`, end(nth)]));
}

describe('a wait', () => {
	it.each([
		['completed', 'finished'],
		['failed', 'finished'],
		['in_progress', 'timed_out'],
		['a word that nobody knows', 'timed_out'],
	])('for a transaction that is "%s" ends as %s', async (status, kind) => {
		const { ends } = await follow({ ids: ['a'], listedAt: () => [row('a', status)] });
		expect(ends.get('a')).toMatchObject({ kind, transaction: { id: 'a', status } });
	});

	it('understands the words that the user added', async () => {
		const { kinds } = await follow({
			ids: ['a'],
			listedAt: () => [row('a', 'fertig')],
			settings: { words: vocabulary({ succeeded: 'fertig' }) },
		});
		expect(kinds).toEqual(['finished']);
	});

	it('for nothing takes neither time nor requests', async () => {
		const { seconds, control } = await follow({ ids: [], listedAt: () => [] });
		expect({ seconds, asked: control.asked }).toEqual({ seconds: 0, asked: [] });
	});

	it('asks once for an id that is given twice', async () => {
		const { control } = await follow({ ids: ['a', 'a'], listedAt: completedAt({ a: 0 }) });
		expect(control.asked).toEqual(['?id=a']);
	});
});

describe('looks', () => {
	it('begin after the first pause and are farther and farther apart, up to 30 s', async () => {
		const { control } = await follow({ ...alone(NEVER), settings: { deadlineMs: 150_000 } });
		const pauses = control.times.map((time, nth) => time - (control.times[nth - 1] ?? 0));
		[2, 3, 4.5, 6.75, 10.125, 15.1875, 22.78125, 30, 30].forEach((pause, nth) => {
			expect(pauses[nth]).toBeCloseTo(pause, 2);
		});
	});

	it('are made a last time when the deadline comes', async () => {
		const { control, kinds, seconds } = await follow({
			...alone(10),
			settings: { deadlineMs: 10_000 },
		});
		expect(control.times.at(-1)).toBe(10);
		expect({ kinds, seconds }).toEqual({ kinds: ['finished'], seconds: 10 });
	});

	it('end with the last transaction, not with the deadline', async () => {
		const { seconds } = await follow(alone(4));
		expect(seconds).toBe(5);
	});

	it('are no more after the deadline', async () => {
		const { ends, seconds } = await follow({ ...alone(61), settings: { deadlineMs: 60_000 } });
		expect(seconds).toBe(60);
		expect(ends.get('a')).toMatchObject({ kind: 'timed_out', transaction: { status: 'pending' } });
	});

	it('of a wait that never saw anything leave nothing to show', async () => {
		const { ends } = await follow({
			...alone(0),
			arrange: ({ failures }) => failures.push(...Array(50).fill(jsonAnswer(503, {}))),
		});
		expect(ends.get('a')).toEqual({ kind: 'timed_out', transaction: null });
	});
});

describe('a wait that the server makes too long', () => {
	const withoutIds = jsonAnswer(200, [{ operation: 'set' }]);
	const ids = Array.from({ length: 40 }, (_, nth) => `t${nth}`);

	it('is cut off at the deadline, and what was seen until then counts', async () => {
		const { kinds, seconds } = await follow({
			ids,
			listedAt: completedAt(crowd(40, () => 0)),
			settings: { deadlineMs: 12_000 },
			arrange: (server) => {
				server.failures.push(withoutIds);
				server.latencyMs = 5_000;
			},
		});
		// The list from 2 s to 7 s; after a pause, four at a time from 10 s on.
		expect(seconds).toBe(15);
		expect(kinds).toEqual([...Array(4).fill('finished'), ...Array(36).fill('timed_out')]);
	});

	it('is cut off between the pages of a list as well', async () => {
		const { kinds, seconds } = await follow({
			ids: ['t0', 't39'],
			listedAt: completedAt(crowd(40, () => 0)),
			settings: { deadlineMs: 12_000 },
			arrange: (server) => {
				server.pageSize = 4;
				server.latencyMs = 5_000;
			},
		});
		expect(seconds).toBe(17);
		expect(kinds).toEqual(['finished', 'timed_out']);
	});

	it('leaves the look at the deadline some time of its own', async () => {
		const { kinds, seconds } = await follow({
			ids: ['t0', 't39'],
			listedAt: completedAt(crowd(40, () => 12)),
			settings: { deadlineMs: 12_000, firstPauseMs: 12_000 },
			arrange: (server) => {
				server.pageSize = 20;
				server.latencyMs = 1_500;
			},
		});
		expect({ kinds, seconds }).toEqual({ kinds: ['finished', 'finished'], seconds: 15 });
	});
});

describe('the pace of a wait', () => {
	const withoutIds = jsonAnswer(200, [{ operation: 'set' }]);
	const five: Case = {
		ids: ['t0', 't1', 't2', 't3', 't4'],
		listedAt: completedAt(crowd(5, () => 0)),
		arrange: ({ failures }) => failures.push(withoutIds),
	};

	it('is no faster than was asked for', async () => {
		const { control, kinds } = await follow({ ...five, perSecond: 2 });
		expect(control.times).toEqual([2, 5, 5.5, 6, 6.5, 7]);
		expect(kinds).toEqual(Array(5).fill('finished'));
	});

	it('does not put the deadline off', async () => {
		const { control, kinds, seconds } = await follow({
			...five,
			perSecond: 0.1,
			settings: { deadlineMs: 20_000 },
		});
		expect(control.times).toEqual([2, 12, 22]);
		expect(kinds).toEqual([...Array(2).fill('finished'), ...Array(3).fill('timed_out')]);
		expect(seconds).toBe(22);
	});
});

describe('as few requests as possible:', () => {
	it('one transaction is asked for by its id', async () => {
		const { control } = await follow(alone(4));
		expect(control.asked).toEqual(['?id=a', '?id=a']);
	});

	it('several are read from the list', async () => {
		const { control, kinds } = await follow({
			ids: ['a', 'b', 'c'],
			listedAt: completedAt({ a: 0, b: 4, c: 4, other: 0 }),
		});
		expect(control.asked).toEqual(['', '']);
		expect(kinds).toEqual(['finished', 'finished', 'finished']);
	});

	it('the list is read no farther than to the last one that is wanted', async () => {
		const { control } = await follow({
			ids: ['t0', 't1'],
			listedAt: completedAt(crowd(50, () => 0)),
			arrange: (server) => (server.pageSize = 10),
		});
		expect(control.asked).toEqual(['']);
	});

	it('the last ones of a long list are asked for one by one', async () => {
		const { control } = await follow({
			ids: ['t48', 't49'],
			listedAt: completedAt(crowd(50, () => 4)),
			arrange: (server) => (server.pageSize = 10),
		});
		expect(control.requestsByLook()).toEqual([5, 2]);
		expect(control.asked.slice(5)).toEqual(['?id=t48', '?id=t49']);
	});

	it('a list without ids is read once; then each is asked for', async () => {
		const { control, kinds } = await follow({
			ids: ['a', 'b'],
			listedAt: completedAt({ a: 0, b: 0 }),
			arrange: ({ failures }) => failures.push(jsonAnswer(200, [{ operation: 'set' }])),
		});
		expect(control.asked).toEqual(['', '?id=a', '?id=b']);
		expect(kinds).toEqual(['finished', 'finished']);
	});

	it('whatever ends when, no look after the first takes more than the list or all ids would', async () => {
		const end = fc.constantFrom(0, 3, 8, 20, NEVER);
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ end, isWanted: fc.boolean() }), { minLength: 1, maxLength: 30 }),
				fc.integer({ min: 1, max: 10 }),
				async (transactions, pageSize) => {
					const all = crowd(transactions.length, (nth) => transactions[nth]?.end ?? NEVER);
					const ids = Object.keys(all).filter((_, nth) => transactions[nth]?.isWanted);
					const { control, kinds } = await follow({
						ids,
						listedAt: completedAt(all),
						arrange: (server) => (server.pageSize = pageSize),
					});
					const expected = ids.map((id) => (all[id] === NEVER ? 'timed_out' : 'finished'));
					expect(kinds).toEqual(expected);
					const pages = Math.ceil(transactions.length / pageSize);
					for (const requests of control.requestsByLook().slice(1)) {
						expect(requests).toBeLessThanOrEqual(Math.min(pages, ids.length));
					}
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('a transaction that is not listed', () => {
	it('is not waited for once no list can be so late any more', async () => {
		const settings = { deadlineMs: 600_000 };
		const { ends, seconds } = await follow({ ids: ['a'], listedAt: () => [], settings });
		expect(ends.get('a')).toEqual({ kind: 'unlisted', transaction: null });
		expect(seconds).toBeGreaterThan(30);
		expect(seconds).toBeLessThan(60);
	});

	it('until the deadline is said to be not listed', async () => {
		const settings = { deadlineMs: 5_000 };
		const { kinds, seconds } = await follow({ ids: ['a'], listedAt: () => [], settings });
		expect({ kinds, seconds }).toEqual({ kinds: ['unlisted'], seconds: 5 });
	});

	it.each([
		['alone', ['a']],
		['among others', ['a', 'b']],
	])('yet, %s, is waited for: lists lag behind', async (_how, ids) => {
		const { kinds } = await follow({
			ids,
			listedAt: (now) => [row('b', 'completed'), ...(now < 20 ? [] : [row('a', 'completed')])],
		});
		expect(kinds).toEqual(ids.map(() => 'finished'));
	});

	it('at one look but at the next is waited for', async () => {
		const { kinds } = await follow({
			ids: ['a'],
			listedAt: (now) => {
				if (now > 4 && now < 6) return [];
				return [row('a', now > 15 ? 'completed' : 'pending')];
			},
		});
		expect(kinds).toEqual(['finished']);
	});

	it('because the list was cut off is asked for', async () => {
		const { kinds } = await follow({
			ids: ['cut', 'b', 'c'],
			listedAt: completedAt({ cut: 20, b: 10, c: 20 }),
			arrange: (control) => control.cutOff.add('cut'),
		});
		expect(kinds).toEqual(['finished', 'finished', 'finished']);
	});

	it('does not end the wait for others', async () => {
		const { kinds } = await follow({ ids: ['gone', 'b'], listedAt: completedAt({ b: 10 }) });
		expect(kinds).toEqual(['unlisted', 'finished']);
	});

	it.each([['alone', ['a']] as const, ['among others', ['a', 'b']] as const])(
		'any more, %s, is shown as it was last seen',
		async (_how, ids) => {
			const { ends } = await follow({
				ids: [...ids],
				listedAt: (now) => [row('b', 'pending'), ...(now < 4 ? [row('a', 'in_progress')] : [])],
			});
			expect(ends.get('a')).toMatchObject({
				kind: 'unlisted',
				transaction: { status: 'in_progress' },
			});
		},
	);
});

describe('a transaction that is missing from a list in pages', () => {
	const all = crowd(20, () => NEVER);
	const ids = Object.keys(all).slice(5, 15);
	const inPages = { pageSize: 10 };

	/** Others stay under way; this one is not listed while `isMissing` says so. */
	function missing(id: string, isMissing: (seconds: number) => boolean): Case {
		return {
			ids,
			listedAt: (now) =>
				Object.keys(all)
					.filter((other) => other !== id || !isMissing(now))
					.map((other) => row(other, other === id && now > 9 ? 'completed' : 'pending')),
			settings: { deadlineMs: 20_000 },
			arrange: (server) => Object.assign(server, inPages),
		};
	}

	it('may have moved to an earlier page: it is looked for again', async () => {
		let requests = 0;
		const { ends, seconds } = await follow({
			ids: ['t9', 't10', 't15'],
			// The oldest entry is dropped after the first page was read, and all others move up.
			listedAt: () => {
				requests += 1;
				const first = requests > 1 ? 1 : 0;
				return Object.keys(all)
					.slice(first)
					.map((id) => row(id, 'completed'));
			},
			arrange: (server) => Object.assign(server, inPages),
		});
		expect(ends.get('t10')?.kind).toBe('finished');
		expect(seconds).toBe(5);
	});

	it('is gone when two looks in a row miss it', async () => {
		const { ends } = await follow(missing('t10', (now) => now > 2));
		expect(ends.get('t10')).toMatchObject({
			kind: 'unlisted',
			transaction: { status: 'pending' },
		});
	});

	it('is not gone when it was seen in between', async () => {
		const { ends } = await follow(missing('t10', (now) => now < 5 || (now > 5 && now < 10)));
		expect(ends.get('t10')?.kind).toBe('finished');
	});
});

describe('a server that shows no status', () => {
	it.each(['set', 'add.obj', 'del.obj', null])(
		'is not asked twice about the operation %p',
		async (operation) => {
			const { ends, seconds } = await follow({
				ids: ['a'],
				listedAt: () => [row('a', null, { operation })],
			});
			expect(ends.get('a')?.kind).toBe('no_status');
			expect(seconds).toBe(2);
		},
	);

	it('is asked about a get until it shows the values', async () => {
		const { ends } = await follow({
			ids: ['a'],
			listedAt: (now) => [
				row('a', null, {
					operation: 'get',
					variables: [{ variable_name: 'Device.X', ...(now > 9 ? { value: '1' } : {}) }],
				}),
			],
		});
		expect(ends.get('a')).toMatchObject({
			kind: 'finished',
			transaction: { variables: [{ value: '1' }] },
		});
	});
});

describe('a failure of the server', () => {
	it.each([500, 502, 503, 429])('with %i costs a look, not the wait', async (status) => {
		const { kinds, control } = await follow({
			...alone(0),
			arrange: ({ failures }) => failures.push(jsonAnswer(status, {}), jsonAnswer(status, {})),
		});
		expect(kinds).toEqual(['finished']);
		expect(control.times).toEqual([2, 5, 9.5]);
	});

	it('that asks for a pause gets it', async () => {
		const { control } = await follow({
			...alone(0),
			arrange: ({ failures }) => failures.push(jsonAnswer(429, {}, { 'retry-after': '40' })),
		});
		const [, again = 0] = control.times;
		expect(again).toBeGreaterThanOrEqual(42);
	});

	it('that asks for a pause beyond the deadline does not put that off', async () => {
		const { seconds } = await follow({
			...alone(0),
			arrange: ({ failures }) => failures.push(jsonAnswer(429, {}, { 'retry-after': '3600' })),
		});
		expect(seconds).toBe(60);
	});

	it('at one transaction, again and again, does not keep others from being seen', async () => {
		const { kinds } = await follow({
			ids: ['t0', 't1', 't2', 't3', 't4', 't5'],
			listedAt: completedAt(crowd(6, (nth) => (nth === 5 ? 0 : NEVER))),
			arrange: ({ broken, failures }) => {
				failures.push(jsonAnswer(200, [{ operation: 'set' }]));
				broken.set('t0', jsonAnswer(500, {}));
			},
		});
		expect(kinds).toEqual([...Array(5).fill('timed_out'), 'finished']);
	});
});

describe('a refusal of the server', () => {
	it.each([
		['the token', jsonAnswer(401, {}), 'unauthorized'],
		['the right', jsonAnswer(403, {}), 'forbidden'],
		['the address', textAnswer(404, '<html>'), 'wrong_address'],
	])('because of %s ends the wait for all', async (_why, answer, kind) => {
		const { ends, seconds } = await follow({
			ids: ['a', 'b'],
			listedAt: () => [],
			arrange: ({ failures }) => failures.push(answer),
		});
		for (const id of ['a', 'b']) {
			expect(ends.get(id)).toMatchObject({ kind: 'refused', error: { kind } });
		}
		expect(seconds).toBe(2);
	});

	it('because of one id ends the wait for that one only', async () => {
		const { kinds } = await follow({
			ids: ['no id', 'b'],
			listedAt: completedAt({ b: 10 }),
			arrange: ({ failures, broken }) => {
				failures.push(jsonAnswer(200, [{ operation: 'set' }]));
				broken.set('no id', jsonAnswer(400, { id: ['A valid integer is required.'] }));
			},
		});
		expect(kinds).toEqual(['refused', 'finished']);
	});
});

describe('when the user stops the execution', () => {
	it.each([
		['before the first look', 0],
		['between two looks', 1],
	])('%s, the wait ends at once', async (_when, looks) => {
		const clock = new FakeClock();
		const control = new ListingControl(clock, () => {
			clock.stop();
			return [row('a', 'pending')];
		});
		const pacer = new Pacer(clock);
		const settings = { clock, pacer, deadlineMs: 60_000, firstPauseMs: 2_000, updateStatus: false };
		const waiting = waitForCompletion(control.client, ['a'], settings);
		if (looks === 0) clock.stop();
		await expect(waiting).rejects.toBeInstanceOf(RunCancelled);
		expect(control.asked).toHaveLength(looks);
	});
});

describe('a fresh status', () => {
	it.each([
		['one transaction', ['a']],
		['several', ['a', 'b']],
	])('of %s is asked for at the first look and every fourth after it', async (_what, ids) => {
		const { control } = await follow({
			ids,
			listedAt: completedAt({ a: NEVER, b: NEVER }),
			settings: { updateStatus: true, deadlineMs: 200_000 },
		});
		const isFresh = control.asked.map((query) => query.includes('update_status=true'));
		expect(isFresh.slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((nth) => nth % 4 === 0));
	});

	it.each([500, 400, 422])(
		'is not asked for again where the server answers it with %i',
		async (status) => {
			const { control, kinds } = await follow({
				...alone(4),
				settings: { updateStatus: true },
				arrange: ({ failures }) => failures.push(jsonAnswer(status, {})),
			});
			expect(control.asked).toEqual(['?id=a&update_status=true', '?id=a', '?id=a']);
			expect(kinds).toEqual(['finished']);
			expect(control.client.notRefreshed).toMatchObject({ httpCode: status });
		},
	);

	it('is not blamed for a server that fails anyway', async () => {
		const { control, kinds } = await follow({
			...alone(4),
			settings: { updateStatus: true },
			arrange: ({ failures }) => failures.push(jsonAnswer(500, {}), jsonAnswer(500, {})),
		});
		expect(control.asked.slice(0, 3)).toEqual([
			'?id=a&update_status=true',
			'?id=a',
			'?id=a&update_status=true',
		]);
		expect(kinds).toEqual(['finished']);
		expect(control.client.notRefreshed).toBeNull();
	});

	it('is not asked for unless the user wants it', async () => {
		const { control } = await follow(alone(NEVER));
		expect(control.asked.join()).not.toContain('update_status');
	});
});
