import { serverInstant } from './dates';

/**
 * A time as a server writes it: the first and the last millisecond that it may mean, if it means
 * UTC.
 */
export interface ShownTime {
	from: number;
	to: number;
}

const DAY_MS = 86_400_000;

const WRITTEN =
	/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

/** Seconds or milliseconds since 1970, of times in this century. */
const COUNTED = /^\d{10}(?:\d{3})?$/;

/**
 * The time that a server shows, as exact as it shows it: a day without a time is a whole day long.
 * A time without a zone is taken for UTC; by how much that is wrong can be learned from times that
 * are known. Null for anything else.
 */
export function shownTime(text: string | null): ShownTime | null {
	const written = text?.trim() ?? '';
	if (COUNTED.test(written)) {
		const isSeconds = written.length === 10;
		return within(Number(written) * (isSeconds ? 1000 : 1), isSeconds ? 1000 : 1);
	}
	const [, day, minute, second, fraction, zone = 'Z'] = WRITTEN.exec(written) ?? [];
	if (day === undefined) return null;
	if (minute === undefined) return within(Date.parse(`${day}T00:00:00Z`), DAY_MS);
	const parts = `${day}T${minute}:${second ?? '00'}.${(fraction ?? '0').slice(0, 3).padEnd(3, '0')}`;
	return within(Date.parse(parts + zoneOf(zone)), lengthOf(second, fraction));
}

function zoneOf(zone: string): string {
	if (!/^[+-]/.test(zone)) return 'Z';
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function lengthOf(second: string | undefined, fraction: string | undefined): number {
	if (second === undefined) return 60_000;
	// Whole seconds are also written as .000.
	if (fraction === undefined || /^0+$/.test(fraction)) return 1000;
	return fraction.length >= 3 ? 1 : 10 ** (3 - fraction.length);
}

function within(from: number, length: number): ShownTime | null {
	return Number.isNaN(from) ? null : { from, to: from + length - 1 };
}

/** No zone is farther from UTC. */
const FARTHEST_ZONE_MS = 14 * 3_600_000;

/**
 * The time that a server shows, wherever it is: one without a zone may be hours earlier or later.
 * Null for no time.
 */
export function certainRange(text: string | null): ShownTime | null {
	const time = shownTime(text);
	if (time === null || serverInstant(text) !== null || COUNTED.test(text?.trim() ?? ''))
		return time;
	return { from: time.from - FARTHEST_ZONE_MS, to: time.to + FARTHEST_ZONE_MS };
}
