import type { ControlClient } from './client';
import type { ControlError } from './failures/errors';
import type { Clock, Pacer } from './pace/pacing';
import { withRetries, type RetryLimits } from './pace/retry';

/** The pace of a run and how often its requests are tried again; shared by all of them. */
export interface Pace {
	pacer: Pacer;
	clock: Clock;
	limits: RetryLimits;
}

/**
 * The same client, but a page of a list or a device that could not be read for a passing reason is
 * asked for again: the longer a list, the surer that one of its pages fails. Pages are asked for
 * ahead, as many at a time as the run may send.
 */
export function withReadRetries(client: ControlClient, pace: Pace): ControlClient {
	return client.readingBy(
		(read) => withRetries(read, ({ transient }) => transient, pace),
		pace.pacer.slots,
	);
}

/**
 * The same client, at the pace of a run that only reads: what the server puts off is asked for
 * again when it says, and all others wait with it.
 */
export function atPace(client: ControlClient, pace: Pace): ControlClient {
	const isPutOff = ({ kind, retryAfterMs }: ControlError): boolean =>
		kind === 'rate_limited' || (kind === 'unavailable' && retryAfterMs !== null);
	return client.readingBy((read) => withRetries(read, isPutOff, pace));
}
