/** Seconds, with or without a fraction. */
const SECONDS = /^\d{1,10}(?:\.\d{1,12})?$/;

/** The three forms of an HTTP date (RFC 9110, 5.6.7) begin with the name of a day. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? /i;

const MAX_HEADER = 100;

/**
 * The wait that a Retry-After header asks for, in milliseconds, from seconds or from an HTTP date
 * (RFC 9110, 10.2.3). Where proxies have put several into one, the longest. A date in the past is
 * 0; undefined where the header is missing or no wait.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	if (text.length > MAX_HEADER) return undefined;
	const parts = text.split(',').map((part) => part.trim());
	if (parts.every((part) => SECONDS.test(part))) {
		return Math.ceil(Math.max(...parts.map(Number)) * 1000);
	}
	if (!HTTP_DATE.test(text)) return undefined;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

// Nobody needs to be told of a shorter one.
const WORTH_TELLING_MS = 10_000;

/** An advice to come back later, with the time at which the server wants it, in UTC. */
export function untilThen(advice: string, waitMs: number | undefined, now: number): string {
	if (waitMs === undefined || waitMs < WORTH_TELLING_MS) return advice;
	return `The server asks not to come back before ${instantText(now + waitMs)}. ${advice}`;
}

const LAST_INSTANT = Date.UTC(9999, 11, 31);

/** A time in milliseconds since 1970 as text in UTC, e.g. `2026-03-01T10:00:30Z`. */
export function instantText(time: number): string {
	return new Date(Math.min(time, LAST_INSTANT)).toISOString().replace(/\.\d+Z$/, 'Z');
}
