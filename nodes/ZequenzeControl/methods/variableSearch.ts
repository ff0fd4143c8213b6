import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { entryFor } from '../cwmp/catalogue/lookup';
import type { OperationName } from '../cwmp/operations';
import { searchCatalogue } from '../cwmp/search';
import { templateOf } from '../cwmp/templates';
import { platformParametersFor } from '../control/n8nClient';

const MOST_FOUND = 60;

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** Search as you type for what an operation can use: the catalogue first, then the platform's own parameters. */
function searchFor(operation: OperationName): Search {
	return async function search(filter = '') {
		const known = searchCatalogue(filter, MOST_FOUND, operation);
		const results: INodeListSearchItems[] = known.map(({ label, path }) => ({
			name: `${label} (${path})`,
			value: path,
		}));
		if (operation !== 'get' && operation !== 'set') return { results };
		const shown = new Set(known.map(({ path }) => path));
		const wanted = filter.trim().toLowerCase();
		for (const { path, label } of await platformParametersFor(this)) {
			if (results.length >= MOST_FOUND) break;
			// The platform lists what can only be read as well.
			if (operation === 'set' && entryFor(path)?.writable === false) continue;
			const name = label === path ? path : `${label} (${path})`;
			if (shown.has(templateOf(path)) || !name.toLowerCase().includes(wanted)) continue;
			results.push({ name, value: path });
		}
		return { results };
	};
}

export const searchReadable = searchFor('get');

export const searchWritable = searchFor('set');

export const searchTables = searchFor('add.obj');

export const searchInstances = searchFor('del.obj');
