import type { Transaction } from '../../control/answers/transaction';
import type { ControlClient } from '../../control/client';
import { ControlError } from '../../control/failures/errors';
import type { ListPosition } from '../../control/lists/listEnd';
import type { TransactionPage } from '../../control/lists/listing';

// As many as Django REST usually gives at most; it cuts what is above its limit without a word.
const PAGE_SIZE = 1_000;

// Longer lists are not read twice in a poll.
const MAX_PAGES_TWICE = 20;

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
	/** Where to go on; null where the list came to its end. */
	next: ListPosition | null;
	/** Its entries may have moved between the pages in which it came, so that some were not seen. */
	mayMiss: boolean;
	/** It came to an end that proves nothing: not all of it came. */
	isCut: boolean;
	/** It begins with the first page. */
	isFromStart: boolean;
	/** The passing failure that ended reading early. */
	failure?: ControlError;
	/** Reading the rest was not worth it. */
	isGivenUp?: true;
}

/**
 * Reads the list until its end, the deadline or a passing failure; at least one page. Where the
 * server no longer knows the page to begin with, as when a cursor has expired, it begins at the
 * start. Throws ControlError where not even one page came, and where the list shows no ids to
 * follow.
 */
export async function readTransactionList(
	client: ControlClient,
	settings: ListSettings,
): Promise<ListPart> {
	if (settings.from === null) return await readSteadily(client, settings);
	try {
		const part = await readPages(client, settings);
		if (part.transactions.length > 0) return part;
	} catch (error) {
		if (!(error instanceof ControlError) || error.transient) return await Promise.reject(error);
	}
	return await readSteadily(client, { ...settings, from: null });
}

/**
 * Reads it once more where entries moved while it was read: one that always moves would never be
 * seen.
 */
async function readSteadily(client: ControlClient, settings: ListSettings): Promise<ListPart> {
	const part = await readPages(client, settings);
	const isUnsteady = part.mayMiss && part.isRepeating && !part.isGivenUp && part.next === null;
	if (!isUnsteady || part.pages.length > MAX_PAGES_TWICE) return part;
	try {
		// What changes with every request would look the same again after an even number of them.
		const isEven = part.pages.length % 2 === 0;
		if (isEven) await readPages(client, { ...settings, deadline: 0, isWorthIt: undefined });
		const again = await readPages(client, { ...settings, isWorthIt: undefined });
		if (again.next !== null) return part;
		return partOf([...part.pages, ...again.pages], true, { failure: again.failure });
	} catch (error) {
		if (error instanceof ControlError && error.transient) return part;
		return await Promise.reject(error);
	}
}

interface Pages extends ListPart {
	pages: TransactionPage[];
	/** An entry came more than once. */
	isRepeating: boolean;
}

async function readPages(
	client: ControlClient,
	{ updateStatus, deadline, from, isWorthIt }: ListSettings,
): Promise<Pages> {
	const pages: TransactionPage[] = [];
	const part = (facts: Partial<ListPart>): Pages => partOf(pages, from === null, facts);
	const list = client.transactionList({
		updateStatus,
		from: from ?? undefined,
		pageSize: PAGE_SIZE,
		withRepeats: true,
	});
	try {
		for await (const page of list) {
			if (showsNoIds(page.transactions)) throw noIdsShown();
			pages.push(page);
			const { next } = page;
			if (pages.length === 1 && isWorthIt?.(requestsLeft(page)) === false) {
				return part({ next, isGivenUp: true });
			}
			if (Date.now() > deadline) return part({ next });
		}
	} catch (error) {
		// What was read counts, so that a long list comes to its end even if one page in a hundred
		// fails.
		const next = pages.at(-1)?.next ?? null;
		const isPassing = error instanceof ControlError && error.transient && next !== null;
		if (!isPassing) return await Promise.reject(error);
		return part({ next, failure: error });
	}
	return part({ next: null });
}

function partOf(pages: TransactionPage[], isFromStart: boolean, facts: Partial<ListPart>): Pages {
	const transactions = pages.flatMap((page) => page.transactions);
	const different = new Set(transactions.map(({ id, serialNumber }) => `${serialNumber} ${id}`))
		.size;
	const { count = null, end = null } = pages.at(-1) ?? {};
	const isSteady = new Set(pages.map((page) => page.count)).size === 1;
	const isCounted = count !== null && isFromStart && isSteady && different >= count;
	const isWhole = isCounted || (end?.complete === true && count !== null);
	return {
		transactions,
		next: null,
		mayMiss: (pages.length > 1 || !isFromStart) && !isWhole,
		isCut: end?.complete === false && !isCounted,
		isFromStart,
		pages,
		isRepeating: different < transactions.length,
		...facts,
	};
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
	});
}
