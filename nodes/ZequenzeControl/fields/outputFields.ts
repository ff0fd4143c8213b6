import type { INodeProperties } from 'n8n-workflow';

import type { OutcomeOptions } from '../follow/outcome';
import type { OutcomeShape } from '../follow/outcomeRows';
import { vocabulary, type ExtraWords, type Vocabulary } from '../follow/states';
import { readChoice, readGroup, readSwitch, readText, type Given } from './readers';

/** The shapes that the user can choose. */
export type Shape = OutcomeShape | 'raw';

/** Options that every operation on transactions and the trigger have in common. */
export const extraStatusWords = {
	displayName: 'Extra Status Words',
	name: 'extraStatusWords',
	type: 'fixedCollection',
	default: {},
	placeholder: 'Add Words',
	description:
		'Words by which your server tells the status of an operation, if it uses others than the usual ones. Separate several by commas.',
	options: [
		{
			displayName: 'Words',
			name: 'words',
			values: [
				{
					displayName: 'Failed',
					name: 'failed',
					type: 'string',
					default: '',
					placeholder: 'e.g. DENIED',
					description: 'Words for operations that have failed',
				},
				{
					displayName: 'Running',
					name: 'running',
					type: 'string',
					default: '',
					placeholder: 'e.g. ON_DEVICE',
					description: 'Words for operations that a device is working on',
				},
				{
					displayName: 'Scheduled',
					name: 'scheduled',
					type: 'string',
					default: '',
					placeholder: 'e.g. PARKED',
					description: 'Words for operations that wait for their device',
				},
				{
					displayName: 'Succeeded',
					name: 'succeeded',
					type: 'string',
					default: '',
					placeholder: 'e.g. APPLIED',
					description: 'Words for operations that have succeeded',
				},
			],
		},
	],
} as const satisfies INodeProperties;

/** Shapes that several outputs offer. */
export const flatShape = {
	name: 'Flat',
	value: 'flat',
	description: 'A column for each variable, for sheets, tables and CSV files',
} as const;

export const instancesShape = {
	name: 'One Item per Instance',
	value: 'instances',
	description: 'A host, Wi-Fi client, SSID or port each, with its instance number',
} as const;

export const outputOption = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	options: [
		flatShape,
		instancesShape,
		{ name: 'Raw', value: 'raw', description: 'What the server answers, secret values masked' },
		{ name: 'Simplified', value: 'simplified', description: 'The same ten keys for every server' },
	],
	description: 'The shape of the output items',
} as const satisfies INodeProperties;

export const showSecretsOption = {
	displayName: 'Show Sensitive Values',
	name: 'showSensitiveValues',
	type: 'boolean',
	default: false,
	description: 'Whether to show values of passwords and keys instead of masking them',
} as const satisfies INodeProperties;

/** How transactions are read and shown, as the options say. Throws InvalidInput. */
export function readOutcomeOptions(options: Given): OutcomeOptions {
	return {
		words: readVocabulary(options),
		showSecrets: readSwitch(options, showSecretsOption),
	};
}

/** The shape of output; `raw` is the server's own answer. Throws InvalidInput. */
export function readShape(options: Given): Shape {
	return readChoice(options, outputOption);
}

/** The table of status words with what the option adds. Throws InvalidInput. */
export function readVocabulary(options: Given): Vocabulary {
	const words = readGroup(options, extraStatusWords);
	const [{ values }] = extraStatusWords.options;
	const texts = values.map((field) => [field.name, readText(words, field)]);
	return vocabulary(Object.fromEntries(texts) satisfies ExtraWords);
}
