import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { changesSince as changesOfKind } from '../../../nodes/ZequenzeControl/follow/events/changes';
import { transactionKind } from '../../../nodes/ZequenzeControl/follow/events/transactionKind';
import type { Memory } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import type {
	Changes as ChangesOf,
	Interest as InterestIn,
	Snapshot as LookAt,
} from '../../../nodes/ZequenzeControl/follow/memory/snapshot';
import { additionsOf, type Vocabulary } from '../../../nodes/ZequenzeControl/follow/states';

export type Snapshot = Omit<LookAt<Transaction>, 'subjects'> & {
	transactions: readonly Transaction[];
};

export type Interest = Omit<InterestIn<Transaction>, 'words'> & { words?: Vocabulary };

export type Changes = ChangesOf<Transaction>;

/** The changes of transactions, whose status words mean what the interest says. */
export function changesSince(
	before: Memory | undefined,
	{ transactions, ...snapshot }: Snapshot,
	{ words, ...interest }: Interest,
): Changes {
	return changesOfKind(
		transactionKind(words),
		before,
		{ ...snapshot, subjects: transactions },
		{ ...interest, words: additionsOf(words) },
	);
}
