import type { ControlClient, TransactionPage } from '../control/client';
import { ControlError } from '../control/errors';
import type { Transaction } from '../control/transaction';

// As many as Django REST usually gives at most; it cuts what is above its limit without a word.
const PAGE_SIZE = 1_000;

export interface ListSettings {
	updateStatus: boolean;
	/** When to stop reading, in milliseconds since 1970. */
	deadline: number;
	/** The link to the page to begin with; null is the first one. */
	from: string | null;
	/** Asked once, when it is known how many more requests the rest of the list takes about. */
	isWorthIt?: (requests: number) => boolean;
}

/** What was read of the list. */
export interface ListPart {
	transactions: Transaction[];
	/** The link to the page to go on with; null where the list came to its end. */
	next: string | null;
	/** It came in several pages, between which the list may have changed. */
	isPaged: boolean;
	/** The passing failure that ended reading early. */
	failure?: ControlError;
	/** Reading the rest was not worth it. */
	isGivenUp?: true;
}

/**
 * Reads the list until its end, the deadline or a passing failure; at least one page. Throws ControlError where not even
 * one page came, and where the list shows no ids to follow.
 */
export async function readList(
	client: ControlClient,
	{ updateStatus, deadline, from, isWorthIt }: ListSettings,
): Promise<ListPart> {
	const pages: Transaction[][] = [];
	let next: string | null = null;
	const list = client.transactionList({
		updateStatus,
		from: from ?? undefined,
		pageSize: PAGE_SIZE,
	});
	try {
		for await (const page of list) {
			if (showsNoIds(page.transactions)) throw noIdsShown();
			pages.push(page.transactions);
			({ next } = page);
			if (pages.length === 1 && isWorthIt?.(requestsLeft(page)) === false) {
				return { transactions: page.transactions, next, isPaged: true, isGivenUp: true };
			}
			if (Date.now() > deadline) return { transactions: pages.flat(), next, isPaged: true };
		}
	} catch (error) {
		// What was read counts, so that a long list comes to its end even if one page in a hundred fails.
		const isPassing = error instanceof ControlError && error.transient && next !== null;
		if (!isPassing) return await Promise.reject(error);
		return { transactions: pages.flat(), next, isPaged: true, failure: error };
	}
	return { transactions: pages.flat(), next: null, isPaged: pages.length > 1 };
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
