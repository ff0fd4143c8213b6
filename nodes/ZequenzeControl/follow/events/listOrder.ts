import type { Transaction } from '../../control/answers/transaction';
import { serverInstant } from '../../ground/dates';
import type { Happening } from '../memory/kind';

type Dated = Pick<Transaction, 'id' | 'createdAt'>;

/**
 * The transactions by when they were made, the newest first; of those made at once, the one with
 * the higher number.
 */
export function newestFirst<T extends Dated>(transactions: Iterable<T>): T[] {
	return [...transactions].sort(
		(one, other) => madeAt(other) - madeAt(one) || numberOf(other) - numberOf(one),
	);
}

/**
 * Whether a page of a list shows that the list begins with the oldest: no page of the reference
 * says how it is ordered.
 */
export function isOldestFirst(transactions: readonly Dated[]): boolean {
	const [first, last] = [transactions.at(0), transactions.at(-1)];
	if (!first || !last) return false;
	return madeAt(first) < madeAt(last) || numberOf(first) < numberOf(last);
}

/**
 * The same transactions with the oldest first, where the list shows that it begins with the newest;
 * else in its order.
 */
export function oldestMadeFirst<T extends Dated>(transactions: readonly T[]): readonly T[] {
	return isOldestFirst([...transactions].reverse()) ? [...transactions].reverse() : transactions;
}

/**
 * The events by when they happened, so that who works them off one by one ends with the latest: of
 * those at one instant, and of those without a time, which come last, in the order given.
 */
export function inOrderOfTime<Subject>(
	events: ReadonlyArray<Happening<Subject>>,
	timeOf: (event: Happening<Subject>) => string | null,
): Array<Happening<Subject>> {
	return events
		.map((event) => ({ event, at: serverInstant(timeOf(event)) ?? Number.MAX_VALUE }))
		.sort((one, other) => one.at - other.at)
		.map(({ event }) => event);
}

/**
 * In milliseconds since 1970; where no time is shown, the number of the transaction tells which is
 * newer.
 */
function madeAt(transaction: Dated): number {
	return serverInstant(transaction.createdAt) ?? numberOf(transaction);
}

/** The digits at the end of a random ID say nothing. */
function numberOf({ id }: Dated): number {
	return Number(/^[A-Za-z]{0,20}[_-]?(\d{1,15})$/.exec(id ?? '')?.[1] ?? 0);
}
