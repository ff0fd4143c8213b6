import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { entryFor } from '../cwmp/catalogue/lookup';
import type { OperationName } from '../cwmp/operations';
import { mostRelevant, type Findable } from '../cwmp/relevance';
import { searchCatalogue } from '../cwmp/search';
import { templateOf } from '../cwmp/templates';
import { platformParametersFor } from '../control/n8nClient';

const MAX_FOUND = 60;

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** Search as you type for what an operation can use, in the catalogue and among the platform's own parameters. */
function searchFor(operation: OperationName): Search {
	return async function search(filter = '') {
		const known = searchCatalogue(filter, MAX_FOUND, operation);
		const shown = new Set(known.map(({ path }) => path));
		const own = (await ownParameters(this, operation)).filter(
			({ path }) => !shown.has(templateOf(path)),
		);
		const found = mostRelevant<Findable>(filter, [...known, ...own], MAX_FOUND);
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

function shownAs(label: string, path: string): string {
	return label === path ? path : `${label} (${path})`;
}

export const searchReadable = searchFor('get');

export const searchWritable = searchFor('set');

export const searchTables = searchFor('add.obj');

export const searchInstances = searchFor('del.obj');
