import {
	isOldestFirst,
	newestFirst,
} from '../../../nodes/ZequenzeControl/follow/events/newestFirst';

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
