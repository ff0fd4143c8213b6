import { stopReason, type Gate } from './gate';
import type { AssignedRow, RollOutRow, RowState } from './rows';

/**
 * Whether the roll-out was stopped at any time until now: a share of failures that was too high may
 * be lower by now, but what was stopped stays stopped. Outcomes of one and the same time count
 * together.
 */
export function earlierStop(
	rows: readonly AssignedRow[],
	numbers: readonly number[],
	gate: Gate,
): { wave: number; reason: string } | undefined {
	const written = rows.find(({ state }) => state === 'stopped');
	if (written) return { wave: written.wave, reason: 'it was stopped before' };
	for (const wave of numbers) {
		const begun = rows.filter((row) => row.wave === wave && isBegun(row));
		const reason = stoppedByEnds(begun, gate);
		if (reason !== undefined) return { wave, reason };
	}
	return undefined;
}

function isBegun({ state }: RollOutRow): boolean {
	return state !== 'planned' && state !== 'skipped';
}

/** Counts the ends of a wave's devices in the order in which they came. */
function stoppedByEnds(begun: readonly RollOutRow[], { stop }: Gate): string | undefined {
	const tally = { size: begun.length, succeeded: 0, failed: 0, timedOut: 0 };
	const ended = begun
		.filter(({ state }) => state in ENDS)
		.sort((one, other) => (one.endedAt ?? 0) - (other.endedAt ?? 0));
	for (const [nth, { state, endedAt }] of ended.entries()) {
		const end = ENDS[state];
		if (end !== undefined) tally[end] += 1;
		if (endedAt !== null && ended[nth + 1]?.endedAt === endedAt) continue;
		const reason = stopReason(stop, tally);
		if (reason !== undefined) return reason;
	}
	return undefined;
}

const ENDS: Readonly<Partial<Record<RowState, 'succeeded' | 'failed' | 'timedOut'>>> = {
	succeeded: 'succeeded',
	failed: 'failed',
	timed_out: 'timedOut',
};
