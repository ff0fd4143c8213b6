import type { INodeListSearchItems } from 'n8n-workflow';

import type { Transaction } from '../control/answers/transaction';
import type { ControlClient } from '../control/client';
import type { TransactionPage } from '../control/lists/listing';
import { leafName } from '../cwmp/leafName';
import { operations } from '../cwmp/operations';
import { isOldestFirst, newestFirst } from '../follow/events/listOrder';
import { stateOf } from '../follow/states';

/** So many of the newest are looked through. */
const MAX_TRANSACTIONS = 2_000;

/**
 * The newest transactions that CONTROL lists, the newest first. No page says how a server orders
 * its list: where the first page is the oldest and there are many, the end of the list is read.
 */
export async function newestTransactions(client: ControlClient): Promise<Transaction[]> {
	const found = new Map<string, Transaction>();
	const readOn = async (pages: AsyncIterable<TransactionPage>): Promise<TransactionPage | null> => {
		for await (const page of pages) {
			for (const transaction of page.transactions) {
				if (transaction.id !== null) found.set(transaction.id, transaction);
			}
			const { count, transactions } = page;
			const isLong = count !== null && count > MAX_TRANSACTIONS;
			if (isLong && isOldestFirst(transactions)) return page;
			if (found.size >= MAX_TRANSACTIONS) return null;
		}
		return null;
	};
	const first = await readOn(client.transactionList());
	if (first) {
		const read = (first.count ?? 0) - MAX_TRANSACTIONS;
		const link = `?limit=${Math.max(100, first.transactions.length)}&offset=${read}`;
		found.clear();
		for await (const { transactions } of client.transactionList({ from: { link, read } })) {
			for (const one of transactions) if (one.id !== null) found.set(one.id, one);
			if (found.size >= MAX_TRANSACTIONS) break;
		}
	}
	return newestFirst(found.values());
}

/** A transaction as the list of the editor shows it, and the text in which it is looked for. */
export function transactionItem(transaction: Transaction): {
	item?: INodeListSearchItems;
	searched: string;
} {
	const { id, operation, serialNumber, variables, createdAt } = transaction;
	const [first] = variables;
	const known = Object.entries(operations).find(([word]) => word === operation);
	const does = known?.[1].label.split(' ')[0] ?? operation ?? 'Operation';
	const path = first?.variable_name.replace(/\.$/, '') ?? '';
	const time = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/.exec(createdAt ?? '');
	const name = [
		[does, leafName(path), 'on', serialNumber ?? 'a device'].filter(Boolean).join(' '),
		...(time ? [`${time[1]} ${time[2]}`] : []),
		`#${id}`,
	].join(' · ');
	const searched = `${name} ${operation ?? ''} ${path} ${stateOf(transaction)}`.toLowerCase();
	return id === null ? { searched } : { item: { name, value: id }, searched };
}
