import type { ControlClient } from './client';
import type { Clock, Pacer } from './pacing';
import { withRetries, type RetryLimits } from './retry';

/** The pace of a run and how often its requests are tried again; shared by all of them. */
export interface Pace {
	pacer: Pacer;
	clock: Clock;
	limits: RetryLimits;
}

/**
 * The same client, but a page of a list or a device that could not be read for a passing reason is asked for again: the
 * longer a list, the surer that one of its pages fails.
 */
export function withReadRetries(client: ControlClient, pace: Pace): ControlClient {
	return client.readingBy((read) => withRetries(read, ({ transient }) => transient, pace));
}
