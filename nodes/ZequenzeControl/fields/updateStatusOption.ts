import type { INodeProperties } from 'n8n-workflow';

export const updateStatusOption = {
	displayName: 'Update Status',
	name: 'updateStatus',
	type: 'boolean',
	default: false,
	description:
		'Whether CONTROL refreshes the state of the device first. Fresher, but slower: use it sparingly.',
} as const satisfies INodeProperties;
