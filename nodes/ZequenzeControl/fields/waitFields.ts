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

const FIRST_CHECK = {
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

/** The options of a wait; how long it lasts is a field of its own. */
export const waitOptions: INodeProperties[] = [FIRST_CHECK, WHEN_LATE];

/** How to wait, as the options say; `failLate` is whether passing the deadline is a failure. */
export interface WaitChoice {
	settings: Omit<WaitSettings, 'clock' | 'pacer'>;
	failLate: boolean;
}

/** Reads the options of a wait and, beside them, its deadline. Throws InvalidInput. */
export function readWait(options: Given, deadline: Given): WaitChoice {
	return {
		settings: {
			deadlineMs: readNumber(deadline, waitDeadline) * 1000,
			firstPauseMs: readNumber(options, FIRST_CHECK) * 1000,
			updateStatus: readSwitch(options, updateStatusOption),
			words: readVocabulary(options),
		},
		failLate: readChoice(options, WHEN_LATE) === 'fail',
	};
}
