import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { eventItem } from '../../../nodes/ZequenzeControl/follow/events/eventItem';
import { takenBack, type Memory } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import {
	restoreMemory,
	storeMemory,
} from '../../../nodes/ZequenzeControl/follow/memory/storedMemory';
import { untaggedKey } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';
import { vocabulary } from '../../../nodes/ZequenzeControl/follow/states';
import { changesSince, type Changes, type Interest, type Snapshot } from './transactionChanges.mts';
import { shown } from './transactions.mts';

const interest: Interest = {
	events: new Set(['transaction.succeeded', 'transaction.failed', 'transaction.unlisted']),
	isWanted: () => true,
	maxEvents: 100,
};

function entry(id: string, status: string, updatedAt = '2026-01-01T00:00:00Z'): Transaction {
	return shown({ id, status, updatedAt });
}

function look(transactions: Transaction[], facts: Partial<Snapshot> = {}): Snapshot {
	return { transactions, complete: true, host: 'h', credential: 'c', scope: 'list', ...facts };
}

function throughJson(memory: Memory): Memory {
	const restored = restoreMemory(JSON.parse(JSON.stringify(storeMemory(memory))));
	if (!restored) throw new Error('The memory was not restored');
	return restored;
}

function keys({ events }: Changes): string[] {
	return events.map((event) => eventItem(event, {}).event_key);
}

describe('after a restart that may have kept the last events from the workflow', () => {
	const { memory: before } = changesSince(
		undefined,
		look([entry('1', 'pending'), entry('2', 'pending'), entry('3', 'pending')]),
		interest,
	);
	const done = [entry('1', 'completed'), entry('2', 'completed'), entry('3', 'pending')];
	const reported = changesSince(before, look(done), interest);

	it('they come again with the same keys, and then no more', () => {
		const again = changesSince(takenBack(throughJson(reported.memory)), look(done), interest);
		expect(keys(again)).toEqual(keys(reported));
		expect(keys(changesSince(again.memory, look(done), interest))).toEqual([]);
	});

	it('they keep their keys when the server touches the transaction or drops it', () => {
		const touched = [entry('1', 'completed', '2026-02-02T00:00:00Z'), entry('3', 'pending')];
		const again = changesSince(takenBack(throughJson(reported.memory)), look(touched), interest);
		expect(keys(again).sort()).toEqual(keys(reported).sort());
	});

	it('they keep their keys when they are too many for one look', () => {
		const one = { ...interest, maxEvents: 1 };
		const first = changesSince(takenBack(throughJson(reported.memory)), look(done), one);
		const left = look([entry('1', 'completed'), entry('3', 'pending')]);
		const second = changesSince(takenBack(throughJson(first.memory)), left, one);
		const third = changesSince(second.memory, left, one);
		const again = [...keys(first), ...keys(second), ...keys(third)];
		expect(new Set(again)).toEqual(new Set(keys(reported)));
	});

	it('they keep their keys, and what they say, when an old copy comes between and then nothing is listed', () => {
		const open = ['1', '2', '3'].map((id) => entry(id, 'in_progress'));
		const stale = look(open);
		const first = changesSince(takenBack(throughJson(reported.memory)), stale, interest);
		expect(keys(first)).toEqual([]);
		const empty = changesSince(throughJson(first.memory), look([]), interest);
		const again = changesSince(empty.memory, look([]), interest);
		expect(keys(again).sort()).toEqual(keys(reported).sort());
		expect(again.events.map((event) => eventItem(event, {}).state)).toEqual([
			'succeeded',
			'succeeded',
		]);
	});

	it('a change of the status comes again once the server shows that status again after an old copy', () => {
		const following: Interest = { ...interest, events: new Set(['transaction.status_changed']) };
		const start = { startedAt: Date.parse('2026-01-01T00:00:00Z') };
		const old = look([entry('1', 'pending')], start);
		const now = look([entry('1', 'in_progress', '2026-01-01T00:00:05Z')]);
		const change = changesSince(changesSince(undefined, old, following).memory, now, following);
		const between = changesSince(takenBack(throughJson(change.memory)), old, following);
		expect(keys(between)).toEqual([]);
		const again = changesSince(between.memory, now, following);
		expect(keys(again)).toEqual(keys(change));
		expect(keys(changesSince(again.memory, now, following))).toEqual([]);
	});

	it('they do not come again to the process that reported them', () => {
		expect(keys(changesSince(reported.memory, look(done), interest))).toEqual([]);
	});
});

describe('until the list has been seen to its end once', () => {
	const firstPart = look([entry('1', 'pending')], { complete: false, startedAt: 5 });
	const { memory } = changesSince(undefined, firstPart, interest);
	const secondPart = look([entry('2', 'completed')], { alsoListed: new Set(['1']) });

	it('what comes in snapshot is no news', () => {
		expect(keys(changesSince(throughJson(memory), secondPart, interest))).toEqual([]);
	});

	it('but what is recent is', () => {
		const changes = changesSince(throughJson(memory), secondPart, {
			...interest,
			isRecent: ({ id }) => id === '2',
		});
		expect(keys(changes)).toEqual(['2:transaction.succeeded:completed:2026-01-01T00:00:00Z']);
	});

	it('what was known changes all the same', () => {
		const changes = changesSince(throughJson(memory), look([entry('1', 'failed')]), interest);
		expect(keys(changes)).toEqual(['1:transaction.failed:failed:2026-01-01T00:00:00Z']);
	});

	it('it is remembered when following began', () => {
		expect(throughJson(memory)).toMatchObject({ since: 5, lacksBaseline: true });
		expect(changesSince(memory, secondPart, interest).memory).toMatchObject({ since: 5 });
		expect(changesSince(memory, secondPart, interest).memory.lacksBaseline).toBeUndefined();
	});
});

it('what earlier parts of the list showed is not gone', () => {
	const { memory } = changesSince(undefined, look([entry('1', 'x'), entry('2', 'x')]), interest);
	const cursor = look([entry('2', 'x')], { alsoListed: new Set(['1']) });
	expect(keys(changesSince(memory, cursor, interest))).toEqual([]);
});

it('what another credential does not show is not gone', () => {
	const { memory } = changesSince(undefined, look([entry('1', 'x'), entry('2', 'x')]), interest);
	const other = look([entry('2', 'x')], { credential: 'another' });
	const changes = changesSince(memory, other, interest);
	expect(keys(changes)).toEqual([]);
	expect(keys(changesSince(changes.memory, other, interest))).toEqual([]);
});

describe('when the user changes what status words mean', () => {
	const words = vocabulary({ succeeded: 'erledigt' });
	const before = look([entry('1', 'erledigt'), entry('2', 'pending')]);
	const { memory } = changesSince(undefined, before, interest);

	it('nothing happened to those that keep their word', () => {
		const changes = changesSince(memory, before, { ...interest, words });
		expect(keys(changes)).toEqual([]);
		expect(changes.memory.lastSeen.get(untaggedKey('1'))).toBe('succeeded|erledigt');
	});

	it('others are judged by the new meaning', () => {
		const now = look([entry('1', 'erledigt'), entry('2', 'erledigt')]);
		const changes = changesSince(memory, now, { ...interest, words });
		expect(keys(changes)).toEqual(['2:transaction.succeeded:erledigt:2026-01-01T00:00:00Z']);
	});
});
