import type { INodeProperties } from 'n8n-workflow';

/** How the field for instance numbers is called, and its message where one is missing. */
export const INSTANCE_NUMBERS = 'Instance Numbers';

/**
 * Not required by the editor: n8n shows it for every path that is an expression as well, where it
 * may not be needed, and would not run the node. Where a number is missing, the node itself says
 * how many there must be.
 */
export const instanceField: INodeProperties = {
	displayName: INSTANCE_NUMBERS,
	name: 'instances',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1, or 1, 3 for two',
	displayOptions: { show: { variable_name: [{ _cnd: { includes: '{i}' } }] } },
	description:
		'One number for each {i} in the path, from left to right, separated by commas. A path with {i} cannot be used without.',
};
