import type { INodeProperties } from 'n8n-workflow';

import { readSwitch, type Given } from '../../../fields/readers';
import { readWait, waitDeadline, type WaitChoice } from '../../../fields/waitFields';
import type { ItemParameters } from '../../../items/parameters';

export const waitForCompletion = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the devices have done what was asked, at most until Wait Deadline',
} as const satisfies INodeProperties;

const DEADLINE: INodeProperties = {
	...waitDeadline,
	displayOptions: { show: { waitForCompletion: [true] } },
};

/**
 * The switch by which a user waits for the devices, and for how long; scheduling alone is the rule.
 */
export const waitSwitch: INodeProperties[] = [waitForCompletion, DEADLINE];

/** For `get`: who asks one device for a value wants the value, so waiting is the default there. */
export const waitSwitchForReading: INodeProperties[] = [
	{ ...waitForCompletion, default: true, displayOptions: { show: { target: ['device'] } } },
	{ ...waitForCompletion, displayOptions: { show: { target: ['list', 'filter', 'all'] } } },
	DEADLINE,
];

/**
 * How an item waits, as its switch, deadline and options say; undefined where it does not. Throws
 * InvalidInput.
 */
export function readWaitOf(
	parameters: ItemParameters,
	itemIndex: number,
	options: Given,
): WaitChoice | undefined {
	const given = parameters.given(itemIndex, waitForCompletion.name);
	if (!readSwitch(given, waitForCompletion)) return undefined;
	return readWait(options, parameters.given(itemIndex, waitDeadline.name), parameters);
}
