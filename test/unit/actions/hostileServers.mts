import { HONEST, type Habits } from '../follow/hostileList.mts';

const HOUR_MS = 3_600_000;

/** What becomes of a POST; `taken` where nothing is said. */
export type Fate =
	'taken' | 'reply lost' | 'request lost' | '503 soon' | 'a stranger does it' | 400 | 409 | 303;

/** A server that shows its list in its own way, and what it does with requests. */
export interface Hostile extends Habits {
	/** Milliseconds by which the Date header is ahead. */
	dateOffMs: number;
	/** By device. */
	fates: Readonly<Record<string, Fate>>;
	/** Devices that do what is asked at once. */
	quick: readonly string[];
	/** Milliseconds after which a stranger does the same. */
	strangerAfterMs: number;
}

/** A habit in words that go on after "a server", and as it is set. */
export type Row = [habit: string, shows: Partial<Hostile>];

export const FLEET = Array.from({ length: 20 }, (_, nth) => `aB${nth + 10}`);

/** Devices whose change was taken without a reply, and was not taken. */
export const [LOST_TAKEN, LOST_NOT_TAKEN] = ['aB13', 'aB17'];

/** An honest server that loses one reply and one request. */
export const FAIR: Hostile = {
	...HONEST,
	dateOffMs: 0,
	fates: { [LOST_TAKEN]: 'reply lost', [LOST_NOT_TAKEN]: 'request lost' },
	quick: [],
	strangerAfterMs: 700,
};

/** Where all is known in the end: what was taken is adopted, what was not is sent again. */
export const KNOWN: Row[] = [
	['that is honest', {}],
	['whose created_at is an hour behind', { skewMs: -HOUR_MS }],
	['whose created_at is five seconds behind', { skewMs: -5_000 }],
	['whose created_at is three hours ahead', { skewMs: 3 * HOUR_MS }],
	['that calls local time UTC', { skewMs: -5 * HOUR_MS }],
	['that shows no zone', { time: 'no zone' }],
	['that shows whole seconds', { time: 'seconds' }],
	['that shows days without a time, but IDs that count up', { time: 'day' }],
	['that shows no time, but IDs that count up', { time: 'none' }],
	['whose Date header is five seconds ahead', { dateOffMs: 5_000 }],
	['that shows serial numbers in capital letters', { serial: 'upper' }],
	['that shows the OUI before serial numbers', { serial: 'with OUI' }],
	['that shows operations as SET and ADD_OBJECT', { operation: 'capitals' }],
	['that calls operations as TR-069 does', { operation: 'words' }],
	['that shows names in small letters', { names: 'lower' }],
	['that masks values', { values: 'masked' }],
	['whose list begins with the newest', { newestFirst: true }],
	['that shows the instance among the variables', { names: 'with instance', quick: [LOST_TAKEN] }],
];

/** Where nobody can know: both are reported as `unknown_delivery`, and nothing is sent again. */
export const UNKNOWN: Row[] = [
	['whose list lags forty seconds', { lagMs: 40_000 }],
	['whose list is a plain array that shows the oldest alone', { limit: 32 }],
	['whose list is cut off, and counts', { limit: 40, counts: true }],
	[
		'whose list is a plain array cut off at its end',
		{ limit: 10, newestFirst: true, counts: false },
	],
	['that shows devices as numbers', { serial: 'number' }],
	['that shows no devices', { serial: 'none' }],
	['that gives IDs that are unique per device only', { ids: 'per device' }],
	['that shows no time, and IDs in no order', { time: 'none', ids: 'random', limit: 45 }],
	['whose finished operations vanish', { keepsFinished: false, quick: FLEET }],
];

/** Where a second run with Skip Devices With the Same Operation sends nothing. */
export const SKIPPING: Row[] = [
	['that is honest', {}],
	['that lags', { lagMs: 120_000 }],
	['whose list is cut off, and counts', { limit: 40 }],
	['that shows serial numbers in capital letters', { serial: 'upper' }],
	['that shows the OUI before serial numbers', { serial: 'with OUI' }],
	['that shows devices as numbers', { serial: 'number' }],
	['that masks values', { values: 'masked' }],
	['that calls operations otherwise', { operation: 'words' }],
	['that shows operations as numbers', { operation: 'number' }],
	['that shows names in small letters', { names: 'lower' }],
	['that shows names without their paths', { names: 'short' }],
	['that shows no variables', { names: 'none' }],
];
