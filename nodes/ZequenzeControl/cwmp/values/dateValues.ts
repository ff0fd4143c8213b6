import { InvalidInput } from '../../ground/invalidInput';
import { templateOf } from '../templates';

/** The writable dates of the standard data models, by how their paths end. */
const DATE_TIMES: readonly string[] = [
	'.ManagementServer.PeriodicInformTime',
	'.ManagementServer.ScheduleReboot',
	'.ManagementServer.LightweightNotificationTriggerTime',
	'.HeartbeatPolicy.InitiationTime',
	'.TimeReference',
	'.GPS.PeriodicTime',
	'.PeriodicUploadTime',
	'.PeriodicNotifTime',
	'.Rule.{i}.ExpiryDate',
	'.IPv6Address.{i}.PreferredLifetime',
	'.IPv6Address.{i}.ValidLifetime',
	'.IPv6Prefix.{i}.PreferredLifetime',
	'.IPv6Prefix.{i}.ValidLifetime',
	'.CalendarTimer.StartTime',
	'.CalendarTimer.EndTime',
	'.PeriodicTimer.StartTime',
	'.PeriodicTimer.EndTime',
	'.OneOff.StartTime',
	'.AbsTimeSpan.{i}.StartTime',
	'.AbsTimeSpan.{i}.EndTime',
	'.UserInterface.WarrantyDate',
	'.Time.DaylightSavingsStart',
	'.Time.DaylightSavingsEnd',
];

/** Whether the standard has a date, and not any text, at this path. */
export function isDatePath(path: string): boolean {
	const template = templateOf(path);
	return DATE_TIMES.some((ending) => template.endsWith(ending));
}

/** The instant that a date means, in milliseconds since 1970; null for what is no date. */
export type DateReader = (text: string) => number | null;

/** ISO 8601 with the zone in it, which means the same everywhere. */
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** Reads dates that say in which zone they are meant; all others are none. */
export const zonedDate: DateReader = (text) => {
	const instant = ZONED.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(instant) ? null : instant;
};

/**
 * What CWMP itself writes and no clock can say: the Unknown Time, Infinite, and relative times,
 * whose year is below 1000 (TR-106, section 3.2.1).
 */
const AS_IT_IS = /^(?:0\d{3}|9999)-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/;

/**
 * A date as CWMP wants it: in UTC, to the second, since some devices refuse fractions. Throws
 * {@link InvalidInput} for what is no date.
 */
export function encodeDate(path: string, text: string, read: DateReader): string {
	const written = text.trim();
	if (AS_IT_IS.test(written)) return written;
	const instant = read(written);
	if (instant !== null) return new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
	throw new InvalidInput(
		`The value of "${path}" is not a date`,
		'Give a date and time by ISO 8601, e.g. 2026-01-31T22:00:00Z; if the device expects something else, choose the value type String.',
	);
}
