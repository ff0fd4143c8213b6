import type { Device } from '../../control/answers/device';
import { digest, digestsIn } from '../../follow/packing/digits';
import { serverInstant } from '../../ground/dates';
import { isJsonObject, type JsonObject } from '../../ground/json';

/** What earlier polls learned of the list of devices, to read no more of it than need be. */
export interface DevicePosition {
	/**
	 * The latest change of a connection that was seen, in milliseconds since 1970 by the clock that
	 * writes these times.
	 */
	latest: number | null;
	/**
	 * Changes until then were all seen, in the same terms; what is later has changed since, unless it
	 * was shown.
	 */
	seenUntil: number | null;
	/** Digests of the later changes that the list showed while it was read. */
	shown: string[];
	/** The same when following began: what is older was there before. */
	first: number | null;
	/** Devices of the latest change: who asks for changes since then has to find one of them. */
	witnesses: string[];
	/** The earliest change of what is still to be decided or reported. */
	waiting: number | null;
	/**
	 * The server does not filter by the time of the change, so that the whole list has to be read
	 * each time.
	 */
	isUnfiltered: boolean;
}

const MAX_WITNESSES = 5;

// Whatever changes while a list is read; more than so many that also change back at once are not
// told apart.
const MAX_SHOWN = 5_000;
const SHOWN_LENGTH = 5;

/** Servers cut off the fraction of a second. */
export const SECOND_MS = 1_000;

// Changes may become visible a while after their time; they are asked for again, and seen to be
// known.
const OVERLAP_MS = 600_000;

// A clock may be ahead of another one by so much.
const AHEAD_MS = 300_000;

// So many devices may have a time in the future without the clock of the server being ahead.
const MAX_STRAY_TIMES = 2;

/** The position in a memory; a fresh one where there is none. */
export function positionIn(stored: JsonObject | undefined): DevicePosition {
	const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
	const { latest, seenUntil, shown, first, witnesses, waiting, isUnfiltered } = stored ?? {};
	return {
		latest: number(latest),
		seenUntil: number(seenUntil),
		shown: typeof shown === 'string' ? digestsIn(shown, SHOWN_LENGTH) : [],
		first: number(first),
		witnesses: Array.isArray(witnesses) ? witnesses.map(String) : [],
		waiting: number(waiting),
		isUnfiltered: isUnfiltered === true,
	};
}

/** The form in which a memory keeps a position. */
export function storedPosition(position: DevicePosition): JsonObject {
	const stored: unknown = { ...position, shown: position.shown.join('') };
	return isJsonObject(stored) ? stored : {};
}

/**
 * Since when changes have to be asked for, in milliseconds since 1970; null where the whole list
 * has to be read.
 */
export function changesFrom(position: DevicePosition): number | null {
	const { latest, waiting, isUnfiltered } = position;
	if (latest === null || isUnfiltered) return null;
	return Math.min(latest, waiting ?? latest) - OVERLAP_MS;
}

/** Before this, changes of a connection are no news; -Infinity where that cannot be told. */
export function oldUntil({ first }: DevicePosition): number {
	return first === null ? -Infinity : first - OVERLAP_MS;
}

/**
 * Tells whether a device has changed since the last poll, where the server's clock now shows `now`.
 */
export function changedSince(
	{ seenUntil, shown }: DevicePosition,
	now: number,
): (device: Device) => boolean {
	const known = new Set(shown);
	return (device) => {
		const instant = seenUntil === null ? null : serverInstant(device.changedAt);
		if (instant === null || seenUntil === null || instant <= seenUntil) return false;
		if (known.has(digestOf(device))) return false;
		// A time of the far future is a mistake, and stands there at every poll.
		return instant <= Math.max(now, seenUntil) + AHEAD_MS;
	};
}

/**
 * Until when all changes were seen, and which later ones, given the latest that a list showed while
 * it was read for so many milliseconds: what it showed first may have changed before that.
 */
export function changesSeen(
	devices: readonly Device[],
	before: Pick<DevicePosition, 'seenUntil'>,
	newest: number | null,
	tookMs: number,
): Pick<DevicePosition, 'seenUntil' | 'shown'> {
	if (newest === null) return { seenUntil: before.seenUntil, shown: [] };
	const surely = Math.max(before.seenUntil ?? -Infinity, newest - tookMs - SECOND_MS);
	const later = devices
		.flatMap((device) => {
			const instant = serverInstant(device.changedAt) ?? -Infinity;
			return instant > surely && instant <= newest ? [{ instant, digest: digestOf(device) }] : [];
		})
		.sort((one, other) => other.instant - one.instant);
	return {
		seenUntil: later[MAX_SHOWN]?.instant ?? surely,
		shown: later.slice(0, MAX_SHOWN).map(({ digest: one }) => one),
	};
}

function digestOf({ serialNumber, changedAt }: Device): string {
	return digest(JSON.stringify([serialNumber, changedAt]), SHOWN_LENGTH);
}

/** The latest change that a list showed. */
export interface LatestChange extends Pick<DevicePosition, 'latest' | 'witnesses'> {
	/** That of all devices, in milliseconds since 1970. */
	newest: number | null;
}

/**
 * The latest change among devices and the one before, where the server's clock now shows `now`; and
 * whose it is.
 */
export function latestChange(
	devices: readonly Device[],
	before: Pick<DevicePosition, 'latest' | 'seenUntil' | 'witnesses'>,
	now: number,
): LatestChange {
	const times = devices.flatMap(({ changedAt, serialNumber }) => {
		const instant = serverInstant(changedAt);
		return instant === null || serialNumber === null ? [] : [{ instant, serialNumber }];
	});
	const future = times.filter(({ instant }) => instant > now + AHEAD_MS);
	const isAhead =
		future.length > MAX_STRAY_TIMES || (future.length > 0 && future.length === times.length);
	// A clock that is ahead shows changes of the future; asking for more than need be is no harm.
	const usual = isAhead
		? times.filter((time) => !future.includes(time))
		: times.filter(({ instant }) => instant <= now + AHEAD_MS);
	let { latest, seenUntil: newest } = before;
	for (const { instant } of isAhead ? times : usual) newest = Math.max(newest ?? instant, instant);
	for (const { instant } of usual) latest = Math.max(latest ?? instant, instant);
	if (isAhead) latest = Math.max(latest ?? now, now);
	if (latest === null) return { latest: null, newest, witnesses: [] };
	const atLatest = (isAhead ? future : usual).filter(({ instant }) => instant >= (latest ?? 0));
	const witnesses = atLatest.slice(0, MAX_WITNESSES).map(({ serialNumber }) => serialNumber);
	return { latest, newest, witnesses: witnesses.length > 0 ? witnesses : before.witnesses };
}
