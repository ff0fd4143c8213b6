import { AdaptiveLimit } from '../../nodes/ZequenzeControl/control/pace/adaptiveLimit';
import {
	fixedLimit,
	MAX_PAUSE_MS,
	Pacer,
	type Clock,
	type SendingLimit,
} from '../../nodes/ZequenzeControl/control/pace/pacing';
import type { KnownServer } from './known.mts';
import { run, type Run, type Way } from './run.mts';

/** How a run went once it had settled. */
export interface Figures {
	/** Good answers a second. */
	throughput: number;
	/** Milliseconds within which 95 of 100 good answers came. */
	p95: number;
	/** Share of all requests of the whole run that were refused or broke. */
	refused: number;
	/**
	 * How many might be under way: from where to where for nine tenths of the time, and in the
	 * middle.
	 */
	low: number;
	middle: number;
	high: number;
}

const LASTS_MS = 60_000;
const RECOVERS_WITHIN_MS = 10_000;
const SETTLES_WITHIN = { ms: 3_000, requests: 200 };

/** The pace as it is, on automatic. */
function automatic(clock: Clock): Way {
	const limit = new AdaptiveLimit(clock);
	return wayOf(new Pacer(clock, 0, limit), limit);
}

function wayOf(pacer: Pacer, limit: SendingLimit): Way {
	return {
		get atOnce() {
			return limit.atOnce;
		},
		waitMs: () => pacer.waitMs(),
		sent: (hasWaited) => {
			pacer.start(hasWaited);
			limit.sent();
		},
		good: (sentAt) => pacer.speedUp(sentAt),
		refused: (sentAt, pauseMs, limits) => pacer.slowDown(pauseMs, sentAt, MAX_PAUSE_MS, limits),
		broken: (sentAt) => limit.broken(sentAt),
	};
}

/** A number that somebody typed, for a server that nobody slows down for. */
function fixed(atOnce: number): () => Way {
	const ignore = (): void => {};
	return () => ({ ...fixedLimit(atOnce), waitMs: () => 0, sent: ignore, good: ignore });
}

/** How automatic does on this server. */
export function automaticOn(known: KnownServer, seed: number): Figures {
	return figuresOf(known, automatic, seed);
}

/** How a number does that somebody typed. */
export function fixedOn(known: KnownServer, atOnce: number, seed: number): Figures {
	return figuresOf(known, fixed(atOnce), seed);
}

function figuresOf(known: KnownServer, way: (clock: Clock) => Way, seed: number): Figures {
	return measured(run({ server: known.server(), way, seed, lastsMs: LASTS_MS }), known);
}

function measured(result: Run, { changesAt }: KnownServer): Figures {
	const { seen, limits } = result;
	const settled = Math.max(
		SETTLES_WITHIN.ms,
		// A number that is too small for a server never gets so many answers.
		Math.min(seen[SETTLES_WITHIN.requests - 1]?.endedAt ?? Infinity, LASTS_MS / 2),
	);
	const from = changesAt === undefined ? settled : changesAt + RECOVERS_WITHIN_MS;
	const good = seen.filter(({ kind, endedAt }) => kind === 'good' && endedAt >= from);
	const times = sorted(good.map(({ sentAt, endedAt }) => endedAt - sentAt));
	const open = sorted(limits.filter(({ at }) => at >= from).map(({ atOnce }) => atOnce));
	return {
		throughput: (good.length / (LASTS_MS - from)) * 1000,
		p95: share(times, 0.95),
		refused: seen.filter(({ kind }) => kind !== 'good').length / seen.length,
		low: share(open, 0.05),
		middle: share(open, 0.5),
		high: share(open, 0.95),
	};
}

function sorted(numbers: readonly number[]): number[] {
	return [...numbers].sort((one, other) => one - other);
}

function share(numbers: readonly number[], part: number): number {
	return numbers[Math.floor(numbers.length * part)] ?? NaN;
}

const CANDIDATES = [
	1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 27, 30, 33, 36, 40, 45, 50, 56, 64, 72,
	80, 90, 100, 112, 128,
];

/**
 * The best number that could be typed for a server: the smallest within 1 % of the highest
 * throughput over these seeds.
 */
export function bestNumber(known: KnownServer, seeds: readonly number[]): number {
	const tried = CANDIDATES.map((atOnce) => ({
		atOnce,
		throughput: mean(seeds.map((seed) => fixedOn(known, atOnce, seed).throughput)),
	}));
	const highest = Math.max(...tried.map(({ throughput }) => throughput));
	return tried.find(({ throughput }) => throughput >= 0.99 * highest)?.atOnce ?? NaN;
}

/** The mean of some numbers. */
export function mean(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
