import type { OperationName } from '../../cwmp/operations';
import { ControlError } from '../failures/errors';
import { untilThen } from '../failures/retryAfter';
import type { Clock, Pacer } from './pacing';

/**
 * What to do after a request that went wrong.
 * `resend`: the server certainly did nothing, or doing it twice is harmless.
 * `reconcile`: it may have been done; look it up before anything is sent again.
 * `report`: sending it again would not help.
 */
export type Reaction = 'resend' | 'reconcile' | 'report';

/** One kind of failure, and what follows from it: the first row that fits. */
interface RetryRule {
	failure: string;
	fits: (error: ControlError) => boolean;
	/** For a `get`, which may be done twice. */
	reading: Reaction;
	/** For what changes something: a second object, a second reboot. */
	changing: Reaction;
	/** Whether the server certainly did nothing. */
	isCertain?: true;
	/** Whether a change is sent again when the server's list proves that it was not made. */
	isResentIfAbsent?: true;
}

const isRefused = ({ delivery }: ControlError): boolean => delivery === 'refused';

/** What follows from a failure of an attempt to schedule an operation. */
export const RETRY_RULES: readonly RetryRule[] = [
	{
		failure: 'the server says when to come back: 429, or 503 with a Retry-After',
		fits: ({ kind, retryAfterMs }) =>
			kind === 'rate_limited' || (kind === 'unavailable' && retryAfterMs !== null),
		reading: 'resend',
		changing: 'resend',
		isCertain: true,
	},
	{
		failure: 'certainly not done, and may pass',
		fits: (error) => isRefused(error) && error.transient,
		reading: 'resend',
		changing: 'resend',
		isCertain: true,
	},
	{
		failure: 'certainly not done, and comes again',
		fits: isRefused,
		reading: 'report',
		changing: 'report',
		isCertain: true,
	},
	{
		// The server may take it even later: no list proves that it will not.
		failure: 'no answer in time',
		fits: ({ kind }) => kind === 'timeout',
		reading: 'resend',
		changing: 'reconcile',
	},
	{
		failure: 'the reply was lost, and the next may come',
		fits: ({ transient }) => transient,
		reading: 'resend',
		changing: 'reconcile',
		isResentIfAbsent: true,
	},
	{
		failure: 'an answer that cannot be understood',
		fits: () => true,
		reading: 'report',
		changing: 'reconcile',
		isResentIfAbsent: true,
	},
];

function ruleFor(error: ControlError): RetryRule | undefined {
	return RETRY_RULES.find(({ fits }) => fits(error));
}

/** What to do after this failure of an attempt to schedule this operation. */
export function reactionTo(error: ControlError, operation: OperationName): Reaction {
	const rule = ruleFor(error);
	return (operation === 'get' ? rule?.reading : rule?.changing) ?? 'report';
}

/** Whether the server certainly did nothing. */
export function isCertain(error: ControlError): boolean {
	return ruleFor(error)?.isCertain === true;
}

/**
 * Whether a change that failed so may be sent again once the server's list proves that it was not
 * made.
 */
export function isResentIfAbsent(error: ControlError): boolean {
	return ruleFor(error)?.isResentIfAbsent === true;
}

/**
 * The server wants to be left alone for longer than the run may wait, so this request was not sent.
 * `until` is when it may be asked again, in milliseconds since 1970.
 */
export class PausedByServer extends ControlError {
	constructor(
		readonly until: number,
		now: number,
	) {
		super({
			kind: 'rate_limited',
			message: 'Not sent: CONTROL asks for a pause that is longer than Retry Time Limit',
			fix: untilThen('Try again then.', until - now, now),
			transient: true,
			retryAfterMs: until - now,
			delivery: 'refused',
		});
	}
}

/** How often and how long one request may be tried again. */
export interface RetryLimits {
	/** Attempts after the first; 0 is none. */
	retries: number;
	/** Milliseconds from the first attempt within which another may start. */
	budgetMs: number;
}

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 120_000;

/**
 * A pause of a few seconds stops no run, however little time a request has for being tried again.
 */
const MIN_PAUSE_LIMIT_MS = 10_000;

/**
 * The wait before attempt `attempt` + 1, in milliseconds: doubling, jittered, at least what the
 * server asked for.
 */
export function backoffMs(attempt: number, retryAfterMs: number | null, random: number): number {
	const own = FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 8) * (0.5 + random);
	return Math.max(Math.min(own, MAX_BACKOFF_MS), retryAfterMs ?? 0);
}

/**
 * Runs `attempt` until it succeeds, until `shouldResend` says that another attempt would not help
 * or not be safe, or until the limits are reached; then the last ControlError is thrown. Where the
 * server wants a pause that ends after the limit, nothing waits for it: neither this request nor,
 * by PausedByServer, any other that shares the pacer. Anything else that is thrown passes through.
 */
export async function withRetries<T>(
	attempt: () => Promise<T>,
	shouldResend: (error: ControlError) => boolean,
	{ limits, pacer, clock }: { limits: RetryLimits; pacer: Pacer; clock: Clock },
): Promise<T> {
	const started = clock.now();
	const maxPauseMs = Math.max(limits.budgetMs, MIN_PAUSE_LIMIT_MS);
	const untilOpen = async (): Promise<void> => {
		const leftMs = pacer.closedUntil - clock.now();
		if (leftMs <= 0) return;
		if (pacer.closedUntil <= started + maxPauseMs) return await clock.sleep(leftMs);
		throw new PausedByServer(pacer.closedUntil, clock.now());
	};
	const onceOpen = async (): Promise<T> => {
		await untilOpen();
		return await attempt();
	};
	for (let attempts = 0; ; attempts += 1) {
		await untilOpen();
		const result = await resultOf(async () => await pacer.attempt(onceOpen, Infinity, maxPauseMs));
		if ('value' in result) return result.value;
		const { error } = result;
		if (!(error instanceof ControlError)) throw error;
		const wait = backoffMs(attempts, error.retryAfterMs, clock.random());
		const isOver = clock.now() - started + wait > limits.budgetMs;
		if (!shouldResend(error) || attempts >= limits.retries || isOver) throw error;
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
