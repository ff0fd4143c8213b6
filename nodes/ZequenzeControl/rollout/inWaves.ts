import { gateVerdict, openIn, type Gate, type WaveTally } from './gate';
import { inOrder, type Orderable, type RollOutOrder } from './order';
import { waveCounts, type WaveSize } from './waves';

/** A roll-out that one run takes to its end: each wave ends before the next one begins. */
export interface RollOut {
	readonly waves: readonly WaveSize[];
	readonly gate: Omit<Gate, 'deadlineMs'>;
	readonly order: RollOutOrder;
	/** Tells one roll-out from the next, so that not always the same devices go first. */
	readonly seed: string;
}

/** How a device of a wave ended; what was skipped on purpose proves nothing, and does not count. */
export type WaveEnd = 'succeeded' | 'failed' | 'timedOut' | 'skipped';

/** Devices whose turn it is. */
export interface Wave<T> {
	/** From 1 on. */
	readonly number: number;
	readonly of: number;
	readonly members: readonly T[];
}

/** What became of a wave. */
export interface WaveRun<T> {
	/** Of which members it is known how they ended; the others were not sent anything. */
	readonly ends: ReadonlyMap<T, WaveEnd>;
	/**
	 * Why nothing more may be sent whatever the gate says; missing where nothing speaks against it.
	 */
	readonly halted?: string;
}

/** How far a roll-out has come. */
export interface RolledOut<T> {
	/** The waves that have begun, in order. */
	readonly waves: ReadonlyArray<WaveTally & { readonly wave: number }>;
	/** How many waves were planned. */
	readonly planned: number;
	readonly waveOf: ReadonlyMap<T, number>;
	/** Whose turn never came. */
	readonly unsent: readonly T[];
	/** Why it was stopped; null where it was not. */
	readonly stopped: string | null;
}

/** What a roll-out needs from outside. */
export interface WaveRunner<T> {
	/** What the order goes by. */
	deviceOf: (member: T) => Orderable;
	/** Sends to a wave, and returns when all of it has ended, or the time for it is up. */
	run: (wave: Wave<T>) => Promise<WaveRun<T>>;
	/** Told after each wave. */
	ended?: (soFar: RolledOut<T>) => void;
	clock: { now: () => number; sleep: (ms: number) => Promise<void> };
}

/**
 * Has each wave run, one after the other, as long as the gate lets the next one begin. Rejects with
 * what the runner rejects with.
 */
export async function inWaves<T>(
	members: readonly T[],
	{ waves: sizes, gate, order, seed }: RollOut,
	{ deviceOf, run, ended, clock }: WaveRunner<T>,
): Promise<RolledOut<T>> {
	const places = members.map((member) => {
		const { serial_number, type } = deviceOf(member);
		return { serial_number, type, member };
	});
	const ordered = inOrder(places, order, seed).map(({ member }) => member);
	const planned = wavesOf(ordered, waveCounts(sizes, ordered.length));
	const waveOf = new Map(
		planned.flatMap((wave) => wave.members.map((member) => [member, wave.number] as const)),
	);
	const waves: Array<WaveTally & { wave: number }> = [];
	let stopped: string | null = null;
	const soFar = (): RolledOut<T> => ({
		waves,
		planned: planned.length,
		waveOf,
		unsent: planned.slice(waves.length).flatMap((wave) => wave.members),
		stopped,
	});
	for (const wave of planned) {
		const startedAt = clock.now();
		const { ends, halted } = await run(wave);
		const tally = tallyOf(wave, ends, { startedAt, endedAt: clock.now() });
		waves.push(tally);
		const isLast = wave.number === planned.length;
		stopped = halted ?? (isLast ? null : closed(gate, tally, clock.now()));
		ended?.(soFar());
		if (stopped !== null) break;
		if (!isLast && tally.size > 0 && gate.pauseMs > 0) await clock.sleep(gate.pauseMs);
	}
	return soFar();
}

function wavesOf<T>(ordered: readonly T[], counts: readonly number[]): Array<Wave<T>> {
	let from = 0;
	return counts.map((count, nth) => {
		const members = ordered.slice(from, from + count);
		from += count;
		return { number: nth + 1, of: counts.length, members };
	});
}

/** Why the gate is closed; null where it is open. The time for the wave is up. */
function closed(gate: RollOut['gate'], tally: WaveTally, nowMs: number): string | null {
	const verdict = gateVerdict({ ...gate, pauseMs: 0, deadlineMs: 0 }, tally, nowMs);
	return verdict.kind === 'stop' ? verdict.reason : null;
}

function tallyOf<T>(
	{ number, members }: Wave<T>,
	ends: ReadonlyMap<T, WaveEnd>,
	times: Pick<WaveTally, 'startedAt' | 'endedAt'>,
): WaveTally & { wave: number } {
	const count = (end: WaveEnd): number =>
		members.filter((member) => ends.get(member) === end).length;
	const tally = {
		wave: number,
		size: members.length - count('skipped'),
		succeeded: count('succeeded'),
		failed: count('failed'),
		timedOut: count('timedOut'),
		...times,
	};
	return tally;
}

/**
 * How far a roll-out has come, in people's words, e.g. "Wave 1: 1 of 1 succeeded; wave 2 of 4: 7 of
 * 10 succeeded, 3 failed. Stopped: …".
 */
export function rollOutText({ waves, planned, unsent, stopped }: RolledOut<unknown>): string {
	const parts = waves.map((tally, nth) => {
		const { wave, size, succeeded, failed, timedOut } = tally;
		const open = openIn(tally);
		const all = nth === waves.length - 1 ? ` of ${planned}` : '';
		const ends = [
			`${counted(succeeded)} of ${counted(size)} succeeded`,
			...(failed > 0 ? [`${counted(failed)} failed`] : []),
			...(timedOut > 0 ? [`${counted(timedOut)} timed out`] : []),
			...(open > 0 ? [`${counted(open)} not sent`] : []),
		];
		return `wave ${wave}${all}: ${ends.join(', ')}`;
	});
	const text = parts.join('; ').replace(/^w/, 'W');
	if (stopped === null) return text;
	const rest = `${counted(unsent.length)} devices of later waves were not sent anything`;
	return `${text}. Stopped: ${stopped}. ${rest}`;
}

function counted(count: number): string {
	return count.toLocaleString('en');
}
