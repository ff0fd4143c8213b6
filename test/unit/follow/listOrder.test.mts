import {
	inOrderOfTime,
	isOldestFirst,
	newestFirst,
	oldestMadeFirst,
} from '../../../nodes/ZequenzeControl/follow/events/listOrder';

const made = (id: string, createdAt: string | null = null) => ({ id, createdAt });

const EARLY = '2026-01-01T00:00:00Z';
const LATE = '2026-01-02T00:00:00Z';

it.each([
	['times', [made('9', EARLY), made('1', LATE)], ['1', '9']],
	['numbers, where all were made at once', [made('1', EARLY), made('2', EARLY)], ['2', '1']],
	['numbers, where no time is shown', [made('txn_9'), made('txn_10')], ['txn_10', 'txn_9']],
])('the newest comes first by %s', (_what, transactions, ids) => {
	expect(newestFirst(transactions).map(({ id }) => id)).toEqual(ids);
});

it.each([
	[[made('1', EARLY), made('2', LATE)], true],
	[[made('2', LATE), made('1', EARLY)], false],
	[[made('1'), made('2')], true],
	[[made('a'), made('b')], false],
	[[made('1')], false],
	[[], false],
])('a list that shows %j begins with the oldest: %p', (transactions, oldest) => {
	expect(isOldestFirst(transactions)).toBe(oldest);
});

it.each([
	['begins with the newest', [made('2', LATE), made('1', EARLY)], ['1', '2']],
	['begins with the oldest', [made('1', EARLY), made('2', LATE)], ['1', '2']],
	['shows neither', [made('a'), made('b')], ['a', 'b']],
])('a list that %s is taken with the oldest first', (_what, transactions, ids) => {
	expect(oldestMadeFirst(transactions).map(({ id }) => id)).toEqual(ids);
});

describe('events', () => {
	const happened = (key: string, at: string | null) => ({
		event: 'transaction.failed' as const,
		key,
		subject: undefined,
		seen: '',
		listed: true,
		at,
	});
	const ordered = (...events: Array<ReturnType<typeof happened>>) =>
		inOrderOfTime(events, ({ at }) => at).map(({ key }) => key);

	it('go by when they happened, whatever zone the server writes', () => {
		const later = '2026-01-01T02:00:00+01:00';
		expect(ordered(happened('late', later), happened('early', EARLY))).toEqual(['early', 'late']);
	});

	it('of one instant keep their order', () => {
		expect(ordered(happened('b', EARLY), happened('a', EARLY))).toEqual(['b', 'a']);
	});

	it('without a time come last', () => {
		expect(ordered(happened('when', null), happened('late', LATE))).toEqual(['late', 'when']);
	});
});
