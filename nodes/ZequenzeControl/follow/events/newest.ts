import type { Transaction } from '../../control/answers/transaction';
import { isOldestFirst, newestFirst } from './listOrder';

/**
 * Collects the newest transactions of a list that comes page by page. No page of the reference says
 * how a server orders its list: where it begins with the newest, its beginning is enough, else it
 * has to be read to its end.
 */
export class Newest {
	private found: Transaction[] = [];

	private isOldestFirst: boolean | undefined;

	/** `limit` is how many are wanted; Infinity for all. */
	constructor(private readonly limit: number) {}

	/** Whether nothing newer can come. */
	get isEnough(): boolean {
		return this.isOldestFirst === false && this.found.length >= this.limit;
	}

	/** Takes in a page of the list. */
	add(page: readonly Transaction[], isWanted: (transaction: Transaction) => boolean): void {
		if (page.length > 1) this.isOldestFirst ??= isOldestFirst(page);
		for (const transaction of page) if (isWanted(transaction)) this.found.push(transaction);
		// What is older than enough others is not kept, however long the list.
		if (this.isOldestFirst === true && this.found.length > 2 * this.limit) {
			this.found = this.found.slice(-this.limit);
		}
	}

	/** Those that are wanted, the newest first; where the list shows no order, as it has them. */
	inOrder(): Transaction[] {
		return newestFirst(this.found).slice(0, this.limit);
	}
}
