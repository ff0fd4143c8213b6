import type { ControlClient } from '../control/client';
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
}

/** What was read of the list. */
export interface ListPart {
	transactions: Transaction[];
	/** The link to the page to go on with; null where the list came to its end. */
	next: string | null;
	/** The passing failure that ended reading early. */
	failure?: ControlError;
}

/**
 * Reads the list until its end, the deadline or a passing failure; at least one page. Throws ControlError where not even
 * one page came, and where the list shows no ids to follow.
 */
export async function readList(
	client: ControlClient,
	{ updateStatus, deadline, from }: ListSettings,
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
			if (Date.now() > deadline) return { transactions: pages.flat(), next };
		}
	} catch (error) {
		// What was read counts, so that a long list comes to its end even if one page in a hundred fails.
		const isPassing = error instanceof ControlError && error.transient && next !== null;
		if (!isPassing) throw error;
		return { transactions: pages.flat(), next, failure: error };
	}
	return { transactions: pages.flat(), next: null };
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
