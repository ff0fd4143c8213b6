import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { ListSearchName } from '../fields/listSearch';
import { searchOrganizations, searchTypes } from './groupSearch';
import { searchDevices, searchTransactions } from './listSearch';
import { searchInstances, searchReadable, searchTables, searchWritable } from './variableSearch';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** What the editor calls while the user types in a list: every name that a field may use. */
export const listSearches: Record<ListSearchName, ListSearch> = {
	searchDevices,
	searchInstances,
	searchOrganizations,
	searchReadable,
	searchTables,
	searchTransactions,
	searchTypes,
	searchWritable,
};
