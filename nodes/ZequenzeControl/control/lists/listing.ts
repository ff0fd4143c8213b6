import type { Transaction } from '../answers/transaction';
import type { ListEnd, ListPosition } from './listEnd';
import type { ListPart } from './wholeList';

/**
 * The devices of one page, how many there are in all, where the server says so, and how the list
 * ended.
 */
export type ListPage = Pick<ListPart, 'entries' | 'count' | 'end'>;

/** One page of the transactions that CONTROL lists. */
export interface TransactionPage {
	transactions: Transaction[];
	/** How many there are in all, where the server says so. */
	count: number | null;
	/** Where the list goes on; null at the end. */
	next: ListPosition | null;
	/**
	 * How the list ended: null on all pages but the last, which may be empty. Only after `complete:
	 * true` does what was not listed not exist; after `complete: false` its `gap` tells what may be
	 * missing, and nothing is proved.
	 */
	end: ListEnd | null;
}

/** Which part of the list to read, and how. */
export interface TransactionListing {
	updateStatus?: boolean;
	/** Only the transaction with this id. */
	id?: string;
	/** Where to begin: the `next` of an earlier page; without it, with the first page. */
	from?: ListPosition;
	/**
	 * Whether entries that were already on an earlier page come again, with what the server says of
	 * them by then.
	 */
	withRepeats?: boolean;
	/** How many to ask for at once where the server's links show that it lets us choose. */
	pageSize?: number;
}
