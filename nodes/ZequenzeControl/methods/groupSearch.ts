import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { TYPES } from '../control/endpoints';
import { ControlError } from '../control/failures/errors';
import { firstText, isJsonObject, textOf, type JsonObject, type JsonValue } from '../ground/json';
import { forEditor } from './listSearch';

// What devices belong to is told by the devices themselves, and many of them belong to the same.
const MAX_PAGES = 20;
const PAGE_SIZE = 500;

/** The types of devices that CONTROL knows, or where it lists none, those that its devices show. */
export async function searchTypes(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => {
		const listed = await listedTypes(client);
		const known = listed.size > 0 ? listed : await shownBy(client, 'type');
		return { results: matching(known, filter) };
	});
}

/** The organizations that devices show; CONTROL has no list of them. */
export async function searchOrganizations(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await forEditor(this, async (client) => ({
		results: matching(await shownBy(client, 'organization'), filter),
	}));
}

/** Names by number. */
type Groups = Map<string, string>;

async function listedTypes(client: ControlClient): Promise<Groups> {
	const groups: Groups = new Map();
	try {
		for await (const { entries } of client.platformPages(TYPES, PAGE_SIZE)) {
			for (const entry of entries) note(groups, entry);
		}
	} catch (error) {
		// Not every server has this list; what is wrong otherwise, that of the devices tells too.
		if (!(error instanceof ControlError)) return await Promise.reject(error);
	}
	return groups;
}

async function shownBy(client: ControlClient, key: 'organization' | 'type'): Promise<Groups> {
	const groups: Groups = new Map();
	let pages = 0;
	for await (const { entries } of client.devicePages({}, PAGE_SIZE)) {
		for (const device of entries) note(groups, groupIn(device, key));
		pages += 1;
		if (pages === MAX_PAGES) break;
	}
	return groups;
}

/** What a device shows of its type or organization: a number, or an object with its name. */
function groupIn(device: JsonObject, key: string): JsonObject {
	const shown: JsonValue = device[key] ?? null;
	return isJsonObject(shown) ? shown : { id: shown, name: device[`${key}_name`] ?? null };
}

function note(groups: Groups, entry: JsonObject): void {
	const id = textOf(entry.id);
	if (id === null || !/^\d{1,15}$/.test(id)) return;
	groups.set(id, firstText(entry, ['name', 'description']) ?? groups.get(id) ?? '');
}

function matching(groups: Groups, filter: string): INodeListSearchItems[] {
	const wanted = filter.trim().toLowerCase();
	return [...groups]
		.map(([value, name]) => ({ name: name === '' ? value : `${name} (${value})`, value }))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
}
