import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifiedDevice } from '../../control/answers/device';
import { redactAnswer } from '../../control/redaction/redaction';
import { readSwitch } from '../../fields/readers';
import type { JsonObject } from '../../ground/json';
import type { ItemParameters } from '../../items/parameters';

export const simplifyField = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
} as const satisfies INodeProperties;

/** Whether an item wants the simplified version. Throws InvalidInput. */
export function readSimplify(parameters: ItemParameters, itemIndex: number): boolean {
	return readSwitch(parameters.given(itemIndex, simplifyField.name), simplifyField);
}

/**
 * A device as it is shown: its documented fields, null where the server does not show them, or all
 * that it sends.
 */
export function presentDevice(device: JsonObject, simplify: boolean): IDataObject {
	if (!simplify) return redactAnswer(device, {});
	return simplifiedDevice(device);
}
