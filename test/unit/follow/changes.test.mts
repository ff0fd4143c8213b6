import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type { EventName } from '../../../nodes/ZequenzeControl/follow/memory/eventNames';
import type { Memory } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import { idIn } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';
import { vocabulary } from '../../../nodes/ZequenzeControl/follow/states';
import { changesSince, type Changes, type Interest, type Snapshot } from './transactionChanges.mts';
import { shown } from './transactions.mts';

const FINISHED: EventName[] = ['transaction.succeeded', 'transaction.failed'];

function entry(id: string, status: string, facts: Partial<Transaction> = {}): Transaction {
	return shown({ id, status, serialNumber: 'SN1', operation: 'set', ...facts });
}

function look(transactions: Transaction[], facts: Partial<Snapshot> = {}): Snapshot {
	return {
		transactions,
		complete: true,
		host: 'https://control.example/api/v1',
		credential: '1',
		scope: 'list',
		...facts,
	};
}

function interest(events: EventName[], facts: Partial<Interest> = {}): Interest {
	return { events: new Set(events), isWanted: () => true, maxEvents: 100, ...facts };
}

/** What the last of several looks reports. */
function afterLooks(looks: Snapshot[], wanted: Interest): Changes {
	let memory: Memory | undefined;
	let changes: Changes | undefined;
	for (const one of looks) {
		changes = changesSince(memory, one, wanted);
		({ memory } = changes);
	}
	if (!changes) throw new Error('There was no look');
	return changes;
}

function names(changes: Changes): string[] {
	return changes.events.map(({ event, subject }) => `${subject.id} ${event}`);
}

describe('the first look', () => {
	it('reports nothing that already happened', () => {
		const changes = afterLooks([look([entry('1', 'completed')])], interest(FINISHED));
		expect(names(changes)).toEqual([]);
		expect(changes.changed).toBe(true);
	});

	it('reports what is recent, where that is asked for', () => {
		const isRecent = ({ id }: Transaction) => id === '2';
		const first = look([entry('1', 'completed'), entry('2', 'failed')]);
		expect(names(afterLooks([first], interest(FINISHED, { isRecent })))).toEqual([
			'2 transaction.failed',
		]);
	});

	it('is taken again at another host, whose ids mean other transactions', () => {
		const looks = [
			look([entry('1', 'pending')]),
			look([entry('1', 'completed')], { host: 'https://other.example/api/v1' }),
		];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
	});
});

describe('a later look reports', () => {
	it.each<[string, EventName[], string, string, string[]]>([
		['a success', FINISHED, 'pending', 'completed', ['1 transaction.succeeded']],
		['a failure', FINISHED, 'in_progress', 'failed', ['1 transaction.failed']],
		['no success to those who wait for failures', ['transaction.failed'], 'pending', 'done', []],
		['no start to those who wait for the end', FINISHED, 'pending', 'in_progress', []],
		[
			'another status of the same state',
			['transaction.status_changed'],
			'queued',
			'pending',
			['1 transaction.status_changed'],
		],
		['no second end when only the word changes', FINISHED, 'completed', 'done', []],
		['a failure that was a success', FINISHED, 'completed', 'failed', ['1 transaction.failed']],
	])('%s', (_what, events, before, after, expected) => {
		const looks = [look([entry('1', before)]), look([entry('1', after)])];
		expect(names(afterLooks(looks, interest(events)))).toEqual(expected);
	});

	it('a transaction that came and finished between two looks', () => {
		const looks = [look([]), look([entry('1', 'completed')])];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual(['1 transaction.succeeded']);
	});

	it('a new transaction once, to those who wait for new ones', () => {
		const wanted = interest(['transaction.created']);
		const looks = [look([]), look([entry('1', 'pending')])];
		expect(names(afterLooks(looks, wanted))).toEqual(['1 transaction.created']);
		expect(names(afterLooks([...looks, look([entry('1', 'completed')])], wanted))).toEqual([]);
	});

	it.each([
		['pending', 'completed', '1 transaction.succeeded'],
		['in_progress', 'failed', '1 transaction.failed'],
		['completed', 'failed', '1 transaction.failed'],
	])(
		'one event for an id that the list names twice, %s and %s in whatever order',
		(one, other, event) => {
			const twice = look([entry('1', one), entry('1', other)]);
			const turned = look([entry('1', other), entry('1', one)]);
			const before = look([entry('1', 'pending')]);
			expect(names(afterLooks([before, twice], interest(FINISHED)))).toEqual([event]);
			expect(names(afterLooks([before, twice, turned], interest(FINISHED)))).toEqual([]);
		},
	);

	it('nothing about entries without an id', () => {
		const looks = [look([]), look([shown({ status: 'completed' })])];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
	});

	it('only what the filter wants', () => {
		const isWanted = ({ serialNumber }: Transaction) => serialNumber === 'SN2';
		const looks = [
			look([entry('1', 'pending'), entry('2', 'pending', { serialNumber: 'SN2' })]),
			look([entry('1', 'completed'), entry('2', 'completed', { serialNumber: 'SN2' })]),
		];
		expect(names(afterLooks(looks, interest(FINISHED, { isWanted })))).toEqual([
			'2 transaction.succeeded',
		]);
	});

	it('nothing of a transaction that another credential is the first to show', () => {
		const looks = [
			look([entry('1', 'pending')]),
			look([entry('1', 'completed'), entry('9', 'completed')], { credential: '2' }),
		];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual(['1 transaction.succeeded']);
	});
});

