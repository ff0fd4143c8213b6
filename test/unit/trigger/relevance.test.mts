import type { EventName } from '../../../nodes/ZequenzeControl/follow/memory/eventNames';
import type { Memory } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import { untaggedKey } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';
import {
	isOver,
	newsSince,
	recentTransactions,
} from '../../../nodes/ZequenzeControl/trigger/relevance';
import { shown } from '../follow/transactions.mts';

const account = { host: 'h', credential: 'c' };

function memory(lastSeen: Record<string, string>, facts: Partial<Memory> = {}): Memory {
	return {
		...account,
		scope: 'ids',
		lastSeen: new Map(Object.entries(lastSeen).map(([id, mark]) => [untaggedKey(id), mark])),
		pending: new Map(),
		unproven: 0,
		sequence: 1,
		...facts,
	};
}

describe('nothing more is to come', () => {
	const ends = { events: new Set<EventName>(['transaction.succeeded', 'transaction.failed']) };

	it.each<[string, string, boolean]>([
		['of what succeeded', 'succeeded|completed', true],
		['of what failed, unwanted by the filters', '-failed|failed', true],
		['of what is open', 'running|in_progress', false],
		['of what nobody understands', 'unknown|hmm', false],
		['of what is no longer listed: it may come back', '~succeeded|completed', false],
	])('%s: "%s" %s', (_what, mark, expected) => {
		expect(isOver(memory({ 1: mark }), account, ends)('1')).toBe(expected);
	});

	it('unless its event is still to be reported', () => {
		const before = memory(
			{ 1: 'failed' },
			{ pending: new Map([[untaggedKey('1'), 'transaction.failed']]) },
		);
		expect(isOver(before, account, ends)('1')).toBe(false);
	});

	it('only where the ends are all that matters', () => {
		const events = new Set<EventName>(['transaction.unlisted']);
		expect(isOver(memory({ 1: 'succeeded' }), account, { events })('1')).toBe(false);
	});

	it('only at the same account', () => {
		const other = { host: 'h', credential: 'another' };
		expect(isOver(memory({ 1: 'succeeded' }), other, ends)('1')).toBe(false);
	});
});

describe('what the trigger sees for the first time is news', () => {
	const noon = Date.parse('2026-01-01T12:00:00Z');
	const minute = 60_000;
	const at = (time: string) => shown({ updatedAt: time });

	it.each<[string, boolean, string, number, number]>([
		['nothing at the moment of activation', false, '2026-01-01T12:00:00Z', 0, 0],
		['what came since then, after an outage', true, '2026-01-01T12:00:01Z', 10 * minute, 0],
		['not what was before it', false, '2026-01-01T11:59:59Z', 10 * minute, 0],
		['what is within the time to look back', true, '2026-01-01T11:50:00Z', 0, 15 * minute],
		['not what is beyond it', false, '2026-01-01T11:40:00Z', 0, 15 * minute],
		['not what has no time zone, which could be any', false, '2026-01-01 12:00:01', 10 * minute, 0],
	])('%s', (_what, expected, time, delayMs, lookBackMs) => {
		const round = { host: 'h', activatedAt: noon, startedAt: noon + delayMs };
		const since = newsSince(undefined, noon, round, lookBackMs);
		expect(recentTransactions(since)(at(time))).toBe(expected);
	});

	it('since following began, also after a restart in the midst of the first look', () => {
		const before = memory({}, { since: noon });
		const later = noon + 60 * minute;
		const round = { host: 'h', activatedAt: later, startedAt: later };
		const isRecent = recentTransactions(newsSince(before, later, round, 0));
		expect(isRecent(at('2026-01-01T12:30:00Z'))).toBe(true);
	});
});
