import type { INodeProperties } from 'n8n-workflow';

import { operations, type OperationName } from '../../cwmp/operations';
import { InvalidInput } from '../../ground/invalidInput';
import type { ItemParameters } from '../../items/parameters';
import { readNumber } from '../readers';

const MAX_DEVICES = {
	displayName: 'Max Devices per Call',
	name: 'mostDevices',
	type: 'number',
	noDataExpression: true,
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: 10,
	displayOptions: { show: { '@tool': [true] } },
	description:
		'How many devices an AI agent may work on in one call. The agent cannot raise this number itself.',
} as const satisfies INodeProperties;

/**
 * Safety switches of the tool variant of the node. They take no expression, so no model can set
 * them: not even one that was written into the workflow's JSON by hand counts.
 */
export const toolFields: INodeProperties[] = [MAX_DEVICES];

/** For operations that change a device. */
export const changingToolFields: INodeProperties[] = [
	{
		displayName: 'Allow Changes',
		name: 'allowChanges',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		displayOptions: { show: { '@tool': [true] } },
		description: 'Whether an AI agent may change devices. The agent cannot switch this on itself.',
	},
	...toolFields,
];

/**
 * How many devices the node may work on in one call; Infinity where no AI agent runs it. Throws
 * InvalidInput where an agent may not use this operation at all.
 */
export function deviceLimit(parameters: ItemParameters, operation: OperationName): number {
	if (!parameters.isTool) return Infinity;
	const { changesDevice, label } = operations[operation];
	if (changesDevice && parameters.readWritten('allowChanges') !== true) {
		throw new InvalidInput(
			`${label} is not allowed in this tool: it would change devices. Nothing was sent`,
			'Do not try again. Tell the user what you would change, and that whoever builds this workflow must switch on Allow Changes in the tool first.',
		);
	}
	const set = parameters.readWritten('mostDevices');
	return readNumber(set === undefined ? {} : { mostDevices: set }, MAX_DEVICES);
}

/** Throws InvalidInput where an AI agent asks for more devices at once than its tool allows. */
export function holdToLimit(devices: number, limit: number): void {
	if (devices <= limit) return;
	throw new InvalidInput(
		`${devices} devices are more than the ${limit} that this tool may work on in one call. Nothing was sent`,
		'Ask the user which devices matter most, and name those. To work on more, whoever builds this workflow raises Max Devices per Call.',
	);
}
