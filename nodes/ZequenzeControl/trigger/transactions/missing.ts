import type { Transaction } from '../../control/answers/transaction';
import type { ControlClient } from '../../control/client';
import { ControlError } from '../../control/failures/errors';
import { inPool } from '../../control/pace/pool';
import { atOwnPace } from '../pace';

// The others are the turn of the next polls.
const MAX_ASKED = 50;

/** What the server says of transactions that its list did not show. */
export interface MissingAnswers {
	/** Those that are there all the same. */
	transactions: Transaction[];
	/** The ids that it does not know. */
	absent: Set<string>;
	/** Why not all of them were answered. */
	failure?: ControlError;
}

/**
 * Asks for those that a list of several pages did not show, one by one: they may have moved from
 * page to page while it was read. Undefined where the server cannot be asked for an id. Never
 * throws ControlError: what was not answered stays open.
 */
export async function askForMissing(
	client: ControlClient,
	ids: readonly string[],
	{ deadline, turn }: { deadline: number; turn: number },
): Promise<MissingAnswers | undefined> {
	const answers: MissingAnswers = { transactions: [], absent: new Set() };
	const { reader, slots } = atOwnPace(client);
	let isHeeded = true;
	const ask = async (id: string): Promise<void> => {
		if (!isHeeded || Date.now() > deadline) return;
		const shown = await firstPage(reader, id);
		const match = shown.filter((transaction) => transaction.id === id);
		if (match.length > 0) answers.transactions.push(...match);
		else if (shown.length === 0) answers.absent.add(id);
		else isHeeded = false;
	};
	try {
		const start = ids.length > MAX_ASKED ? (turn * MAX_ASKED) % ids.length : 0;
		const due = [...ids.slice(start), ...ids.slice(0, start)].slice(0, MAX_ASKED);
		await inPool(due, slots, ask);
	} catch (error) {
		if (!(error instanceof ControlError)) return await Promise.reject(error);
		if (!error.transient) return undefined;
		answers.failure = error;
	}
	return isHeeded ? answers : undefined;
}

async function firstPage(client: ControlClient, id: string): Promise<Transaction[]> {
	for await (const page of client.transactionPages({ id })) return page;
	return [];
}
