import type { INodeProperties } from 'n8n-workflow';

import { lifelineChange } from '../../../cwmp/lifeline';
import type { FlowSettings } from '../../../desired/flow';
import { rootsIn, type WantedVariable } from '../../../desired/wanted';
import { readChoice, readSwitch } from '../../../fields/readers';
import { InvalidInput } from '../../../ground/invalidInput';
import type { ItemParameters } from '../../../items/parameters';

/** Where a check has the present values from. */
export const currentValuesField = {
	displayName: 'Current Values',
	name: 'currentValues',
	type: 'options',
	noDataExpression: true,
	default: 'device',
	options: [
		{
			name: 'From the Input Item',
			value: 'input',
			description: 'Its values, as Get Variables and the trigger put them out; nothing is sent',
		},
		{ name: 'Read From the Device', value: 'device', description: 'Schedules a get and waits' },
	],
	description: 'Where the values come from that are compared',
} as const satisfies INodeProperties;

/** Whether Ensure only says what it would do. */
export const modeField = {
	displayName: 'Mode',
	name: 'ensureMode',
	type: 'options',
	noDataExpression: true,
	default: 'plan',
	options: [
		{ name: 'Apply', value: 'apply', description: 'Set what differs, and prove it by reading' },
		{ name: 'Plan', value: 'plan', description: 'Show what would change, change nothing' },
	],
	description: 'Whether to change the devices or only to show what would change',
} as const satisfies INodeProperties;

const FIND_MISSING = {
	displayName: 'Find Missing Variables',
	name: 'findMissing',
	type: 'boolean',
	default: true,
	description:
		'Whether to find out by a few more operations which variables a device lacks, where its fault names none, and to compare the others',
} as const satisfies INodeProperties;

const LIFELINE = {
	displayName: 'Lifeline Changes',
	name: 'lifelineChanges',
	type: 'options',
	default: 'refuse',
	options: [
		{ name: 'Allow', value: 'allow' },
		{ name: 'Refuse', value: 'refuse', description: 'Treat the item as failed' },
	],
	description: 'What to do about a change that can cut a device off from CONTROL for good',
} as const satisfies INodeProperties;

const SECRETS = {
	displayName: 'Secrets',
	name: 'secrets',
	type: 'options',
	default: 'leave',
	options: [
		{
			name: 'Always Set',
			value: 'always',
			description: 'Set them in each run, as nobody can tell whether they are right',
		},
		{ name: 'Leave Alone', value: 'leave', description: 'Report them as unverifiable' },
	],
	description: 'What to do about passwords and keys that read back empty or masked',
} as const satisfies INodeProperties;

const SET_BACK = {
	displayName: 'When Verification Fails',
	name: 'whenVerificationFails',
	type: 'options',
	default: 'report',
	options: [
		{ name: 'Report', value: 'report' },
		{ name: 'Set Back', value: 'setBack', description: 'Set the old values again' },
	],
	description: 'What to do about a device that does not show the new values',
} as const satisfies INodeProperties;

function optionsOf(options: INodeProperties[]): INodeProperties & { name: string } {
	return {
		displayName: 'Comparison Options',
		name: 'desiredOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}

/** What else can be chosen for a check, and for Ensure. */
export const checkOptions = optionsOf([FIND_MISSING]);
export const ensureOptions = optionsOf([FIND_MISSING, LIFELINE, SECRETS, SET_BACK]);

/**
 * How a device is compared, as the parameters say, and whether the values are in the input. Throws
 * InvalidInput.
 */
export function readFlowSettings(
	parameters: ItemParameters,
	itemIndex: number,
	operation: 'check' | 'ensure',
): FlowSettings & { isFromInput: boolean; allowsLifeline: boolean } {
	const field = operation === 'check' ? currentValuesField : modeField;
	const given = parameters.given(itemIndex, field.name);
	const collection = operation === 'check' ? checkOptions : ensureOptions;
	const options = parameters.readCollection(
		{ ...collection, options: namesOf(operation) },
		itemIndex,
	);
	return {
		mode: operation === 'check' ? 'check' : readChoice(given, modeField),
		isFromInput: operation === 'check' && readChoice(given, currentValuesField) === 'input',
		findsMissing: readSwitch(options, FIND_MISSING),
		setsSecrets: readChoice(options, SECRETS) === 'always',
		setsBack: readChoice(options, SET_BACK) === 'setBack',
		allowsLifeline: readChoice(options, LIFELINE) === 'allow',
	};
}

function namesOf(operation: 'check' | 'ensure'): Array<{ name: string }> {
	return operation === 'check' ? [FIND_MISSING] : [FIND_MISSING, LIFELINE, SECRETS, SET_BACK];
}

/** Throws InvalidInput where a wanted value could cut a device off for good. */
export function refuseLifelineChanges(wanted: readonly WantedVariable[]): void {
	for (const { variable_name: path, allowed } of wanted) {
		const change = lifelineChange(path, allowed[0].value);
		if (change === undefined) continue;
		throw new InvalidInput(
			`Variables: With this value of "${path}" the device ${change.consequence}`,
			'If that is what you want, set the option Lifeline Changes to Allow.',
		);
	}
}

/** Whether devices of both data models are meant. */
export function isForBothModels(wanted: readonly WantedVariable[]): boolean {
	return rootsIn(wanted).length > 1;
}
