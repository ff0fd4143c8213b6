import { choices, operationStates, quirkNames, usualAmounts } from './settings.mts';

const each = (names: readonly string[], schema: object): Record<string, object> =>
	Object.fromEntries(names.map((name) => [name, schema]));

const text = { type: 'string', minLength: 1 };

/** JSON schema of a change of settings that comes in over HTTP. */
export const settingsChangeSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		...Object.fromEntries(Object.entries(choices).map(([name, words]) => [name, { enum: words }])),
		...each(Object.keys(usualAmounts), { type: 'number', minimum: 0 }),
		token: text,
		quirks: { type: 'array', items: { enum: quirkNames } },
		words: {
			type: 'object',
			additionalProperties: false,
			properties: each(operationStates, text),
		},
	},
};
