import type { INodeProperties } from 'n8n-workflow';

import { targetFields } from '../../fields/targets/target';
import { toolFields } from '../../fields/targets/toolGuard';
import { waitDeadline } from '../../fields/waitFields';
import type { NodeOperation } from '../operation';
import { assess } from './desired/assess';
import { checkOptions, currentValuesField } from './desired/fields';
import { optionFields } from './fields/optionFields';
import { variableFields } from './fields/variableFields';
import { DEVICES } from './toolPhrases';

/** Compares devices with what is wanted of them, and changes nothing. */
export const checkVariables: NodeOperation = {
	option: {
		name: 'Check Variables',
		value: 'check',
		action: 'Check variables on device',
		description: 'Compare parameters of devices with what they shall be, change nothing',
	},
	toolDescription: `Compares parameters of devices with wanted values and changes nothing. The wanted values are one JSON object of full paths and values, e.g. {"Device.ManagementServer.PeriodicInformInterval": 300}; an array of values means that each of them is right. The answer has one verdict a device (compliant, deviating, unverified, unknown, not_applicable) and its differences. ${DEVICES}`,
	fields: [
		currentValuesField,
		...targetFields.map((field) => onlyWhenAsked(field)),
		...variableFields('set'),
		onlyWhenAsked(waitDeadline),
		...toolFields,
		checkOptions,
		optionFields,
	],
	execute: async (context) => await assess(context, 'check'),
};

/** The devices are those of the input where its values are compared. */
function onlyWhenAsked(field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, [currentValuesField.name]: ['device'] },
		},
	};
}
