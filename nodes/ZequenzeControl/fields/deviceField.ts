import type { INodeProperties } from 'n8n-workflow';

import { searchBy } from './listSearch';

/** The choice of one device, from a list with its name and state, or by serial number. */
export const deviceField: INodeProperties = {
	displayName: 'Device',
	name: 'device',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The device to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a device...',
			typeOptions: searchBy('searchDevices'),
		},
		{
			displayName: 'Serial',
			name: 'serialNumber',
			type: 'string',
			placeholder: 'e.g. SN123456789',
		},
	],
};
