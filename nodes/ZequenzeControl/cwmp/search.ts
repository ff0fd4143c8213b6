import { catalogueEntries, type CatalogueEntry } from './catalogue/lookup';
import type { OperationName } from './operations';
import { mostRelevant } from './relevance';
import { INSTANCE_PLACEHOLDER } from './templates';

export interface SearchResult {
	readonly label: string;
	readonly group: string;
	/** Template of the path; `{i}` stands for instance numbers. */
	readonly path: string;
	readonly type: CatalogueEntry['type'];
}

/** Which entries an operation can use; a table for `del.obj` is offered as its instance. */
const usable: Record<OperationName, (entry: CatalogueEntry) => boolean> = {
	get: () => true,
	set: ({ writable }) => writable,
	'add.obj': ({ creatable }) => creatable,
	'del.obj': ({ creatable }) => creatable,
};

/**
 * Entries of the catalogue by what is typed, best first. Without a text, the first entries. With an operation, only
 * what it can use.
 */
export function searchCatalogue(
	text: string,
	limit: number,
	operation: OperationName = 'get',
): SearchResult[] {
	// Equally good ones keep the order of the catalogue, where the more usual comes first.
	return mostRelevant(text, catalogueEntries().filter(usable[operation]), limit).map((entry) =>
		result(entry, operation),
	);
}

function result(entry: CatalogueEntry, operation: OperationName): SearchResult {
	const { label, group, path, type } = entry;
	return {
		label,
		group,
		path: operation === 'del.obj' ? `${path}${INSTANCE_PLACEHOLDER}.` : path,
		type,
	};
}