describe('a transaction that is no longer listed', () => {
	const unlisted = interest(['transaction.unlisted']);

	it('is reported with what is remembered of it', () => {
		const looks = [
			look([entry('1', 'completed'), entry('2', 'pending')]),
			look([entry('2', 'pending')]),
		];
		expect(afterLooks(looks, unlisted).events).toMatchObject([
			{
				event: 'transaction.unlisted',
				seen: 'succeeded|completed',
				listed: false,
				subject: { id: '1', status: 'completed' },
			},
		]);
	});

	it('is not gone when the list could not be read to its end', () => {
		const looks = [
			look([entry('1', 'completed'), entry('2', 'pending')]),
			look([entry('2', 'pending')], { complete: false }),
		];
		expect(names(afterLooks(looks, unlisted))).toEqual([]);
	});

	it('is gone from a list of several pages when two looks in a row do not find it', () => {
		const both = look([entry('1', 'pending'), entry('2', 'pending')]);
		const missed = look([entry('2', 'pending')], { mayMiss: true });
		expect(names(afterLooks([both, missed], unlisted))).toEqual([]);
		expect(names(afterLooks([both, missed, both], unlisted))).toEqual([]);
		expect(names(afterLooks([both, missed, both, missed], unlisted))).toEqual([]);
		expect(names(afterLooks([both, missed, missed], unlisted))).toEqual(['1 transaction.unlisted']);
		expect(names(afterLooks([both, missed, missed, missed], unlisted))).toEqual([]);
	});

	it('that one look missed and the next one shows finished is reported as that', () => {
		const looks = [
			look([entry('1', 'pending'), entry('2', 'pending')]),
			look([entry('2', 'pending')], { mayMiss: true }),
			look([entry('1', 'completed'), entry('2', 'pending')], { mayMiss: true }),
		];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual(['1 transaction.succeeded']);
	});

	it.each<[string, Partial<Snapshot>, Transaction[]]>([
		['an empty list', {}, []],
		['a list that was cut off', { isCut: true }, [entry('2', 'pending')]],
	])('is not gone from %s, however often that comes', (_what, facts, transactions) => {
		const nothing = look(transactions, facts);
		const both = look([entry('1', 'completed'), entry('2', 'pending')]);
		const looks = [both, nothing, nothing, nothing, nothing];
		expect(names(afterLooks(looks, unlisted))).toEqual([]);
		expect(names(afterLooks([...looks, both], unlisted))).toEqual([]);
		const last = look([entry('2', 'pending')]);
		expect(names(afterLooks([...looks, last], unlisted))).toEqual(['1 transaction.unlisted']);
	});

	it('is gone from a list that was cut off where the server does not know its id', () => {
		const both = look([entry('1', 'completed'), entry('2', 'pending')]);
		const cut = look([entry('2', 'pending')], { isCut: true, absent: new Set(['1']) });
		expect(names(afterLooks([both, cut], unlisted))).toEqual(['1 transaction.unlisted']);
	});

	it('is no new transaction when it comes back', () => {
		const away = look([entry('2', 'pending')]);
		const back = look([entry('1', 'completed'), entry('2', 'pending')]);
		const wanted = interest(['transaction.created', ...FINISHED]);
		expect(names(afterLooks([back, away, back], wanted))).toEqual([]);
	});

	it('is reported only where the filter wanted it when it was listed', () => {
		const isWanted = ({ serialNumber }: Transaction) => serialNumber === 'SN1';
		const looks = [
			look([
				entry('1', 'pending'),
				entry('2', 'pending', { serialNumber: 'SN2' }),
				entry('3', 'pending'),
			]),
			look([entry('3', 'pending')]),
		];
		expect(names(afterLooks(looks, { ...unlisted, isWanted }))).toEqual(['1 transaction.unlisted']);
	});
});

