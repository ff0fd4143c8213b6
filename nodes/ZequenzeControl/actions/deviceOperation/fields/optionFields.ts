import type { INodeProperties } from 'n8n-workflow';

import { guardOptions } from './guardFields';
import { numberField, readNumber, type NumberOption } from '../../../fields/optionTable';
import { updateStatusOption } from '../../../fields/updateStatusOption';
import { waitOptions } from '../../../fields/waitFields';
import { extraStatusWords, outputOption, showSecretsOption } from '../../../fields/outputFields';

/** The numeric options of scheduling, with their bounds. */
export const SCHEDULING = {
	requestsAtATime: {
		label: 'Requests at a Time',
		description: 'How many requests may be under way at once, in this execution',
		initial: 4,
		min: 1,
		max: 50,
	},
	requestsPerSecond: {
		label: 'Requests per Second',
		description: 'How many requests may be started in a second, in this execution. 0 is no limit.',
		initial: 0,
		min: 0,
		max: 1000,
	},
	requestTimeout: {
		label: 'Request Timeout',
		description: 'Seconds to wait for the answer to one request',
		initial: 30,
		min: 1,
		max: 300,
	},
	retries: {
		label: 'Retries',
		description:
			'How often to try again after a passing failure. An operation is never sent again unless it is certain that the server did not take it.',
		initial: 5,
		min: 0,
		max: 20,
	},
	retryBudget: {
		label: 'Retry Time Limit',
		description: 'Seconds after which a request that keeps failing is given up',
		initial: 300,
		min: 0,
		max: 3600,
	},
} as const satisfies Record<string, NumberOption>;

export type SchedulingNumber = keyof typeof SCHEDULING;

/** The value of a numeric option. Throws InvalidInput. */
export function readSchedulingNumber(
	options: Readonly<Record<string, unknown>>,
	name: SchedulingNumber,
): number {
	return readNumber(options, name, SCHEDULING[name]);
}

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to check everything and show the exact requests, without sending any of them',
};

const fieldOf = (name: SchedulingNumber): INodeProperties => numberField(name, SCHEDULING[name]);

export const optionFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		guardOptions.checkConnectivity,
		guardOptions.dataModelChecks,
		dryRun,
		extraStatusWords,
		outputOption,
		fieldOf('requestTimeout'),
		fieldOf('requestsAtATime'),
		fieldOf('requestsPerSecond'),
		fieldOf('retries'),
		fieldOf('retryBudget'),
		guardOptions.sensitiveVariables,
		showSecretsOption,
		guardOptions.skipSameOperation,
		guardOptions.stopAfterFailures,
		guardOptions.stopAfterPercent,
		guardOptions.succeededSince,
		updateStatusOption,
		...waitOptions,
	],
};
