import type { ControlClient } from '../control/client';
import { ControlError } from '../control/errors';
import { inPool } from '../control/pool';
import type { Transaction } from '../control/transaction';
import type { Look } from '../follow/changes';
import { readList, type ListPart } from './list';
import type { Pass } from './pass';

/** What a poll saw of the server. */
export interface Sight extends Pick<
	Look,
	'transactions' | 'complete' | 'scope' | 'asked' | 'alsoListed' | 'mayMiss'
> {
	/** Where the next poll goes on; undefined where this one came to the end. */
	rest?: Pass;
	/** The passing failure that ended this look early. */
	failure?: ControlError;
}

export interface LookSettings {
	/** Empty is all. */
	transactionIds: ReadonlySet<string>;
	/** Whether nothing more is to come from this one of them. */
	isOver: (id: string) => boolean;
	updateStatus: boolean;
	/** When to stop reading, in milliseconds since 1970. */
	deadline: number;
	/** Where earlier polls stopped. */
	rest?: Pass;
}

const ASKED_AT_A_TIME = 4;
// With fewer ids, the list is not worth a try.
const FEW_IDS = 20;

const NONE: ReadonlySet<string> = new Set();

/**
 * Looks at the transactions that the server shows: those with the given ids, else the whole list. What the deadline or a
 * passing failure cuts off is left for the next poll. Throws ControlError, also where the list shows no ids to follow.
 */
export async function lookAtTransactions(
	client: ControlClient,
	settings: LookSettings,
): Promise<Sight> {
	return settings.transactionIds.size > 0
		? await lookForIds(client, settings)
		: await lookAtList(client, settings);
}

async function lookAtList(client: ControlClient, settings: LookSettings): Promise<Sight> {
	const { link = null, listed = NONE } = settings.rest ?? {};
	const part = await readList(client, { ...settings, from: link });
	const { transactions, next, failure } = part;
	return {
		transactions,
		complete: next === null,
		scope: 'list',
		alsoListed: listed,
		mayMiss: part.isPaged || link !== null,
		failure,
		...(next !== null && {
			rest: { link: next, asked: NONE, listed: union(listed, transactions) },
		}),
	};
}

/** Those of which nothing more is to come are left in peace; the others are found in the list, or asked for. */
async function lookForIds(client: ControlClient, settings: LookSettings): Promise<Sight> {
	const { transactionIds, isOver, rest } = settings;
	const known = new Set([...[...transactionIds].filter(isOver), ...(rest?.listed ?? NONE)]);
	const open = [...transactionIds].filter((id) => !known.has(id) && !rest?.asked.has(id));
	const part = await findInList(client, open, settings);
	const found = part?.transactions ?? [];
	const alsoListed = union(known, found);
	const sight = { scope: 'ids', asked: transactionIds, alsoListed } as const;
	if (part?.next) {
		const stop: Pass = { link: part.next, asked: NONE, listed: alsoListed };
		const { failure } = part;
		return { ...sight, transactions: found, complete: false, rest: stop, failure };
	}
	// What the list does not show may be shown all the same to those who ask for it.
	const missing = open.filter((id) => !alsoListed.has(id));
	const { transactions, asked, failure } = await askForEach(client, missing, settings);
	const complete = asked.size === missing.length;
	return {
		...sight,
		transactions: [...found, ...transactions],
		complete,
		failure,
		...(!complete && {
			rest: {
				link: null,
				asked: new Set([...(rest?.asked ?? NONE), ...asked]),
				listed: union(alsoListed, transactions),
			},
		}),
	};
}

/**
 * Reads the list for those of the ids that it holds, where that takes fewer requests than asking for each; null where it
 * does not, or where the list shows no ids.
 */
async function findInList(
	client: ControlClient,
	ids: readonly string[],
	settings: LookSettings,
): Promise<ListPart | null> {
	const from = settings.rest?.link ?? null;
	const isAsking = settings.rest !== undefined && from === null;
	if (isAsking || (from === null && ids.length < FEW_IDS)) return null;
	const part = await readList(client, {
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
	{ deadline, updateStatus }: LookSettings,
): Promise<Answers> {
	const answers: Answers = { transactions: [], asked: new Set() };
	try {
		await inPool(ids, ASKED_AT_A_TIME, async (id) => {
			if (Date.now() > deadline) return;
			const transaction = await client.transaction(id, updateStatus);
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
