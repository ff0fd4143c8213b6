import type { NodeOperation } from '../operation';
import { schedule } from './schedule';
import { optionFields } from './optionFields';
import { targetFields } from './targetFields';
import { toolFields } from './toolGuard';
import { variableFields } from './variableFields';
import { waitSwitchForReading } from './waitSwitch';

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
