import type { Transaction } from '../../control/answers/transaction';
import { asText } from '../../ground/json';
import { shownTime } from '../../ground/shownTime';
import { isLike, type Likeness } from './sameOperation';
import type { Sighting } from './sightings';

/** By how much the server's times are ahead of ours, at least and at most, in milliseconds. */
export interface ClockDifference {
	least: number;
	most: number;
	/**
	 * Whether times are shown to the second: minutes, or days without a time, do not tell what is
	 * new.
	 */
	isExact: boolean;
}

/** Where IDs count up: the number in each, and those of witnesses one after the other. */
export interface IdOrder {
	numberOf: (id: string | null) => bigint | null;
	/** Each was sent when the one before had been answered. */
	chain: ReadonlyArray<{ number: bigint; sentAt: number; answeredAt: number }>;
}

/** How a server shows operations of one kind, as learned from witnesses. */
export interface Manner {
	/**
	 * By which facts, beside the serial number, an entry is certainly another operation where they
	 * differ.
	 */
	tells: { operation: boolean; names: boolean };
	/** How the witnesses' serial numbers are shown. */
	serialNumbers: ReadonlySet<Likeness>;
	/** Null where some witness shows no time. */
	clock: ClockDifference | null;
	/** Null where IDs do not count up, or too few witnesses show that they do. */
	order: IdOrder | null;
	/** What all witnesses show of who made them, by key. */
	makers: ReadonlyMap<string, string>;
}

/**
 * What these sightings, of one kind of operation, tell of how the server shows that kind; null
 * without any.
 */
export function mannerOf(seen: readonly Sighting[]): Manner | null {
	if (seen.length === 0) return null;
	const isFaithful = (fact: keyof Sighting['comparison']): boolean =>
		seen.every(({ comparison }) => isLike(comparison[fact]));
	return {
		tells: {
			operation: isFaithful('operation'),
			names: isFaithful('names'),
		},
		serialNumbers: new Set(seen.map(({ comparison }) => comparison.serialNumber)),
		clock: clockIn(seen),
		order: orderIn(seen),
		makers: makersIn(seen),
	};
}

/**
 * The manner of a server that shows everything as it was sent, with a clock that differs by so
 * much.
 */
export function assumedManner(clock: ClockDifference): Manner {
	return {
		tells: { operation: true, names: true },
		serialNumbers: new Set<Likeness>(['same', 'alike']),
		clock,
		order: null,
		makers: new Map(),
	};
}

function clockIn(seen: readonly Sighting[]): ClockDifference | null {
	let [least, most, isExact] = [Infinity, -Infinity, true];
	for (const { witness, entry } of seen) {
		const time = shownTime(entry.createdAt);
		if (!time) return null;
		least = Math.min(least, time.from - witness.answeredAt);
		most = Math.max(most, time.to - witness.sentAt);
		isExact &&= time.to - time.from < 1000;
	}
	return { least, most, isExact };
}

/** By chance, random IDs would seem to count up in one of 720 runs. */
const COUNTS_UP = 6;

function orderIn(seen: readonly Sighting[]): IdOrder | null {
	const prefix = partsOf(seen[0]?.witness.id ?? '').prefix;
	const numberOf = (id: string | null): bigint | null => {
		const parts = partsOf(id ?? '');
		return parts.prefix === prefix ? parts.number : null;
	};
	const chain: Array<IdOrder['chain'][number]> = [];
	const inTime = [...seen].sort((one, other) => one.witness.sentAt - other.witness.sentAt);
	for (const { witness } of inTime) {
		const number = numberOf(witness.id);
		if (number === null) return null;
		const last = chain[chain.length - 1];
		if (last && witness.sentAt < last.answeredAt) continue;
		if (last && number <= last.number) return null;
		chain.push({ number, sentAt: witness.sentAt, answeredAt: witness.answeredAt });
	}
	return chain.length < COUNTS_UP ? null : { numberOf, chain };
}

function partsOf(id: string): { prefix: string; number: bigint | null } {
	const [, prefix = '', digits] = /^(\D{0,20})(\d{1,30})$/.exec(id) ?? [];
	return { prefix, number: digits === undefined ? null : BigInt(digits) };
}

/** Where servers name who made an operation. */
const MAKER_KEYS = [
	'created_by',
	'createdBy',
	'requested_by',
	'scheduled_by',
	'user',
	'username',
	'owner',
	'author',
	'source',
	'origin',
	'client',
	'application',
];

function makersIn(seen: readonly Sighting[]): Map<string, string> {
	const makers = new Map<string, string>();
	for (const key of MAKER_KEYS) {
		const shown = new Set(seen.map(({ entry }) => makerIn(entry, key)));
		const [only] = shown;
		if (shown.size === 1 && only !== undefined) makers.set(key, only);
	}
	return makers;
}

/** Who made an operation, by this key; undefined where it does not say. */
export function makerIn({ raw }: Transaction, key: string): string | undefined {
	const maker = raw[key];
	return maker === undefined || maker === null ? undefined : asText(maker);
}
