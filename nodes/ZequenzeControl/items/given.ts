import type { INodeProperties } from 'n8n-workflow';

import { quotable } from '../control/failures/quotes';
import { InvalidInput } from '../ground/invalidInput';
import { asText, isJsonObject } from '../ground/json';

/**
 * Values by the internal names of their fields, as the editor or an expression gave them. A name
 * that is there was set, even if nothing came of its expression: that is not the same as a field
 * that nobody touched.
 */
export type Given = Readonly<Record<string, unknown>>;

/** A collection of fields, or one group of them. */
export type FieldSet = Pick<INodeProperties, 'displayName'> & {
	readonly options?: ReadonlyArray<{ readonly name: string }>;
};

/** What was given, short enough to be quoted in a message. */
export function quoted(value: unknown): string {
	if (Array.isArray(value)) return 'A list';
	if (isJsonObject(value)) return 'An object';
	return `"${quotable(asText(value))}"`;
}

/**
 * The entries of a collection that may come from one expression for all of it. Throws InvalidInput
 * for anything but an object, and for a name that is none of its fields': a misspelt one must not
 * be as good as none.
 */
export function entriesOf(value: unknown, { displayName, options = [] }: FieldSet): Given {
	if (!isJsonObject(value)) {
		throw new InvalidInput(
			value === undefined || value === null
				? `${displayName}: The expression gives nothing`
				: `${displayName}: ${quoted(value)} is no object of names and values`,
			`Have the expression give an object, e.g. {"${options[0]?.name ?? 'name'}": …}, or remove it.`,
		);
	}
	const names = options.map(({ name }) => name);
	const unknown = Object.keys(value).find((name) => !names.includes(name));
	if (unknown === undefined) return value;
	const meant = names.find((name) => name.toLowerCase() === unknown.toLowerCase());
	throw new InvalidInput(
		`${displayName}: "${quotable(unknown)}" is not one of the names`,
		meant === undefined ? `Use ${names.join(', ')}.` : `Did you mean "${meant}"?`,
	);
}
