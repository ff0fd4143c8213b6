import { targetFields } from '../../fields/targets/target';
import { changingToolFields } from '../../fields/targets/toolGuard';
import { waitDeadline } from '../../fields/waitFields';
import type { NodeOperation } from '../operation';
import { assess } from './desired/assess';
import { ensureOptions, modeField } from './desired/fields';
import { optionFields } from './fields/optionFields';
import { variableFields } from './fields/variableFields';
import { DEVICES } from './toolPhrases';

/** Has devices take what differs from what is wanted of them, and proves it. */
export const ensureVariables: NodeOperation = {
	option: {
		name: 'Ensure Variables',
		value: 'ensure',
		action: 'Ensure variables on device',
		description: 'Set only what differs from what parameters shall be, and prove it by reading',
	},
	toolDescription: `Brings parameters of devices to wanted values: reads them, sets only what differs, reads again. The wanted values are one JSON object of full paths and values, e.g. {"Device.ManagementServer.PeriodicInformInterval": 300}. In Plan mode it only says what would change. The answer has one verdict a device (compliant, would_change, changed, deviating, unverified, unknown, not_applicable, failed), its differences, and undo with the old values. ${DEVICES}`,
	fields: [
		modeField,
		...targetFields,
		...variableFields('set'),
		waitDeadline,
		...changingToolFields,
		ensureOptions,
		optionFields,
	],
	execute: async (context) => await assess(context, 'ensure'),
};
