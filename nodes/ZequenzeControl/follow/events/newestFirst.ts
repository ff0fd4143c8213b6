import type { Transaction } from '../../control/answers/transaction';
import { serverInstant } from '../../ground/dates';

type Dated = Pick<Transaction, 'id' | 'createdAt'>;

/** The transactions by when they were made, the newest first; of those made at once, the one with the higher number. */
export function newestFirst<T extends Dated>(transactions: Iterable<T>): T[] {
	return [...transactions].sort(
		(one, other) => madeAt(other) - madeAt(one) || numberOf(other) - numberOf(one),
	);
}

/** Whether a page of a list shows that the list begins with the oldest: no page of the reference says how it is ordered. */
export function isOldestFirst(transactions: readonly Dated[]): boolean {
	const [first, last] = [transactions.at(0), transactions.at(-1)];
	if (!first || !last) return false;
	return madeAt(first) < madeAt(last) || numberOf(first) < numberOf(last);
}

/** In milliseconds since 1970; where no time is shown, the number of the transaction tells which is newer. */
function madeAt(transaction: Dated): number {
	return serverInstant(transaction.createdAt) ?? numberOf(transaction);
}

function numberOf({ id }: Dated): number {
	return Number(/\d{1,15}$/.exec(id ?? '')?.[0] ?? 0);
}
