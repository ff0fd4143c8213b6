import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { platformParametersFor } from '../control/n8nClient';
import { entryFor } from '../cwmp/catalogue/lookup';
import type { OperationName } from '../cwmp/operations';
import { mostRelevant, type Findable } from '../cwmp/search/relevance';
import { likingOf, searchCatalogue } from '../cwmp/search/search';
import { INSTANCE_PLACEHOLDER, templateOf } from '../cwmp/templates';

const MAX_FOUND = 60;

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/**
 * Search as you type for what an operation can use, in the catalogue and among the platform's own
 * parameters.
 */
function searchFor(operation: OperationName): Search {
	return async function search(filter = '') {
		const known = searchCatalogue(filter, MAX_FOUND, operation);
		const shown = new Set(known.map(({ path }) => path));
		const own = (await ownParameters(this, operation)).filter(
			({ path }) => !shown.has(templateOf(path)),
		);
		const liking = likingOf(operation);
		const found = mostRelevant<Findable>(filter, [...known, ...own], MAX_FOUND, liking);
		if (found.length === 0 && operation === 'set') return { results: readOnly(filter) };
		return {
			results: found.map(({ label, path }) => ({ name: shownAs(label, path), value: path })),
		};
	};
}

/** What the platform lists can be read or written; it lists what can only be read as well. */
async function ownParameters(
	host: ILoadOptionsFunctions,
	operation: OperationName,
): Promise<readonly Findable[]> {
	if (operation !== 'get' && operation !== 'set') return [];
	const parameters = await platformParametersFor(host);
	return operation === 'get'
		? parameters
		: parameters.filter(({ path }) => entryFor(path)?.writable !== false);
}

/**
 * What can only be read, said so, where nothing that can be set is found: "nothing" would mean that
 * there is no such variable.
 */
function readOnly(filter: string): INodeListSearchItems[] {
	if (filter.trim() === '') return [];
	return searchCatalogue(filter, MAX_FOUND)
		.filter(({ type }) => type !== 'object')
		.map(({ label, path }) => ({ name: `Read-only: ${shownAs(label, path)}`, value: path }));
}

/**
 * An entry as the list shows it, which cuts off what is beyond some 45 characters: what tells
 * entries apart comes first, and of the path its end.
 */
function shownAs(label: string, path: string): string {
	if (label === path) return path;
	const model = MODELS.find(({ root }) => path.startsWith(root))?.name;
	const end = endOf(path);
	const shown = end.length < path.length ? `…${end}` : path;
	return [label, model, shown].filter(Boolean).join(' · ');
}

/** The last two names of a path, with the places for instance numbers that go with them. */
function endOf(path: string): string {
	const names = path.split('.');
	let from = names.length;
	for (let found = 0; from > 0 && found < 2;) {
		from -= 1;
		const name = names[from] ?? '';
		if (name !== '' && name !== INSTANCE_PLACEHOLDER) found += 1;
	}
	return names.slice(from).join('.');
}

const MODELS = [
	{ root: 'Device.', name: 'TR-181' },
	{ root: 'InternetGatewayDevice.', name: 'TR-098' },
];

export const searchReadable = searchFor('get');

export const searchWritable = searchFor('set');

export const searchTables = searchFor('add.obj');

export const searchInstances = searchFor('del.obj');
