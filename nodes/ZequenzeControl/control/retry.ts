import type { OperationName } from '../cwmp/operations';
import { ControlError } from './errors';
import { MAX_PAUSE_MS, type Clock, type Pacer } from './pacing';

/**
 * What to do after a request that went wrong.
 * `resend`: the server certainly did nothing, or doing it twice is harmless.
 * `reconcile`: it may have been done; look it up before anything is sent again.
 * `report`: sending it again would not help.
 */
export type Reaction = 'resend' | 'reconcile' | 'report';

/** What to do after a lost reply: reading twice is harmless, changing twice is not (a second object, a second reboot). */
const AFTER_LOST_REPLY: Readonly<Record<OperationName, Reaction>> = {
	get: 'resend',
	set: 'reconcile',
	'add.obj': 'reconcile',
	'del.obj': 'reconcile',
};

/** What to do after this failure of an attempt to schedule this operation. */
export function reactionTo(error: ControlError, operation: OperationName): Reaction {
	if (error.delivery === 'refused') return error.transient ? 'resend' : 'report';
	const reaction = AFTER_LOST_REPLY[operation];
	return reaction === 'resend' && !error.transient ? 'report' : reaction;
}

/** How often and how long one request may be tried again. */
export interface RetryLimits {
	/** Attempts after the first; 0 is none. */
	retries: number;
	/** Milliseconds from the first attempt within which another may start. */
	budgetMs: number;
}

const FIRST_BACKOFF_MS = 500;

/** The wait before attempt `attempt` + 1, in milliseconds: doubling, jittered, at least what the server asked for. */
export function backoffMs(attempt: number, retryAfterMs: number | null, random: number): number {
	const own = FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 8) * (0.5 + random);
	return Math.min(Math.max(own, retryAfterMs ?? 0), MAX_PAUSE_MS);
}

/**
 * Runs `attempt` until it succeeds, until `shouldResend` says that another attempt would not help or not be safe, or until
 * the limits are reached; then the last ControlError is thrown. Anything else that is thrown passes through.
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	shouldResend: (error: ControlError) => boolean,
	{ limits, pacer, clock }: { limits: RetryLimits; pacer: Pacer; clock: Clock },
): Promise<T> {
	const started = clock.now();
	for (let attempts = 0; ; attempts += 1) {
		const result = await resultOf(async () => await pacer.attempt(attempt));
		if ('value' in result) return result.value;
		const { error } = result;
		if (!(error instanceof ControlError)) throw error;
		const wait = backoffMs(attempts, error.retryAfterMs, clock.random());
		const spent = clock.now() - started + wait;
		if (!shouldResend(error) || attempts >= limits.retries || spent > limits.budgetMs) throw error;
		await clock.sleep(wait);
	}
}

async function resultOf<T>(attempt: () => Promise<T>): Promise<{ value: T } | { error: unknown }> {
	try {
		return { value: await attempt() };
	} catch (error) {
		return { error };
	}
}
