/** What stands between one wave and the next. */
export interface Gate {
	/** The share of the wave, from 0 to 1, that must have succeeded before the next one begins. */
	readonly nextShare: number;
	/** Missing where a roll-out is never stopped by what devices report. */
	readonly stop?: StopRule;
	/** Milliseconds that a wave may take; then its open devices count as timed out. */
	readonly deadlineMs: number;
	/** Milliseconds between the end of a wave and the beginning of the next. */
	readonly pauseMs: number;
}

/** When a roll-out ends early. */
export interface StopRule {
	/** What is counted. */
	readonly counts: 'failed' | 'timed_out' | 'either';
	/** So many devices of a wave; or the share, from 0 to 1, of those that have ended. */
	readonly limit:
		| { readonly kind: 'devices'; readonly count: number }
		| { readonly kind: 'percent'; readonly share: number };
	/** So many devices must have ended before a share is looked at. */
	readonly afterAtLeast: number;
}

/**
 * How a wave stands; open devices are those that have neither succeeded nor failed nor timed out.
 */
export interface WaveTally {
	readonly size: number;
	readonly succeeded: number;
	readonly failed: number;
	readonly timedOut: number;
	/** When it began and when its last device ended, in milliseconds; missing where it has not. */
	readonly startedAt?: number;
	readonly endedAt?: number;
}

/** What the gate says of a wave. */
export type GateVerdict =
	{ kind: 'wait'; untilMs?: number } | { kind: 'next' } | { kind: 'stop'; reason: string };

/** Whether the next wave may begin. The same whenever it is asked with the same tally and time. */
export function gateVerdict(gate: Gate, tally: WaveTally, nowMs: number): GateVerdict {
	const late = isLate(gate, tally, nowMs);
	const counted = late ? withOpenTimedOut(tally) : tally;
	const stopped = stopReason(gate.stop, counted);
	if (stopped !== undefined) return { kind: 'stop', reason: stopped };
	if (isEnough(gate, counted)) return afterPause(gate, counted, nowMs);
	if (openIn(counted) === 0 || !canBeEnough(gate, counted)) {
		return { kind: 'stop', reason: tooFew(gate, counted) };
	}
	const { startedAt } = tally;
	return startedAt === undefined
		? { kind: 'wait' }
		: { kind: 'wait', untilMs: startedAt + gate.deadlineMs };
}

/** Devices of a wave that nothing has been heard of yet. */
export function openIn({ size, succeeded, failed, timedOut }: WaveTally): number {
	return Math.max(0, size - succeeded - failed - timedOut);
}

function isLate(gate: Gate, { startedAt }: WaveTally, nowMs: number): boolean {
	return startedAt !== undefined && nowMs >= startedAt + gate.deadlineMs;
}

function withOpenTimedOut(tally: WaveTally): WaveTally {
	return { ...tally, timedOut: tally.timedOut + openIn(tally) };
}

const COUNTED: Readonly<Record<StopRule['counts'], (tally: WaveTally) => number>> = {
	failed: ({ failed }) => failed,
	timed_out: ({ timedOut }) => timedOut,
	either: ({ failed, timedOut }) => failed + timedOut,
};

const WORDS: Readonly<Record<StopRule['counts'], string>> = {
	failed: 'failed',
	timed_out: 'timed out',
	either: 'failed or timed out',
};

/**
 * Why the devices of a wave that have ended so far stop a roll-out; undefined where they do not.
 */
export function stopReason(rule: StopRule | undefined, tally: WaveTally): string | undefined {
	if (!rule) return undefined;
	const bad = COUNTED[rule.counts](tally);
	const ended = tally.size - openIn(tally);
	if (bad === 0) return undefined;
	if (rule.limit.kind === 'devices') {
		return bad >= rule.limit.count
			? `${bad} of ${tally.size} devices ${WORDS[rule.counts]}; the limit is ${rule.limit.count}`
			: undefined;
	}
	if (ended < Math.min(rule.afterAtLeast, tally.size) || bad / ended < rule.limit.share) {
		return undefined;
	}
	return `${bad} of ${ended} devices ${WORDS[rule.counts]}; the limit is ${percent(rule.limit.share)}`;
}

function isEnough({ nextShare }: Gate, { size, succeeded }: WaveTally): boolean {
	return succeeded >= needed(nextShare, size);
}

function canBeEnough({ nextShare }: Gate, tally: WaveTally): boolean {
	return tally.succeeded + openIn(tally) >= needed(nextShare, tally.size);
}

/** Rounded up, but not by what is lost in binary fractions. */
function needed(share: number, size: number): number {
	return Math.ceil(share * size - 1e-9);
}

function afterPause({ pauseMs }: Gate, { endedAt }: WaveTally, nowMs: number): GateVerdict {
	if (endedAt === undefined || nowMs >= endedAt + pauseMs) return { kind: 'next' };
	return { kind: 'wait', untilMs: endedAt + pauseMs };
}

function tooFew({ nextShare }: Gate, { size, succeeded }: WaveTally): string {
	return `only ${succeeded} of ${size} devices succeeded; ${percent(nextShare)} must before the next wave`;
}

function percent(share: number): string {
	return `${Number((share * 100).toFixed(2))} %`;
}
