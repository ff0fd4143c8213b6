import { operations, type OperationName } from '../../cwmp/operations';
import { targetFields } from '../../fields/targets/target';
import { changingToolFields, toolFields } from '../../fields/targets/toolGuard';
import type { NodeOperation } from '../operation';
import { optionFields } from './fields/optionFields';
import { variableFields } from './fields/variableFields';
import { waitSwitch, waitSwitchForReading } from './fields/waitSwitch';
import { schedule } from './run/schedule';

/** What an operation says of itself: on the canvas, in the list of operations, and to a model. */
type Texts = Pick<NodeOperation['option'], 'action' | 'description'> &
	Pick<NodeOperation, 'toolDescription'>;

/**
 * An operation that CONTROL schedules on devices: all of them have the same fields and go the same
 * way.
 */
export function schedulingOperation(
	name: OperationName,
	{ action, description, toolDescription }: Texts,
): NodeOperation {
	const { label, changesDevice } = operations[name];
	return {
		option: { name: label, value: name, action, description },
		toolDescription,
		fields: [
			...targetFields,
			...variableFields(name),
			...(changesDevice ? waitSwitch : waitSwitchForReading),
			...(changesDevice ? changingToolFields : toolFields),
			optionFields,
		],
		execute: async (context) => await schedule(context, name),
	};
}
