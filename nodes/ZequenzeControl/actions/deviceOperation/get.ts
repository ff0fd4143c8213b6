import type { NodeOperation } from '../operation';
import { schedule } from './schedule';
import { optionFields } from './fields/optionFields';
import { targetFields } from './fields/targetFields';
import { toolFields } from './fields/toolGuard';
import { variableFields } from './fields/variableFields';
import { waitSwitchForReading } from './fields/waitSwitch';

/** Has devices report the values of their parameters. */
export const getVariables: NodeOperation = {
	option: {
		name: 'Get Variables',
		value: 'get',
		action: 'Get variables from device',
		description: 'Read parameters of devices',
	},
	fields: [
		...targetFields,
		...variableFields('get'),
		...waitSwitchForReading,
		...toolFields,
		optionFields,
	],
	execute: async (context) => await schedule(context, 'get'),
};
