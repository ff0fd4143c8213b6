import {
	NodeOperationError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';
import { bySerialNumber } from '../control/endpoints';

import type { ControlClient } from '../control/client';
import { ControlError } from '../control/failures/errors';
import type { ListPosition } from '../control/lists/listEnd';
import { openClient } from '../control/n8nClient';
import { firstText, isJsonObject, textOf, type JsonObject } from '../ground/json';
import { failureOf, inOurWords } from '../items/failures';
import { newestTransactions, transactionItem } from './transactionItems';

// The API cannot search by name, so pages are read until enough devices match; the editor asks for
// more where the user scrolls.
const ENOUGH = 50;
const MAX_PAGES = 60;
const PAGE_SIZE = 500;

/**
 * What may be a whole serial number: with less, too many requests would ask for a device that is
 * not there.
 */
const SERIAL_NUMBER = /^[^\s/]{4,256}$/;

/**
 * Devices whose serial number or name contains the text. A whole serial number is found by one
 * request, however large the fleet; for the rest pages are read, from where `token` says on.
 */
export async function searchDevices(
	this: ILoadOptionsFunctions,
	filter = '',
	token?: string,
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => {
		const wanted = filter.trim();
		const from = positionIn(token);
		const exact = from ? undefined : await deviceCalled(client, wanted);
		if (exact) return { results: [exact] };
		const results: INodeListSearchItems[] = [];
		let pages = 0;
		for await (const { entries, next } of client.deviceList({}, PAGE_SIZE, from)) {
			for (const device of entries) {
				const item = deviceItem(device);
				if (item?.name.toLowerCase().includes(wanted.toLowerCase())) results.push(item);
			}
			pages += 1;
			if (next && (results.length >= ENOUGH || pages === MAX_PAGES)) {
				return { results, paginationToken: JSON.stringify(next) };
			}
		}
		return { results };
	});
}

/**
 * The device with exactly this serial number; undefined where there is none, or it cannot be asked
 * for.
 */
async function deviceCalled(
	client: ControlClient,
	serialNumber: string,
): Promise<INodeListSearchItems | undefined> {
	if (!SERIAL_NUMBER.test(serialNumber) || /^\.+$/.test(serialNumber)) return undefined;
	try {
		return deviceItem(await client.device(bySerialNumber(serialNumber)));
	} catch (error) {
		// The list may still have it as a part of others; what is wrong with the server, the list tells
		// too.
		if (error instanceof ControlError) return undefined;
		return await Promise.reject(error);
	}
}

/**
 * A device by what does not change: the editor keeps the name in the workflow, where a state would
 * stay for years.
 */
function deviceItem(device: JsonObject): INodeListSearchItems | undefined {
	const value = textOf(device.serial_number);
	if (value === null) return undefined;
	const name = firstText(device, ['name']);
	return { name: name === null || name === value ? value : `${name} (${value})`, value };
}

function positionIn(token: unknown): ListPosition | undefined {
	try {
		const position: unknown = typeof token === 'string' ? JSON.parse(token) : undefined;
		if (!isJsonObject(position)) return undefined;
		const { link, read } = position;
		return typeof link === 'string' && typeof read === 'number' ? { link, read } : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Transactions whose id, device, operation, first variable or state contains the text, the newest
 * first.
 */
export async function searchTransactions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => {
		const wanted = filter.trim().toLowerCase();
		const found = (await newestTransactions(client)).flatMap((transaction) => {
			const { item, searched } = transactionItem(transaction);
			return item && searched.includes(wanted) ? [item] : [];
		});
		return { results: found.slice(0, ENOUGH) };
	});
}

/** Runs a search; what goes wrong is told in the words that the node itself would use. */
export async function forEditor(
	context: ILoadOptionsFunctions,
	search: (client: ControlClient) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await search(await openClient(context));
	} catch (error) {
		const { message, description } = failureOf(error);
		const shown = new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
		throw inOurWords(shown, message);
	}
}
