import type { ControlClient, TransactionPage } from '../control/client';
import { ControlError } from '../control/errors';
import type { Transaction } from '../control/transaction';
import type { ListEnd, ListPosition } from '../control/listEnd';

// As many as Django REST usually gives at most; it cuts what is above its limit without a word.
const PAGE_SIZE = 1_000;

export interface ListSettings {
	updateStatus: boolean;
	/** When to stop reading, in milliseconds since 1970. */
	deadline: number;
	/** Where to begin; null is the first page. */
	from: ListPosition | null;
	/** Asked once, when it is known how many more requests the rest of the list takes about. */
	isWorthIt?: (requests: number) => boolean;
}

/** What was read of the list. */
export interface ListPart {
	transactions: Transaction[];
	/** Where the next poll goes on; null where the list came to its end. */
	next: ListPosition | null;
	/** It came in several pages, between which the list may have changed. */
	isPaged: boolean;
	/** The passing failure that ended reading early. */
	failure?: ControlError;
	/** How the list ended; null where reading stopped before its end. */
	end: ListEnd | null;
	/** Reading the rest was not worth it. */
	isGivenUp?: true;
}

/**
 * Reads the list until its end, the deadline or a passing failure; at least one page. Throws ControlError where not even
 * one page came, and where the list shows no ids to follow.
 */
export async function readTransactionList(
	client: ControlClient,
	{ updateStatus, deadline, from, isWorthIt }: ListSettings,
): Promise<ListPart> {
	const pages: Transaction[][] = [];
	let next: ListPosition | null = null;
	let end: ListEnd | null = null;
	const list = client.transactionList({
		updateStatus,
		from: from ?? undefined,
		pageSize: PAGE_SIZE,
		withRepeats: true,
	});
	try {
		for await (const page of list) {
			if (showsNoIds(page.transactions)) throw noIdsShown();
			pages.push(page.transactions);
			({ next, end } = page);
			if (pages.length === 1 && isWorthIt?.(requestsLeft(page)) === false) {
				return { transactions: page.transactions, next, end, isPaged: true, isGivenUp: true };
			}
			if (Date.now() > deadline) return { transactions: pages.flat(), next, end, isPaged: true };
		}
	} catch (error) {
		// What was read counts, so that a long list comes to its end even if one page in a hundred fails.
		const isPassing = error instanceof ControlError && error.transient && next !== null;
		if (!isPassing) return await Promise.reject(error);
		return { transactions: pages.flat(), next, end, isPaged: true, failure: error };
	}
	return { transactions: pages.flat(), next: null, end, isPaged: pages.length > 1 };
}

function requestsLeft({ transactions, count, next }: TransactionPage): number {
	if (next === null) return 0;
	if (count === null || transactions.length === 0) return Infinity;
	return Math.ceil(count / transactions.length) - 1;
}

/** One entry without an id is passed over; a whole page of them is the way of this server. */
function showsNoIds(page: readonly Transaction[]): boolean {
	return page.length > 0 && page.every(({ id }) => id === null);
}

function noIdsShown(): ControlError {
	return new ControlError({
		kind: 'unexpected_answer',
		message: 'CONTROL lists operations without transaction IDs, so they cannot be told apart',
		fix: 'Enter the Transaction IDs to follow in the filters: they are then asked for one by one.',
		transient: false,
		delivery: 'refused',
	});
}
