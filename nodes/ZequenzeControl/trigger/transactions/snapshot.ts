import type { Transaction } from '../../control/answers/transaction';
import type { ControlClient } from '../../control/client';
import { ControlError } from '../../control/failures/errors';
import type { ListPosition } from '../../control/lists/listEnd';
import { inPool } from '../../control/pace/pool';
import type { Snapshot } from '../../follow/memory/snapshot';
import { atOwnPace } from '../pace';
import { askForMissing } from './missing';
import { readTransactionList, type ListPart } from './transactionList';

/**
 * How far polls have come whose time was up: reading everything that is followed may take several.
 */
export interface Cursor {
	of: 'transactions';
	/** Where the list goes on; null where ids are asked for one by one. */
	link: ListPosition | null;
	/** Ids that were asked for. */
	asked: ReadonlySet<string>;
	/** Ids that were listed. */
	listed: ReadonlySet<string>;
}

/** What a poll saw of the server. */
export interface PollSnapshot extends Pick<
	Snapshot<Transaction>,
	'subjects' | 'complete' | 'isCut' | 'scope' | 'asked' | 'alsoListed' | 'mayMiss' | 'absent'
> {
	/** Where the next poll goes on; undefined where this one came to the end. */
	cursor?: Cursor;
	/** The passing failure that ended this look early. */
	failure?: ControlError;
}

export interface SnapshotSettings {
	/** Empty is all. */
	transactionIds: ReadonlySet<string>;
	/** Whether nothing more is to come from this one of them. */
	isOver: (id: string) => boolean;
	updateStatus: boolean;
	/** When to stop reading, in milliseconds since 1970. */
	deadline: number;
	/** Where earlier polls stopped. */
	cursor?: Cursor;
	/** The ids that were listed before, those that the last look did not find first. */
	known: () => Iterable<string>;
	/** The number of this snapshot: what one cannot ask for is the turn of the next. */
	turn: number;
}

// With fewer ids, the list is not worth a try.
const FEW_IDS = 20;

const NONE: ReadonlySet<string> = new Set();

/**
 * Looks at the transactions that the server shows: those with the given ids, else the whole list.
 * What the deadline or a passing failure cuts off is left for the next poll. Throws ControlError,
 * also where the list shows no ids to follow.
 */
export async function takeSnapshot(
	client: ControlClient,
	settings: SnapshotSettings,
): Promise<PollSnapshot> {
	return settings.transactionIds.size > 0
		? await snapshotOfIds(client, settings)
		: await snapshotOfList(client, settings);
}

async function snapshotOfList(
	client: ControlClient,
	settings: SnapshotSettings,
): Promise<PollSnapshot> {
	const { link = null } = settings.cursor ?? {};
	const part = await readTransactionList(client, { ...settings, from: link });
	const { transactions, next, failure, mayMiss, isCut } = part;
	const listed = part.isFromStart ? NONE : (settings.cursor?.listed ?? NONE);
	const snapshot = { scope: 'list', alsoListed: listed, isCut, failure } as const;
	if (next !== null) {
		const cursor: Cursor = {
			of: 'transactions',
			link: next,
			asked: NONE,
			listed: union(listed, transactions),
		};
		return { ...snapshot, subjects: transactions, complete: false, cursor };
	}
	const isDoubtful = (mayMiss || isCut) && transactions.length > 0;
	const missing = isDoubtful ? idsBut(settings.known(), union(listed, transactions)) : [];
	const answers = await askForMissing(client, missing, settings);
	return {
		...snapshot,
		subjects: [...transactions, ...(answers?.transactions ?? [])],
		complete: true,
		// Where ids can be asked for, none is gone without that.
		mayMiss: mayMiss && answers === undefined,
		isCut: isCut || (mayMiss && answers !== undefined && missing.length > 0),
		absent: answers?.absent,
		failure: failure ?? answers?.failure,
	};
}

function idsBut(ids: Iterable<string>, others: ReadonlySet<string>): string[] {
	return [...new Set(ids)].filter((id) => !others.has(id));
}

/**
 * Those of which nothing more is to come are left in peace; the others are found in the list, or
 * asked for.
 */
async function snapshotOfIds(
	client: ControlClient,
	settings: SnapshotSettings,
): Promise<PollSnapshot> {
	const { transactionIds, isOver, cursor } = settings;
	const known = new Set([...[...transactionIds].filter(isOver), ...(cursor?.listed ?? NONE)]);
	const open = [...transactionIds].filter((id) => !known.has(id) && !cursor?.asked.has(id));
	const part = await findInList(client, open, settings);
	const found = part?.transactions ?? [];
	const alsoListed = union(known, found);
	const snapshot = { scope: 'ids', asked: transactionIds, alsoListed } as const;
	if (part?.next) {
		const stop: Cursor = { of: 'transactions', link: part.next, asked: NONE, listed: alsoListed };
		const { failure } = part;
		return { ...snapshot, subjects: found, complete: false, cursor: stop, failure };
	}
	// What the list does not show may be shown all the same to those who ask for it.
	const missing = open.filter((id) => !alsoListed.has(id));
	const { transactions, asked, failure } = await askForEach(client, missing, settings);
	const complete = asked.size === missing.length;
	return {
		...snapshot,
		subjects: [...found, ...transactions],
		complete,
		failure,
		...(!complete && {
			cursor: {
				of: 'transactions',
				link: null,
				asked: new Set([...(cursor?.asked ?? NONE), ...asked]),
				listed: union(alsoListed, transactions),
			},
		}),
	};
}

/**
 * Reads the list for those of the ids that it holds, where that takes fewer requests than asking
 * for each; null where it does not, or where the list shows no ids.
 */
async function findInList(
	client: ControlClient,
	ids: readonly string[],
	settings: SnapshotSettings,
): Promise<ListPart | null> {
	const from = settings.cursor?.link ?? null;
	const isAsking = settings.cursor !== undefined && from === null;
	if (isAsking || (from === null && ids.length < FEW_IDS)) return null;
	const part = await readTransactionList(client, {
		...settings,
		from,
		isWorthIt: (requests) => from !== null || requests < ids.length,
	}).catch((error: unknown) => {
		if (error instanceof ControlError && error.kind === 'unexpected_answer') return null;
		throw error;
	});
	if (!part || part.isGivenUp) return null;
	const wanted = new Set(ids);
	const transactions = part.transactions.filter(({ id }) => id !== null && wanted.has(id));
	return { ...part, transactions };
}

interface Answers {
	transactions: Transaction[];
	/** The ids that were answered, those that are not listed included. */
	asked: Set<string>;
	failure?: ControlError;
}

async function askForEach(
	client: ControlClient,
	ids: readonly string[],
	{ deadline, updateStatus }: SnapshotSettings,
): Promise<Answers> {
	const answers: Answers = { transactions: [], asked: new Set() };
	const { reader, slots } = atOwnPace(client);
	try {
		await inPool(ids, slots, async (id) => {
			if (Date.now() > deadline) return;
			const transaction = await reader.transaction(id, updateStatus);
			answers.asked.add(id);
			if (transaction) answers.transactions.push(transaction);
		});
	} catch (error) {
		const isPassing = error instanceof ControlError && error.transient && answers.asked.size > 0;
		if (!isPassing) return await Promise.reject(error);
		answers.failure = error;
	}
	return answers;
}

function union(ids: ReadonlySet<string>, transactions: readonly Transaction[]): Set<string> {
	const all = new Set(ids);
	for (const { id } of transactions) if (id !== null) all.add(id);
	return all;
}
