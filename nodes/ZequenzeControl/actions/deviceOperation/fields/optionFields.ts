import type { INodeProperties } from 'n8n-workflow';

import { AdaptiveLimit, MAX_AT_A_TIME } from '../../../control/pace/adaptiveLimit';
import { fixedLimit, type Clock, type SendingLimit } from '../../../control/pace/pacing';
import { optionGroup, ungrouped } from '../../../fields/optionGroups';
import { extraStatusWords, outputOption, showSecretsOption } from '../../../fields/outputFields';
import { readNumber, type Given } from '../../../fields/readers';
import { resultsInOption } from '../../../fields/resultsIn';
import { updateStatusOption } from '../../../fields/updateStatusOption';
import { waitEndOptions, waitInterval } from '../../../fields/waitFields';
import type { ItemParameters } from '../../../items/parameters';
import { guardOptions } from './guardFields';
import { rollOutGroup } from './rollOutFields';

/** The numeric options of scheduling, with their bounds. */
export const SCHEDULING = {
	requestsAtATime: {
		displayName: 'Requests at a Time',
		name: 'requestsAtATime',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 500, numberPrecision: 0 },
		default: 0,
		description:
			'How many requests may be under way at once, in this execution. 0 is automatic: as many as the server answers without making them wait, found out while it runs.',
	},
	maxAtATime: {
		displayName: 'Max at a Time',
		name: 'maxAtATime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: MAX_AT_A_TIME,
		description:
			'How many requests may be under way at once where Requests at a Time is automatic, however patient the server is',
	},
	requestsPerSecond: {
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000 },
		default: 0,
		description: 'How many requests may be started in a second, in this execution. 0 is no limit.',
	},
	requestTimeout: {
		displayName: 'Request Timeout (Seconds)',
		name: 'requestTimeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 30,
		description: 'How long to wait for the answer to one request',
	},
	retries: {
		displayName: 'Retries',
		name: 'retries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How often to try again after a passing failure. An operation is never sent again unless it is certain that the server did not take it.',
	},
	retryBudget: {
		displayName: 'Retry Time Limit (Seconds)',
		name: 'retryBudget',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600 },
		default: 300,
		description: 'When a request that keeps failing is given up',
	},
} as const satisfies Record<string, INodeProperties>;

/** How many requests may be under way at once, as the options say. Throws InvalidInput. */
export function readSendingLimit(options: Given): (clock: Clock) => SendingLimit {
	const chosen = readNumber(options, SCHEDULING.requestsAtATime);
	const max = readNumber(options, SCHEDULING.maxAtATime);
	return (clock) => (chosen > 0 ? fixedLimit(chosen) : new AdaptiveLimit(clock, max));
}

export const dryRun = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to check everything and show the exact requests, without sending any of them',
} as const satisfies INodeProperties;

/** The options that have a group of their own, by what they are about. */
export const OPTION_GROUPS = [
	optionGroup('Checks', 'checks', [
		guardOptions.checkConnectivity,
		guardOptions.dataModelChecks,
		guardOptions.sensitiveVariables,
		guardOptions.skipSameOperation,
		guardOptions.succeededSince,
	]),
	optionGroup('Emergency Stop', 'emergencyStop', [
		guardOptions.stopAfterFailures,
		guardOptions.stopAfterPercent,
	]),
	optionGroup('Output', 'presentation', [outputOption, resultsInOption, showSecretsOption]),
	optionGroup('Pace', 'pace', [
		SCHEDULING.maxAtATime,
		SCHEDULING.requestsAtATime,
		SCHEDULING.requestsPerSecond,
	]),
	optionGroup('Retry', 'retry', [
		SCHEDULING.requestTimeout,
		SCHEDULING.retries,
		SCHEDULING.retryBudget,
		guardOptions.setAgainWhenUnknown,
	]),
	rollOutGroup,
	// Check and Ensure always wait, without the switch, and have verdicts for what did not end well.
	optionGroup(
		'Wait',
		'wait',
		[waitInterval, ...waitEndOptions.map(withSwitch), updateStatusOption],
		{
			hide: { '/waitForCompletion': [false] },
		},
	),
];

export const optionFields = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [dryRun, extraStatusWords, ...OPTION_GROUPS].sort(byLabel),
} satisfies INodeProperties;

function withSwitch(field: INodeProperties): INodeProperties {
	return { ...field, displayOptions: { show: { '/waitForCompletion': [true] } } };
}

function byLabel(one: INodeProperties, other: INodeProperties): number {
	return one.displayName < other.displayName ? -1 : 1;
}

/** The options of an item by their own names, whatever group they stand in. Throws InvalidInput. */
export function readOptions(parameters: ItemParameters, itemIndex: number): Given {
	return ungrouped(parameters.readCollection(optionFields, itemIndex), OPTION_GROUPS);
}
