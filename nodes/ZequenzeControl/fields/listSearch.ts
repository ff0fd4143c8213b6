import type { INodePropertyModeTypeOptions } from 'n8n-workflow';

/** The searches that the editor calls by name; `methods/listSearches.ts` holds one for each. */
export type ListSearchName =
	| 'searchDevices'
	| 'searchInstances'
	| 'searchOrganizations'
	| 'searchReadable'
	| 'searchTables'
	| 'searchTransactions'
	| 'searchTypes'
	| 'searchWritable';

/** What makes a list search while the user types. */
export function searchBy(searchListMethod: ListSearchName): INodePropertyModeTypeOptions {
	return { searchListMethod, searchable: true };
}
