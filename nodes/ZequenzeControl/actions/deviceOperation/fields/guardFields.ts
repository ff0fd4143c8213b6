import type { INodeProperties } from 'n8n-workflow';

import {
	readChoice,
	readDate,
	readNumber,
	readSwitch,
	refusal,
	type Given,
} from '../../../fields/readers';

/** Options that keep an operation from being sent where it would do harm or nothing. */
export const guardOptions = {
	checkConnectivity: {
		displayName: 'Check Connectivity First',
		name: 'checkConnectivity',
		type: 'options',
		default: 'off',
		options: [
			{ name: 'No', value: 'off' },
			{ name: 'Yes, Fail Devices That Are Down', value: 'fail' },
			{ name: 'Yes, Skip Devices That Are Down', value: 'skip' },
		],
		description: 'Whether to ask CONTROL for the connection of the devices before anything is sent',
	},
	dataModelChecks: {
		displayName: 'Data Model Checks',
		name: 'dataModelChecks',
		type: 'options',
		default: 'advise',
		options: [
			{ name: 'Advise', value: 'advise', description: 'Tell in a hint and send all the same' },
			{ name: 'Off', value: 'off' },
			{ name: 'Refuse', value: 'refuse', description: 'Treat the item as failed' },
		],
		description:
			'What to do about paths and values that do not fit the standard data models, e.g. a read-only parameter',
	},
	sensitiveVariables: {
		displayName: 'Sensitive Variables',
		name: 'sensitiveVariables',
		type: 'options',
		default: 'advise',
		options: [
			{ name: 'Mask and Advise', value: 'advise', description: 'Send them, tell in a hint' },
			{ name: 'Refuse', value: 'refuse', description: 'Treat the item as failed' },
		],
		description: 'What to do about passwords and keys in a set operation',
	},
	setAgainWhenUnknown: {
		displayName: 'Set Again When Unknown',
		name: 'setAgainWhenUnknown',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a set again of which nobody can tell whether CONTROL took it. The device may then set the same values twice. Objects are never added or deleted again.',
		displayOptions: { show: { '/operation': ['set'] } },
	},
	skipSameOperation: {
		displayName: 'Skip Devices With the Same Operation',
		name: 'skipSameOperation',
		type: 'options',
		default: 'off',
		options: [
			{ name: 'No', value: 'off' },
			{ name: 'Yes, if It Is Open', value: 'open' },
			{
				name: 'Yes, if It Is Open or Has Succeeded',
				value: 'openOrSucceeded',
				description: 'Since the time in Succeeded Since',
			},
		],
		description:
			'Whether to leave out devices for which CONTROL already lists the same operation with the same variables',
	},
	stopAfterFailures: {
		displayName: 'Stop After Failures',
		name: 'stopAfterFailures',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1_000_000, numberPrecision: 0 },
		default: 0,
		description:
			'How many failed requests end the sending; the remaining devices come out as not_sent. What devices report later does not count. 0 goes on.',
	},
	stopAfterPercent: {
		displayName: 'Stop After Failures (Percent)',
		name: 'stopAfterPercent',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: 0,
		description:
			'How many percent of the requests may fail before the sending ends; the remaining devices come out as not_sent. What devices report later does not count. 0 goes on.',
	},
	succeededSince: {
		displayName: 'Succeeded Since',
		name: 'succeededSince',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { skipSameOperation: ['openOrSucceeded'] } },
		description: 'From when on an operation that has succeeded counts as the same',
	},
} as const satisfies Record<string, INodeProperties>;

/** Which guards stand before one item. */
export interface Guards {
	connectivity: 'off' | 'skip' | 'fail';
	/** Missing where devices with the same operation are not left out. */
	same?: {
		/** Milliseconds since 1970; null counts open ones only. */ succeededSince: number | null;
	};
	dataModel: 'advise' | 'off' | 'refuse';
	sensitive: 'advise' | 'refuse';
	/** Whether a set is sent again of which nobody can tell whether the server took it. */
	setAgainWhenUnknown: boolean;
}

/**
 * The guards that the options ask for; dates without a zone are meant in `timeZone`. Throws
 * InvalidInput.
 */
export function readGuards(options: Given, timeZone: () => string): Guards {
	return {
		connectivity: readChoice(options, guardOptions.checkConnectivity),
		same: readSame(options, timeZone),
		dataModel: readChoice(options, guardOptions.dataModelChecks),
		sensitive: readChoice(options, guardOptions.sensitiveVariables),
		setAgainWhenUnknown: readSwitch(options, guardOptions.setAgainWhenUnknown),
	};
}

function readSame(options: Given, timeZone: () => string): Guards['same'] {
	const wanted = readChoice(options, guardOptions.skipSameOperation);
	if (wanted === 'off') return undefined;
	if (wanted === 'open') return { succeededSince: null };
	const succeededSince = readDate(options, guardOptions.succeededSince, timeZone);
	if (succeededSince !== null) return { succeededSince };
	throw refusal(
		guardOptions.succeededSince,
		undefined,
		'',
		'Say from when on an operation that has succeeded counts, e.g. 2026-01-31T22:00:00Z',
	);
}

/** Whether a run of `total` operations ends after so many failures. Throws InvalidInput. */
export function readStop(options: Given): (failures: number, total: number) => boolean {
	const most = readNumber(options, guardOptions.stopAfterFailures);
	const percent = readNumber(options, guardOptions.stopAfterPercent);
	return (failures, total) =>
		(most > 0 && failures >= most) || (percent > 0 && failures * 100 >= percent * total);
}
