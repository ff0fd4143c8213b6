import { asText } from './json';

/**
 * An ISO 8601 date, or date and time, that does not say where it is meant; n8n's date picker writes
 * it so.
 */
const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;

/**
 * The instant that a date means which a user set, in milliseconds since 1970; null for what is no
 * date. A date without a zone is meant in the time zone of the workflow, whatever that of the
 * server is.
 */
export function userInstant(value: unknown, timeZone: () => string): number | null {
	const text = asText(value).trim();
	if (!isDate(text)) return null;
	const [, day, time = '00:00'] = WITHOUT_ZONE.exec(text) ?? [];
	const instant = day === undefined ? Date.parse(text) : Date.parse(`${day}T${time}Z`);
	if (Number.isNaN(instant)) return null;
	return day === undefined ? instant : zoned(instant, timeZone());
}

/** No date is written longer, with all the words that it may have. */
const MAX_LENGTH = 100;

/**
 * Whether a text may be a date with words, as mail and HTTP write it: "Sat, 31 Jan 2026 22:00:00
 * GMT".
 */
function isInWords(text: string): boolean {
	const word = text.search(/[A-Za-z]{3}/);
	return word >= 0 && /\d{4}/.test(text.slice(word));
}

/**
 * Whether a text names a day that there is: JavaScript takes February 31 for a day in March, and
 * "5" for one in May.
 */
function isDate(text: string): boolean {
	const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
	if (text.length > MAX_LENGTH) return false;
	if (day === undefined) return isInWords(text);
	const midnight = new Date(`${day}T00:00Z`);
	return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** The instant at which the clocks of the zone show what clocks in UTC show at the given one. */
function zoned(shown: number, timeZone: string): number {
	const formatter = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const aheadAt = (instant: number): number => {
		const parts = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
		const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
		const clock = Date.UTC(
			part('year'),
			part('month') - 1,
			part('day'),
			part('hour'),
			part('minute'),
			part('second'),
		);
		return clock - Math.floor(instant / 1000) * 1000;
	};
	// The first answer may lie on the other side of a change to or from summer time.
	return shown - aheadAt(shown - aheadAt(shown));
}

/**
 * The instant of a time that the server shows, in milliseconds since 1970; null for none and for
 * one without a zone, which could be any.
 */
export function serverInstant(text: string | null): number | null {
	if (text === null || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text.trim())) return null;
	const instant = Date.parse(text);
	return Number.isNaN(instant) ? null : instant;
}

/**
 * The instant of a value that is a date, e.g. n8n's `$now`, in milliseconds since 1970; null for
 * anything else.
 */
export function valueInstant(value: unknown): number | null {
	try {
		const json: unknown = JSON.parse(JSON.stringify(value));
		const isDate = typeof json === 'string' && /^\d{4}-\d\d-\d\dT/.test(json);
		return isDate && !Number.isNaN(Date.parse(json)) ? Date.parse(json) : null;
	} catch {
		return null;
	}
}
