import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { readGroup, type Given, type GroupField } from './readers';

/** An entry of Options that holds several fields which belong together. */
export type OptionGroup = Omit<INodeProperties, 'options' | 'type'> &
	Pick<GroupField, 'type'> & { options: INodePropertyCollection[] };

/** What the fields of a group are stored under; each group has one set of them. */
const VALUES = 'values';

/**
 * The editor's entry for fields that belong together: added as one, they all show at once, with
 * their defaults. `displayOptions` is when it is offered at all.
 */
export function optionGroup(
	displayName: string,
	name: string,
	values: INodeProperties[],
	displayOptions?: INodeProperties['displayOptions'],
): OptionGroup {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		default: { [VALUES]: {} },
		options: [{ displayName, name: VALUES, values }],
		...(displayOptions ? { displayOptions } : {}),
	};
}

/**
 * The values of all options by their own names, whatever group they stand in; a group that was
 * added is there under its name as well. Throws InvalidInput.
 */
export function ungrouped(options: Given, groups: readonly OptionGroup[]): Given {
	const values: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(options)) {
		const group = groups.find((one) => one.name === name);
		Object.assign(values, { [name]: value }, group && readGroup(options, group));
	}
	return values;
}
