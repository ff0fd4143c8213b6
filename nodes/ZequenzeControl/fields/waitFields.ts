import type { INodeProperties } from 'n8n-workflow';

import { FIRST_PAUSE_MS, type WaitSettings } from '../follow/waitForCompletion';
import { numberField, readNumber, type NumberOption } from './optionTable';
import { readVocabulary } from './outputFields';

const DEADLINE: NumberOption = {
	label: 'Wait Deadline',
	description:
		'Seconds after which the wait ends, whatever the state. For operations that take longer, use the trigger node.',
	initial: 60,
	min: 1,
	max: 3600,
};

const FIRST_CHECK: NumberOption = {
	label: 'Wait Interval',
	description:
		'Seconds before the first look at the state; later looks are farther and farther apart',
	initial: FIRST_PAUSE_MS / 1000,
	min: 0.1,
	max: 600,
};

/** The options of a wait. */
export const waitOptions: INodeProperties[] = [
	numberField('waitDeadline', DEADLINE),
	numberField('waitInterval', FIRST_CHECK),
	{
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
	},
];

/** How to wait, as the options say; `failLate` is whether passing the deadline is a failure. */
export interface WaitChoice {
	settings: Omit<WaitSettings, 'clock'>;
	failLate: boolean;
}

/** Reads the options of a wait. Throws InvalidInput. */
export function readWait(options: Readonly<Record<string, unknown>>): WaitChoice {
	return {
		settings: {
			deadlineMs: readNumber(options, 'waitDeadline', DEADLINE) * 1000,
			firstPauseMs: readNumber(options, 'waitInterval', FIRST_CHECK) * 1000,
			updateStatus: options.updateStatus === true,
			words: readVocabulary(options),
		},
		failLate: options.whenDeadlinePasses === 'fail',
	};
}
