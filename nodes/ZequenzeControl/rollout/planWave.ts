import { earlierStop } from './earlierStop';
import { gateVerdict, openIn, type Gate, type GateVerdict, type WaveTally } from './gate';
import { inOrder, type RollOutOrder } from './order';
import type { AssignedRow, RollOutRow, RowState } from './rows';
import { waveCounts, type WaveSize } from './waves';

export interface RollOutPlan {
	readonly waves: readonly WaveSize[];
	readonly gate: Gate;
	readonly order: RollOutOrder;
	/** Tells one roll-out from the next, so that not always the same devices go first. */
	readonly seed: string;
	/** Milliseconds after which a claim without an outcome has to be looked into. */
	readonly claimTimeoutMs: number;
	/** Whether the last wave waits until a person lets it go. */
	readonly holdsLastWave: boolean;
}

/** What to do now. The same whenever it is asked of the same rows at the same time. */
export interface WaveDecision {
	readonly decision: 'send' | 'approval' | 'wait' | 'finished' | 'stopped';
	/** The wave that it is about, from 1 on; null where there is nothing to roll out. */
	readonly wave: number | null;
	/** Devices to claim and send to now, all of one wave. */
	readonly devices: readonly string[];
	/**
	 * Devices whose claim has no outcome for too long: look up what became of them before anything is
	 * sent.
	 */
	readonly unclear: readonly string[];
	readonly reason: string | null;
	/** Until when to wait, in milliseconds since 1970; null where nobody can tell. */
	readonly untilMs: number | null;
	readonly waves: ReadonlyArray<WaveTally & { readonly wave: number; readonly planned: number }>;
}

/**
 * Decides about the next step of a roll-out from the rows of its table: whom to send to, or to
 * wait, or that it is finished or stopped. Nothing is kept between calls, so a crash between any
 * two of them loses nothing.
 */
export function planWave(
	rows: readonly RollOutRow[],
	plan: RollOutPlan,
	nowMs: number,
): WaveDecision {
	const assigned = withWaves(rows, plan);
	const numbers = [...new Set(assigned.map(({ wave }) => wave))].sort((a, b) => a - b);
	const waves = numbers.map((wave) => tallyOf(wave, assigned));
	const unclear = assigned.filter((row) => isUnclear(row, plan, nowMs));
	const common = { waves, unclear: unclear.map(({ serial_number }) => serial_number) };
	const stopped = earlierStop(assigned, numbers, plan.gate);
	if (stopped) {
		return { ...common, ...stopped, decision: 'stopped', devices: [], untilMs: null };
	}
	for (const [nth, tally] of waves.entries()) {
		const isLast = nth === waves.length - 1;
		const step = stepOf(tally, { plan, nowMs, isLast });
		if (step === undefined) continue;
		const devices =
			step.decision === 'send'
				? assigned
						.filter(({ wave, state }) => wave === tally.wave && state === 'planned')
						.map(({ serial_number }) => serial_number)
				: [];
		return { ...common, ...step, wave: tally.wave, devices };
	}
	// A wave may let the next one begin before its own last devices have ended.
	const unended = waves.find((tally) => openIn(tally) > 0 && !isOver(tally, plan, nowMs));
	const isDone = unended === undefined && unclear.length === 0;
	return {
		...common,
		decision: isDone ? 'finished' : 'wait',
		wave: (isDone ? numbers.at(-1) : (unended?.wave ?? unclear[0]?.wave)) ?? null,
		devices: [],
		reason: null,
		untilMs: null,
	};
}

/**
 * Waves that the table has stay; the rows without one are given theirs in the order of the
 * roll-out.
 */
export function withWaves(
	rows: readonly RollOutRow[],
	{ waves, order, seed }: Pick<RollOutPlan, 'waves' | 'order' | 'seed'>,
): AssignedRow[] {
	const counts = waveCounts(waves, rows.length);
	const free = counts.map((count, nth) => {
		const taken = rows.filter(({ wave }) => wave === nth + 1).length;
		return Math.max(0, count - taken);
	});
	const given = new Map<string, number>();
	const open = inOrder(
		rows.filter(({ wave }) => wave === null),
		order,
		seed,
	);
	let current = 0;
	for (const { serial_number: serialNumber } of open) {
		while (current < free.length - 1 && (free[current] ?? 0) === 0) current += 1;
		free[current] = (free[current] ?? 0) - 1;
		given.set(serialNumber, current + 1);
	}
	return rows.map((row) => ({ ...row, wave: row.wave ?? given.get(row.serial_number) ?? 1 }));
}

type Step = Pick<WaveDecision, 'decision' | 'reason' | 'untilMs'>;

/** What a wave asks for; undefined where it lets the next one begin. */
function stepOf(
	tally: WaveTally & { planned: number; wave: number },
	{ plan, nowMs, isLast }: { plan: RollOutPlan; nowMs: number; isLast: boolean },
): Step | undefined {
	if (tally.planned > 0) {
		const decision = isLast && plan.holdsLastWave ? 'approval' : 'send';
		return { decision, reason: null, untilMs: null };
	}
	const verdict = gateVerdict(plan.gate, tally, nowMs);
	// After the last wave there is nothing to hold back: it only has to end.
	if (isLast)
		return openIn(tally) === 0 || isOver(tally, plan, nowMs) ? undefined : waiting(verdict);
	if (verdict.kind === 'next') return undefined;
	if (verdict.kind === 'wait') return waiting(verdict);
	return { decision: 'stopped', reason: verdict.reason, untilMs: null };
}

function waiting(verdict: GateVerdict): Step {
	const untilMs = verdict.kind === 'wait' ? (verdict.untilMs ?? null) : null;
	return { decision: 'wait', reason: null, untilMs };
}

function isOver({ startedAt }: WaveTally, { gate }: RollOutPlan, nowMs: number): boolean {
	return startedAt !== undefined && nowMs >= startedAt + gate.deadlineMs;
}

function tallyOf(
	wave: number,
	rows: readonly AssignedRow[],
): WaveTally & { wave: number; planned: number } {
	const own = rows.filter((row) => row.wave === wave && row.state !== 'skipped');
	const count = (state: RowState): number => own.filter((row) => row.state === state).length;
	const times = (of: (row: RollOutRow) => number | null): number[] =>
		own.map(of).filter((time): time is number => time !== null);
	const started = times(({ claimedAt }) => claimedAt);
	const ended = times(({ endedAt }) => endedAt);
	return {
		wave,
		size: own.length,
		planned: count('planned'),
		succeeded: count('succeeded'),
		failed: count('failed'),
		timedOut: count('timed_out'),
		...(started.length > 0 ? { startedAt: least(started) } : {}),
		...(ended.length > 0 ? { endedAt: greatest(ended) } : {}),
	};
}

function isUnclear(row: AssignedRow, { claimTimeoutMs }: RollOutPlan, nowMs: number): boolean {
	if (row.state !== 'claimed') return false;
	return row.claimedAt === null || nowMs - row.claimedAt >= claimTimeoutMs;
}

function least(times: readonly number[]): number {
	return times.reduce((one, other) => Math.min(one, other), Infinity);
}

function greatest(times: readonly number[]): number {
	return times.reduce((one, other) => Math.max(one, other), -Infinity);
}
