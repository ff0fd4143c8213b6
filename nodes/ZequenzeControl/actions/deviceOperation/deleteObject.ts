import type { NodeOperation } from '../operation';
import { schedule } from './schedule';
import { optionFields } from './fields/optionFields';
import { targetFields } from './fields/targetFields';
import { changingToolFields } from './fields/toolGuard';
import { variableFields } from './fields/variableFields';
import { waitSwitch } from './fields/waitSwitch';

/** Has devices delete an instance from a table, with all that belongs to it. */
export const deleteObject: NodeOperation = {
	option: {
		name: 'Delete Object',
		value: 'del.obj',
		action: 'Delete object from device',
		description: 'Remove an instance from a table of devices',
	},
	fields: [
		...targetFields,
		...variableFields('del.obj'),
		...waitSwitch,
		...changingToolFields,
		optionFields,
	],
	execute: async (context) => await schedule(context, 'del.obj'),
};
