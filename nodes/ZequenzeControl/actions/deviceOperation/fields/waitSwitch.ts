import type { INodeProperties } from 'n8n-workflow';

export const waitForCompletion = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: false,
	description:
		'Whether to wait until the devices have done what was asked, at most until Wait Deadline in the options',
} as const satisfies INodeProperties;

/** The switch by which a user waits for the devices; scheduling alone is the rule. */
export const waitSwitch: INodeProperties[] = [waitForCompletion];

/** For `get`: who asks one device for a value wants the value, so waiting is the default there. */
export const waitSwitchForReading: INodeProperties[] = [
	{ ...waitForCompletion, default: true, displayOptions: { show: { target: ['device'] } } },
	{ ...waitForCompletion, displayOptions: { show: { target: ['list', 'filter', 'all'] } } },
];
