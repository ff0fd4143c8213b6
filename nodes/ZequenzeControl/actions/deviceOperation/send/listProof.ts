import type { Transaction } from '../../../control/answers/transaction';
import type { ControlClient } from '../../../control/client';
import { ControlError } from '../../../control/failures/errors';
import { gapText, type ListEnd } from '../../../control/lists/listEnd';
import type { Listing } from '../../../follow/proof/sightings';

/**
 * The server's list; nothing, and not whole, where it cannot be read to the end. Throws
 * RunCancelled.
 */
export async function readListing(client: ControlClient): Promise<Listing> {
	const list = new ListProof(client);
	const pages: Transaction[][] = [];
	try {
		for await (const page of list.pages()) pages.push(page);
		return { transactions: pages.flat(), isWhole: list.isWhole };
	} catch (error) {
		const nothing: Listing = { transactions: [], isWhole: false };
		return error instanceof ControlError ? nothing : await Promise.reject(error);
	}
}

/**
 * A reading of the server's list that knows in the end whether it proves that what it did not show
 * is not there.
 */
export class ListProof {
	private readonly ids = new Set<string>();

	private end: ListEnd | null = null;

	private isSteady = true;

	constructor(private readonly client: ControlClient) {}

	/** The transactions of each page. Throws ControlError and RunCancelled. */
	async *pages(): AsyncGenerator<Transaction[], void, undefined> {
		let pages = 0;
		let first: Transaction | undefined;
		for await (const { transactions, end } of this.client.transactionList()) {
			pages += 1;
			first ??= transactions[0];
			for (const { id } of transactions) if (id !== null) this.ids.add(id);
			this.end = end;
			yield transactions;
		}
		if (pages > 1 && first) this.isSteady = await this.beginsWith(first);
	}

	/** Whether everything was read that was listed when the reading began. */
	get isWhole(): boolean {
		return this.isSteady && this.end?.complete === true;
	}

	/** What the list is short of, in a sentence. */
	get gap(): string {
		return this.end && !this.end.complete
			? gapText(this.end)
			: 'The list changed while it was read.';
	}

	/** The IDs that were listed. */
	get listedIds(): ReadonlySet<string> {
		return this.ids;
	}

	/**
	 * Whether what stood first still stands on the first page. Otherwise the pages have moved: where
	 * old entries leave a list as fast as new ones come, its count does not tell that others were
	 * passed over.
	 */
	private async beginsWith({ id }: Transaction): Promise<boolean> {
		for await (const { transactions } of this.client.transactionList()) {
			return transactions.some((transaction) => transaction.id === id);
		}
		return false;
	}
}
