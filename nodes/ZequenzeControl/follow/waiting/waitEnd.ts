import type { Transaction } from '../../control/answers/transaction';
import type { ControlError } from '../../control/failures/errors';

/** How a wait ended for one transaction. */
export type WaitEnd =
	/** It has succeeded or failed. */
	| { kind: 'finished'; transaction: Transaction }
	/** The server shows no status for such operations, so waiting would never end. */
	| { kind: 'no_status'; transaction: Transaction }
	/** The deadline came first; `transaction` is what was last seen of it, if anything was. */
	| { kind: 'timed_out'; transaction: Transaction | null }
	/** The server does not list it, or no longer. */
	| { kind: 'unlisted'; transaction: Transaction | null }
	/** The server refuses to tell. */
	| { kind: 'refused'; error: ControlError };
