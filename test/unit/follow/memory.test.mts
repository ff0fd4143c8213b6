import fc from 'fast-check';
import { createHash } from 'node:crypto';

import { EVENT_NAMES } from '../../../nodes/ZequenzeControl/follow/memory/eventNames';
import {
	takenBack,
	type Memory,
	type SentEvent,
} from '../../../nodes/ZequenzeControl/follow/memory/memory';
import {
	restoreMemory,
	storeMemory,
} from '../../../nodes/ZequenzeControl/follow/memory/storedMemory';
import { keyOf, untaggedKey } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';
import { MAX_ITEMS } from '../../../nodes/ZequenzeControl/trigger/settings';

const id = fc
	.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[ %a-f0-9ü\n]+$/))
	.filter((text) => text !== '');
const key = fc.tuple(id, fc.option(fc.string())).map(([one, device]) => keyOf(one, device));
const digest = fc.stringMatching(/^[#-~]{5}$/).filter((text) => !text.includes('\\'));
const mark = fc
	.tuple(
		fc.constantFrom('', '~', '-', '~-', '<', '?-<'),
		fc.constantFrom('scheduled', 'running', 'succeeded', 'failed', 'unknown'),
		fc.oneof(
			fc.constant(''),
			fc.string().map((word) => `|${word}`),
		),
	)
	.map((parts) => parts.join(''));

const sentEvent: fc.Arbitrary<SentEvent> = fc.record({
	event: fc.constantFrom(...EVENT_NAMES),
	updatedAt: fc.option(fc.string()),
});

const memory: fc.Arbitrary<Memory> = fc.record(
	{
		host: fc.domain(),
		credential: fc.string(),
		scope: fc.constantFrom('list', 'ids'),
		lastSeen: fc.array(fc.tuple(key, mark)).map((entries) => new Map(entries)),
		pending: fc
			.array(fc.tuple(key, fc.constantFrom(...EVENT_NAMES)))
			.map((entries) => new Map(entries)),
		unproven: fc.nat({ max: 2 }),
		sequence: fc.nat(),
		sent: fc.array(fc.tuple(key, sentEvent), { minLength: 1 }).map((entries) => new Map(entries)),
		reported: fc.uniqueArray(digest, { minLength: 1 }).map((all) => new Set(all)),
		since: fc.nat(),
		lacksBaseline: fc.constant(true),
		words: fc.string(),
		wanted: fc.string(),
		stamp: fc.record({ owner: fc.string(), line: fc.string(), writer: fc.string() }),
	},
	{ requiredKeys: ['host', 'credential', 'scope', 'lastSeen', 'pending', 'unproven', 'sequence'] },
);

it('what is stored comes back as it was, through JSON', () => {
	fc.assert(
		fc.property(memory, (before) => {
			const stored: unknown = JSON.parse(JSON.stringify(storeMemory(before)));
			expect(restoreMemory(stored)).toEqual(before);
		}),
	);
});

/** An id that looks random, but is the same in every run. */
function uuid(nth: number): string {
	const hex = createHash('md5').update(String(nth)).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20),
	].join('-');
}

describe.each<[string, (nth: number) => string, number]>([
	['numbers', (nth) => String(1_000_000_000 + nth), MAX_ITEMS.typeOptions.maxValue],
	['words with numbers', (nth) => `txn_${1_000_000_000 + nth}`, MAX_ITEMS.typeOptions.maxValue],
	['UUIDs', uuid, MAX_ITEMS.default],
])('with ids that are %s', (_what, idOf, maxItems) => {
	it(`50,000 transactions and a poll of ${maxItems} events take at most 1 MB`, () => {
		const statuses = ['succeeded|completed', 'failed|failed', 'scheduled|scheduled'];
		const lastSeen = new Map(
			Array.from({ length: 50_000 }, (_, nth) => [
				keyOf(idOf(nth), `SN${nth}`),
				statuses[nth % statuses.length] ?? '',
			]),
		);
		const timeOf = (nth: number): string => new Date(1_770_000_000_000 + nth * 137).toISOString();
		const sent = [...lastSeen.keys()]
			.slice(0, maxItems)
			.map((one, nth): [string, SentEvent] => [
				one,
				{ event: 'transaction.status_changed', updatedAt: timeOf(nth) },
			]);
		const stored = storeMemory({
			host: 'control.zequenze.com/api/v1',
			credential: '1',
			scope: 'list',
			lastSeen,
			pending: new Map(),
			unproven: 0,
			sequence: 1,
			sent: new Map(sent),
		});
		expect(JSON.stringify(stored).length).toBeLessThanOrEqual(1_000_000);
	});
});

it.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['a text', 'state'],
	['a list', []],
	['an object of something else', { lastTimeChecked: '2026-01-01' }],
	['another version', { v: 3, marks: {} }],
	['no lastSeen', { v: 1 }],
])('%s is no memory', (_what, stored) => {
	expect(restoreMemory(stored)).toBeUndefined();
});

it('an event that nobody knows any more is not pending', () => {
	const stored = {
		v: 1,
		host: 'h',
		credential: 'c',
		scope: 'list',
		marks: {},
		owed: { gone: '1 2' },
	};
	expect(restoreMemory(stored)?.pending.size).toBe(0);
});

it('an id whose escapes are broken does not stop the trigger', () => {
	const stored = {
		v: 1,
		host: 'h',
		credential: 'c',
		scope: 'list',
		marks: { running: '1 50%zz' },
	};
	expect(restoreMemory(stored)?.lastSeen.get(untaggedKey('1'))).toBe('running');
});

describe('what was sent before a restart', () => {
	const base: Memory = {
		host: 'h',
		credential: 'c',
		scope: 'list',
		lastSeen: new Map(),
		pending: new Map([['1', 'transaction.failed']]),
		unproven: 0,
		sequence: 1,
	};
	const sent: SentEvent = { event: 'transaction.succeeded', updatedAt: null };

	it('is pending again', () => {
		const { pending } = takenBack({ ...base, sent: new Map([['2', sent]]) });
		expect([...pending]).toEqual([
			['1', 'transaction.failed'],
			['2', 'transaction.succeeded'],
		]);
	});

	it('does not replace what is pending anyway', () => {
		const { pending } = takenBack({ ...base, sent: new Map([['1', sent]]) });
		expect([...pending]).toEqual([['1', 'transaction.failed']]);
	});

	it('was nothing where the last look had no events', () => {
		expect(takenBack(base)).toBe(base);
	});
});
