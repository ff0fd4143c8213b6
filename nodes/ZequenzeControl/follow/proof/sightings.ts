import type { Transaction } from '../../control/answers/transaction';
import type { OperationRequest } from '../../control/endpoints';
import { compare, isLike, type Comparison } from './sameOperation';

/**
 * An operation that the server accepted under an ID: how the list shows it tells how it would show
 * another one.
 */
export interface Witness {
	id: string;
	request: OperationRequest;
	/** By our clock, in milliseconds since 1970. */
	sentAt: number;
	/** When its answer was there, by the same clock. */
	answeredAt: number;
	/** Whether this run sent it: then it must still be in the list. */
	isOwn: boolean;
}

/** What the server listed. */
export interface Listing {
	transactions: readonly Transaction[];
	/** Whether nothing is missing: as many as the server counts, no link left, no page refused. */
	isWhole: boolean;
}

/** A witness as the list shows it. */
export interface Sighting {
	witness: Witness;
	entry: Transaction;
	comparison: Comparison;
}

/** What a list shows of the operations that are known, and what else. */
export interface Sightings {
	seen: Sighting[];
	/** Whether the list shows all that this run is known to have made. */
	showsAllOwn: boolean;
	/** Everything that is not known to be another operation. */
	strangers: Transaction[];
}

/**
 * Finds the witnesses in the list. Null where IDs do not tell one operation from another: where two
 * have the same one, or where what is listed under the ID of a witness may be about another device,
 * or does something else.
 */
export function sightingsIn(
	{ transactions }: Listing,
	witnesses: readonly Witness[],
): Sightings | null {
	const entries = byId(transactions);
	const known = witnessesById(witnesses);
	if (!entries || !known) return null;
	const seen: Sighting[] = [];
	let showsAllOwn = true;
	for (const witness of known.values()) {
		const entry = entries.get(witness.id);
		if (!entry) {
			if (witness.isOwn) showsAllOwn = false;
			continue;
		}
		const comparison = compare(entry, witness.request);
		const isIt = isLike(comparison.serialNumber) && comparison.operation !== 'other';
		if (isIt) seen.push({ witness, entry, comparison });
		else if (witness.isOwn) return null;
	}
	const taken = new Set(seen.map(({ witness }) => witness.id));
	const strangers = [...entries.values()].filter(({ id }) => id === null || !taken.has(id));
	return { seen, showsAllOwn, strangers: [...strangers, ...withoutId(transactions)] };
}

/**
 * Entries that come in while a list is read push others to the next page, where they are listed
 * again.
 */
function byId(transactions: readonly Transaction[]): Map<string, Transaction> | null {
	const entries = new Map<string, Transaction>();
	for (const transaction of transactions) {
		if (transaction.id === null) continue;
		const before = entries.get(transaction.id);
		if (before && identityOf(before) !== identityOf(transaction)) return null;
		entries.set(transaction.id, transaction);
	}
	return entries;
}

function withoutId(transactions: readonly Transaction[]): Transaction[] {
	return transactions.filter(({ id }) => id === null);
}

/** What does not change of an operation while it is carried out. */
function identityOf({ serialNumber, operation, createdAt }: Transaction): string {
	return JSON.stringify([serialNumber, operation, createdAt]);
}

/** Null where one ID was given to two operations of this run. */
function witnessesById(witnesses: readonly Witness[]): Map<string, Witness> | null {
	const known = new Map<string, Witness>();
	for (const witness of witnesses) {
		const before = known.get(witness.id);
		if (before?.isOwn && witness.isOwn) return null;
		if (!before || witness.isOwn) known.set(witness.id, witness);
	}
	return known;
}
