import type { NodeOperation } from '../operation';
import { schedule } from './schedule';
import { optionFields } from './fields/optionFields';
import { targetFields } from './fields/targetFields';
import { changingToolFields } from './fields/toolGuard';
import { variableFields } from './fields/variableFields';
import { waitSwitch } from './fields/waitSwitch';

/** Has devices create an instance in a table, e.g. another Wi-Fi network. */
export const addObject: NodeOperation = {
	option: {
		name: 'Add Object',
		value: 'add.obj',
		action: 'Add object to device',
		description: 'Create an instance in a table of devices, e.g. a Wi-Fi network',
	},
	fields: [
		...targetFields,
		...variableFields('add.obj'),
		...waitSwitch,
		...changingToolFields,
		optionFields,
	],
	execute: async (context) => await schedule(context, 'add.obj'),
};
