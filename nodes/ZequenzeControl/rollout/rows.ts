import type { Orderable } from './order';

/**
 * Where a device stands in a roll-out that lasts longer than one execution. A row is claimed before
 * its device is sent anything: what was claimed is never handed out again.
 */
export type RowState =
	| 'planned'
	| 'claimed'
	| 'scheduled'
	| 'running'
	| 'succeeded'
	| 'failed'
	| 'timed_out'
	| 'skipped'
	/** Left out because the roll-out was stopped; one such row keeps it stopped. */
	| 'stopped';

/** A device of the roll-out, as a table keeps it. */
export interface RollOutRow extends Orderable {
	/** From 1 on; null where it is not decided yet. */
	readonly wave: number | null;
	readonly state: RowState;
	/**
	 * When it was claimed, in milliseconds since 1970; null where it was not, or where that is not
	 * known.
	 */
	readonly claimedAt: number | null;
	readonly endedAt: number | null;
}

/** A device whose wave is decided. */
export type AssignedRow = RollOutRow & { readonly wave: number };
