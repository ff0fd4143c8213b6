import type { INodeProperties } from 'n8n-workflow';

import type { WaitSettings } from '../follow/waiting/waitForCompletion';
import { readVocabulary } from './outputFields';
import { readChoice, readNumber, readSwitch, type Given } from './readers';
import { updateStatusOption } from './updateStatusOption';

/** Directly below the switch, or the transaction, that it belongs to. */
export const waitDeadline = {
	displayName: 'Wait Deadline (Seconds)',
	name: 'waitDeadline',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 150,
	description:
		'When the wait ends, whatever the state. For operations that take longer, use the trigger node.',
} as const satisfies INodeProperties;

export const waitInterval = {
	displayName: 'Wait Interval (Seconds)',
	name: 'waitInterval',
	type: 'number',
	typeOptions: { minValue: 0.1, maxValue: 600 },
	default: 2,
	description:
		'How long to wait before the first look at the state; later looks are farther and farther apart',
} as const satisfies INodeProperties;

const WHEN_LATE = {
	displayName: 'When the Deadline Passes',
	name: 'whenDeadlinePasses',
	type: 'options',
	default: 'output',
	options: [
		{
			name: 'Output the Current State',
			value: 'output',
			description: 'As an item with timed_out: true',
		},
		{ name: 'Treat as Failed', value: 'fail', description: 'As On Error says' },
	],
	description: 'What becomes of transactions that have not ended by then',
} as const satisfies INodeProperties;

const WHEN_REFUSED = {
	displayName: 'When a Device Refuses',
	name: 'whenDeviceRefuses',
	type: 'options',
	default: 'fail',
	options: [
		{
			name: 'Output the Item',
			value: 'output',
			description: 'As an item with state: failed and the fault',
		},
		{
			name: 'Treat as Failed',
			value: 'fail',
			description: 'As On Error says, with fault, variables and transaction ID',
		},
	],
	description: 'What becomes of operations that ended with a fault',
} as const satisfies INodeProperties;

/** What becomes of what did not end well. */
export const waitEndOptions: INodeProperties[] = [WHEN_REFUSED, WHEN_LATE];

/** The options of a wait; how long it lasts is a field of its own. */
export const waitOptions: INodeProperties[] = [waitInterval, ...waitEndOptions];

/**
 * How to wait, as the options say; `failLate` and `failRefused` are whether the deadline, or a
 * device's fault, is a failure.
 */
export interface WaitChoice {
	settings: Omit<WaitSettings, 'clock' | 'pacer'>;
	failLate: boolean;
	failRefused: boolean;
}

/**
 * Reads the options of a wait and, beside them, its deadline. For an AI agent a refusal is an
 * answer like any other: its model reads the fault, and what is advised. Throws InvalidInput.
 */
export function readWait(
	options: Given,
	deadline: Given,
	{ isTool }: { isTool: boolean },
): WaitChoice {
	return {
		settings: {
			deadlineMs: readNumber(deadline, waitDeadline) * 1000,
			firstPauseMs: readNumber(options, waitInterval) * 1000,
			updateStatus: readSwitch(options, updateStatusOption),
			words: readVocabulary(options),
		},
		failLate: readChoice(options, WHEN_LATE) === 'fail',
		failRefused: readChoice(options, WHEN_REFUSED) === 'fail' && !isTool,
	};
}