describe('a server that shows old things', () => {
	const at = (status: string, updatedAt: string | null) => entry('1', status, { updatedAt });
	const [early, late, later] = [
		'2026-01-01T00:00:00Z',
		'2026-01-01T00:01:00Z',
		'2026-01-01T00:02:00Z',
	];

	it.each<[string, string | null, string | null]>([
		['with times', early, late],
		['without times', null, null],
	])('does not let an end be reported twice, %s', (_what, open, end) => {
		const [pending, done] = [look([at('pending', open)]), look([at('completed', end)])];
		const stale = look([at('in_progress', open)]);
		const looks = [pending, done];
		for (let nth = 0; nth < 3; nth += 1) {
			looks.push(stale, done);
			expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
		}
	});

	it('does not let what ended before all following be reported', () => {
		const startedAt = Date.parse(late);
		const done = look([at('completed', early)], { startedAt });
		const looks = [done, look([at('in_progress', early)]), done];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
	});

	it('hides no other end that follows', () => {
		const looks = [at('pending', early), at('failed', late), at('in_progress', late)];
		const again = [...looks, at('failed', later)].map((one) => look([one]));
		expect(names(afterLooks(again, interest(FINISHED)))).toEqual(['1 transaction.failed']);
	});

	it('delays what is pending until it shows the end again', () => {
		const one = interest(FINISHED, { maxEvents: 1 });
		const shown = (...statuses: string[]): Snapshot =>
			look(statuses.map((status, nth) => entry(String(nth), status, { updatedAt: late })));
		const looks = [shown('pending', 'pending'), shown('completed', 'completed')];
		expect(names(afterLooks([...looks, shown('completed', 'running')], one))).toEqual([]);
		expect(
			names(afterLooks([...looks, shown('completed', 'running'), shown('done', 'completed')], one)),
		).toEqual(['1 transaction.succeeded']);
	});
});

describe('an id that is used again for another device', () => {
	const wanted = interest(['transaction.created', ...FINISHED]);
	const first = entry('1', 'completed');
	const [open, done] = ['pending', 'completed'].map((status) =>
		entry('1', status, { serialNumber: 'SN2' }),
	);
	const other = entry('2', 'pending');

	it.each<[string, Array<Array<Transaction | undefined>>]>([
		[
			'at once',
			[
				[first, other],
				[open, other],
				[done, other],
			],
		],
		[
			'beside the first',
			[
				[first, other],
				[first, open],
				[first, done],
			],
		],
		['after it had vanished', [[first, other], [other], [open, other], [done, other]]],
	])('%s is another transaction', (_what, lists) => {
		const looks = lists.map((list) => look(list.filter((one) => one !== undefined)));
		const reported = looks.map((_, nth) => names(afterLooks(looks.slice(0, nth + 1), wanted)));
		expect(reported.flat()).toEqual(['1 transaction.created', '1 transaction.succeeded']);
	});

	it('is the same one where its device was not shown before, or is not shown for once', () => {
		const unnamed = (status: string) => look([entry('1', status, { serialNumber: null })]);
		const named = (status: string) => look([entry('1', status)]);
		const looks = [unnamed('pending'), named('pending'), unnamed('pending'), named('completed')];
		expect(names(afterLooks(looks, wanted))).toEqual(['1 transaction.succeeded']);
		expect(names(afterLooks(looks.slice(0, 3), wanted))).toEqual([]);
	});

	it('is the same one where the server writes all serial numbers in another way from now on', () => {
		const list = (prefix: string): Snapshot =>
			look(
				Array.from({ length: 20 }, (_, nth) =>
					entry(String(nth), 'completed', { serialNumber: `${prefix}SN${nth}` }),
				),
			);
		expect(names(afterLooks([list(''), list('00259E-')], wanted))).toEqual([]);
	});
});

