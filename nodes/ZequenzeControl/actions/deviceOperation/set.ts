import type { NodeOperation } from '../operation';
import { schedule } from './schedule';
import { optionFields } from './fields/optionFields';
import { targetFields } from './fields/targetFields';
import { changingToolFields } from './fields/toolGuard';
import { variableFields } from './fields/variableFields';
import { waitSwitch } from './fields/waitSwitch';

/** Has devices take new values; a device takes all values of one operation or none. */
export const setVariables: NodeOperation = {
	option: {
		name: 'Set Variables',
		value: 'set',
		action: 'Set variables on device',
		description: 'Change parameters of devices',
	},
	fields: [
		...targetFields,
		...variableFields('set'),
		...waitSwitch,
		...changingToolFields,
		optionFields,
	],
	execute: async (context) => await schedule(context, 'set'),
};
