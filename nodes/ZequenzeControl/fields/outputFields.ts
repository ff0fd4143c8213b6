import type { INodeProperties } from 'n8n-workflow';

import type { OutcomeOptions } from '../follow/outcome';
import { vocabulary, type ExtraWords, type Vocabulary } from '../follow/states';
import { isJsonObject } from '../ground/json';

/** Options that every operation on transactions and the trigger have in common. */
export const extraStatusWords: INodeProperties = {
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
};

export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	options: [
		{ name: 'Raw', value: 'raw', description: 'What the server answers, secret values masked' },
		{ name: 'Simplified', value: 'simplified', description: 'The same ten keys for every server' },
	],
	description: 'The shape of the output items',
};

export const showSecretsOption: INodeProperties = {
	displayName: 'Show Sensitive Values',
	name: 'showSensitiveValues',
	type: 'boolean',
	default: false,
	description: 'Whether to show values of passwords and keys instead of masking them',
};

/** How transactions are read and shown, as the options say. */
export function readOutcomeOptions(options: Readonly<Record<string, unknown>>): OutcomeOptions {
	return {
		words: readVocabulary(options),
		showSecrets: options.showSensitiveValues === true,
	};
}

/** The table of status words with what the option adds. */
export function readVocabulary(options: Readonly<Record<string, unknown>>): Vocabulary {
	const { extraStatusWords: collection } = options;
	const words = isJsonObject(collection) ? collection.words : undefined;
	return vocabulary(isJsonObject(words) ? textsIn(words) : {});
}

function textsIn(words: Readonly<Record<string, unknown>>): ExtraWords {
	const text = (name: string): string => String(words[name] ?? '');
	return {
		failed: text('failed'),
		running: text('running'),
		scheduled: text('scheduled'),
		succeeded: text('succeeded'),
	};
}
