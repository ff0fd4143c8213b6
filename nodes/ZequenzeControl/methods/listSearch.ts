import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { failureOf, inOurWords } from '../items/failures';
import type { ControlClient, ListPage } from '../control/client';
import { firstText, textOf, type JsonObject } from '../ground/json';
import { openClient } from '../control/n8nClient';
import type { Transaction } from '../control/transaction';
import { stateOf } from '../follow/states';

// The API cannot search by name or serial number, so pages are read until enough devices match.
const ENOUGH = 50;
const MAX_PAGES = 20;
const PAGE_SIZE = 100;

/** Devices whose serial number or name contains the text, with their state. */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => {
		const found: INodeListSearchItems[] = [];
		let pages = 0;
		for await (const page of client.devicePages({}, PAGE_SIZE)) {
			found.push(...devicesIn(page, filter.trim().toLowerCase()));
			pages += 1;
			if (found.length >= ENOUGH || pages === MAX_PAGES) break;
		}
		return found.slice(0, ENOUGH);
	});
}

function devicesIn({ entries }: ListPage, wanted: string): INodeListSearchItems[] {
	return entries.flatMap((device) => {
		const value = textOf(device.serial_number);
		const name = deviceLabel(device);
		return value !== null && name.toLowerCase().includes(wanted) ? [{ name, value }] : [];
	});
}

function deviceLabel(device: JsonObject): string {
	const serialNumber = firstText(device, ['serial_number']) ?? '';
	const name = firstText(device, ['name']);
	const title = name === null || name === serialNumber ? serialNumber : `${name} (${serialNumber})`;
	return typeof device.status === 'boolean' ? `${title}: ${device.status ? 'up' : 'down'}` : title;
}

/** Transactions whose id, device, operation or state contains the text. */
export async function searchTransactions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => {
		const found: INodeListSearchItems[] = [];
		let pages = 0;
		for await (const page of client.transactionPages()) {
			found.push(...transactionsIn(page, filter.trim().toLowerCase()));
			pages += 1;
			if (found.length >= ENOUGH || pages === MAX_PAGES) break;
		}
		return found.slice(0, ENOUGH);
	});
}

function transactionsIn(page: Transaction[], wanted: string): INodeListSearchItems[] {
	return page.flatMap((transaction) => {
		const { id, operation, serialNumber } = transaction;
		const name = `${id}: ${operation ?? 'operation'} on ${serialNumber ?? 'a device'}, ${stateOf(transaction)}`;
		return id !== null && name.toLowerCase().includes(wanted) ? [{ name, value: id }] : [];
	});
}

/** Runs a search; what goes wrong is told in the words that the node itself would use. */
async function forEditor(
	context: ILoadOptionsFunctions,
	search: (client: ControlClient) => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	try {
		return { results: await search(await openClient(context)) };
	} catch (error) {
		const { message, description } = failureOf(error);
		const shown = new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
		throw inOurWords(shown, message);
	}
}
