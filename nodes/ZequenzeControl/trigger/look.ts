import type { ControlClient } from '../control/client';
import { inPool } from '../control/pool';
import { ControlError } from '../control/errors';
import type { Transaction } from '../control/transaction';
import type { Memory } from '../follow/memory';

/** What a poll saw of the server. */
export interface Sight {
	transactions: Transaction[];
	complete: boolean;
	scope: Memory['scope'];
}

export interface LookSettings {
	/** Empty is all. */
	transactionIds: ReadonlySet<string>;
	updateStatus: boolean;
	/** When to stop reading, in milliseconds since 1970. */
	deadline: number;
}

const ASKED_AT_A_TIME = 4;

/**
 * Looks at the transactions that the server shows: those with the given ids one by one, else the whole list. What the
 * deadline cuts off makes the sight incomplete. Throws ControlError, also where the list shows no ids to follow.
 */
export async function lookAtTransactions(
	client: ControlClient,
	settings: LookSettings,
): Promise<Sight> {
	return settings.transactionIds.size > 0
		? await askForEach(client, settings)
		: await readList(client, settings);
}

async function askForEach(client: ControlClient, settings: LookSettings): Promise<Sight> {
	const transactions: Transaction[] = [];
	let complete = true;
	await inPool([...settings.transactionIds], ASKED_AT_A_TIME, async (id) => {
		if (Date.now() > settings.deadline) complete = false;
		if (!complete) return;
		const transaction = await client.transaction(id, settings.updateStatus);
		if (transaction) transactions.push(transaction);
	});
	return { transactions, complete, scope: 'ids' };
}

async function readList(client: ControlClient, settings: LookSettings): Promise<Sight> {
	const pages: Transaction[][] = [];
	let complete = true;
	for await (const page of client.transactionPages({ updateStatus: settings.updateStatus })) {
		if (page.some(({ id }) => id === null)) throw noIdsShown();
		pages.push(page);
		complete = Date.now() <= settings.deadline;
		if (!complete) break;
	}
	return { transactions: pages.flat(), complete, scope: 'list' };
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
