import type { Receipt } from '../../../control/answers/receipt';
import type { Transaction } from '../../../control/answers/transaction';
import type { ControlError } from '../../../control/failures/errors';
import type { NotSentReason } from '../../../follow/outcome';

/** What became of one request. */
export type Dispatched =
	| { kind: 'accepted'; receipt: Receipt }
	/** The server certainly did not take it. */
	| { kind: 'refused'; error: ControlError }
	/** Nobody can tell whether the server took it. */
	| { kind: 'unknown'; error: ControlError }
	/** Not sent on purpose; `transaction` is the one that made it unnecessary. */
	| {
			kind: 'skipped';
			reason: NotSentReason;
			transaction?: Transaction;
			/** When the server may be asked again, in milliseconds since 1970. */
			until?: number;
	  };

/** What became of a request that failed. */
export type FailedDispatch = Extract<Dispatched, { error: ControlError }>;

/** Whether this is the failure of a job; what was held back on purpose is none. */
export function hasFailed(dispatched: Dispatched): dispatched is FailedDispatch {
	return dispatched.kind === 'refused' || dispatched.kind === 'unknown';
}

/**
 * What became of a request that must not be sent again: the server took it, or may have taken it.
 */
export type Delivered = Extract<Dispatched, { kind: 'accepted' | 'unknown' }>;

/**
 * The IDs that only one operation was given: with any other one, nobody can tell which operation is
 * meant.
 */
export function uniqueIds(dispatched: ReadonlyMap<unknown, Dispatched>): Set<string> {
	const seen = new Set<string>();
	const unique = new Set<string>();
	for (const result of dispatched.values()) {
		const id = result.kind === 'accepted' ? result.receipt.transactionId : null;
		if (id === null) continue;
		if (seen.has(id)) unique.delete(id);
		else unique.add(id);
		seen.add(id);
	}
	return unique;
}

/** Not sent because something else failed. */
export const STOPPED: Dispatched = { kind: 'skipped', reason: 'stopped_after_failures' };