describe('where more happened than one look may report', () => {
	const pending = look(['1', '2', '3'].map((id) => entry(id, 'pending')));
	const completed = look(['1', '2', '3'].map((id) => entry(id, 'completed')));
	const few = interest(FINISHED, { maxEvents: 2 });

	it('the cursor is counted', () => {
		expect(afterLooks([pending, completed], few)).toMatchObject({ left: 1, changed: true });
	});

	it('the cursor comes with the next snapshot, and then nothing', () => {
		expect(names(afterLooks([pending, completed, completed], few))).toEqual([
			'3 transaction.succeeded',
		]);
		expect(names(afterLooks([pending, completed, completed, completed], few))).toEqual([]);
	});

	it('the cursor comes even if it is no longer listed then', () => {
		const last = look([entry('1', 'completed')]);
		const { events } = afterLooks([pending, completed, last], few);
		expect(events).toMatchObject([
			{
				event: 'transaction.succeeded',
				seen: 'succeeded|completed',
				listed: false,
				subject: { id: '3' },
			},
		]);
	});

	it('the cursor comes even through a filter that looks at more than is remembered', () => {
		const isWanted = ({ serialNumber }: Transaction) => serialNumber === 'SN1';
		const looks = [pending, completed, look([entry('1', 'completed')])];
		expect(names(afterLooks(looks, { ...few, isWanted }))).toEqual(['3 transaction.succeeded']);
	});

	it('the cursor of what is no longer listed comes, too', () => {
		const wanted = interest(['transaction.unlisted'], { maxEvents: 1 });
		const away = look([entry('1', 'pending')]);
		expect(names(afterLooks([pending, away], wanted))).toEqual(['2 transaction.unlisted']);
		expect(names(afterLooks([pending, away, away], wanted))).toEqual(['3 transaction.unlisted']);
		expect(names(afterLooks([pending, away, away, away], wanted))).toEqual([]);
	});
});

describe('a list that takes several looks to read', () => {
	const part = (transactions: Transaction[], cursor: Partial<Snapshot> = {}): Snapshot =>
		look(transactions, { complete: false, ...cursor });
	const [one, two] = [entry('1', 'completed'), entry('2', 'completed')];

	it('is no news in any of its parts when it is read for the first time', () => {
		const looks = [part([one]), look([two], { alsoListed: new Set(['1']) })];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
	});

	it('is known when it was read to its end once', () => {
		const last = look([one, two, entry('3', 'completed')]);
		const looks = [part([one]), look([two], { alsoListed: new Set(['1']) }), last];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual(['3 transaction.succeeded']);
	});

	it('still lists what earlier parts showed', () => {
		const looks = [look([one, two]), part([one]), look([two], { alsoListed: new Set(['1']) })];
		expect(names(afterLooks(looks, interest(['transaction.unlisted'])))).toEqual([]);
	});

	it('no longer lists what none of its parts showed', () => {
		const looks = [look([one, two]), part([]), look([two], { alsoListed: new Set() })];
		expect(names(afterLooks(looks, interest(['transaction.unlisted'])))).toEqual([
			'1 transaction.unlisted',
		]);
	});
});

describe('ids that are asked for', () => {
	const asking = (transactions: Transaction[], ids: string[]): Snapshot =>
		look(transactions, { scope: 'ids', asked: new Set(ids) });

	it('are no news when the first answer comes', () => {
		const looks = [asking([], ['1']), asking([entry('1', 'completed')], ['1'])];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual([]);
	});

	it('are reported when they finish later', () => {
		const looks = [
			asking([entry('1', 'pending')], ['1']),
			asking([entry('1', 'completed')], ['1']),
		];
		expect(names(afterLooks(looks, interest(FINISHED)))).toEqual(['1 transaction.succeeded']);
	});

	it('are forgotten when they are no longer asked for', () => {
		const both = asking([entry('1', 'pending'), entry('2', 'pending')], ['1', '2']);
		const { events, memory } = afterLooks(
			[both, asking([entry('2', 'pending')], ['2'])],
			interest(['transaction.unlisted']),
		);
		expect(events).toEqual([]);
		expect([...memory.lastSeen.keys()].map(idIn)).toEqual(['2']);
	});
});

describe('when the user teaches another status word', () => {
	const words = vocabulary({ succeeded: 'completado' });
	const before = look([entry('1', 'completado'), entry('2', 'pending')]);

	it('what had it already is no news', () => {
		const { memory } = changesSince(undefined, before, interest(FINISHED));
		expect(names(changesSince(memory, before, interest(FINISHED, { words })))).toEqual([]);
	});

	it('what gets it now is', () => {
		const { memory } = changesSince(undefined, before, interest(FINISHED));
		const now = look([entry('1', 'completado'), entry('2', 'completado')]);
		expect(names(changesSince(memory, now, interest(FINISHED, { words })))).toEqual([
			'2 transaction.succeeded',
		]);
	});
});

it('a look that finds everything as it was changes nothing', () => {
	const same = look([entry('1', 'pending'), entry('2', 'completed')]);
	expect(afterLooks([same, same], interest(FINISHED))).toMatchObject({
		events: [],
		changed: false,
	});
});

it('a look leaves the memory that it was given as it is', () => {
	const { memory } = afterLooks([look([entry('1', 'pending')])], interest(FINISHED));
	const before = structuredClone(memory);
	changesSince(memory, look([entry('1', 'completed'), entry('2', 'failed')]), interest(FINISHED));
	expect(memory).toEqual(before);
});
