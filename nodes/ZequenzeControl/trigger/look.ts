import type { ControlClient } from '../control/client';
import { ControlError } from '../control/errors';
import { inPool } from '../control/pool';
import type { Transaction } from '../control/transaction';
import type { Look } from '../follow/changes';
import { readList } from './list';
import type { Pass } from './pass';

/** What a poll saw of the server. */
export interface Sight extends Pick<
	Look,
	'transactions' | 'complete' | 'scope' | 'asked' | 'alsoListed'
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
	const { transactions, next, failure } = await readList(client, { ...settings, from: link });
	return {
		transactions,
		complete: next === null,
		scope: 'list',
		alsoListed: listed,
		failure,
		...(next !== null && {
			rest: { link: next, asked: NONE, listed: union(listed, transactions) },
		}),
	};
}

/** Those of which nothing more is to come are left in peace. */
async function lookForIds(client: ControlClient, settings: LookSettings): Promise<Sight> {
	const { transactionIds, isOver, rest } = settings;
	const over = new Set([...transactionIds].filter(isOver));
	const alsoListed = new Set([...over, ...(rest?.listed ?? NONE)]);
	const open = [...transactionIds].filter((id) => !over.has(id) && !rest?.asked.has(id));
	const { transactions, asked, failure } = await askForEach(client, open, settings);
	const complete = asked.size === open.length;
	return {
		transactions,
		complete,
		scope: 'ids',
		asked: transactionIds,
		alsoListed,
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
		if (!isPassing) throw error;
		answers.failure = error;
	}
	return answers;
}

function union(ids: ReadonlySet<string>, transactions: readonly Transaction[]): Set<string> {
	const all = new Set(ids);
	for (const { id } of transactions) if (id !== null) all.add(id);
	return all;
}
