import type { INodeProperties } from 'n8n-workflow';

import { userInstant } from '../ground/dates';
import { InvalidInput } from '../ground/invalidInput';
import { asText, isJsonObject } from '../ground/json';
import { entriesOf, quoted, type Given } from '../items/given';

export type { Given } from '../items/given';

/** A field of the editor, as far as reading its value needs it. */
interface Field {
	readonly name: string;
	readonly displayName: string;
}

/** A field that is on or off. */
export interface SwitchField extends Field {
	readonly type: 'boolean';
	readonly default: boolean;
}

/** A field for a number; with a precision of 0 it takes whole ones only. */
export interface NumberField extends Field {
	readonly type: 'number';
	readonly default: number;
	readonly typeOptions: {
		readonly minValue: number;
		readonly maxValue?: number;
		readonly numberPrecision?: number;
	};
}

interface Choice {
	readonly value: string;
}

/** A field with one of several words. */
export interface ChoiceField extends Field {
	readonly default: string;
	readonly options: readonly Choice[];
}

/** A field with any of several words. */
export interface ChoicesField extends Field {
	readonly options: readonly Choice[];
}

/** An entry of a collection that holds several fields. */
export interface GroupField extends Field {
	readonly type: 'fixedCollection';
	readonly options: ReadonlyArray<{
		readonly name: string;
		readonly values: ReadonlyArray<Pick<INodeProperties, 'name'>>;
	}>;
}

/** What an expression may give for a switch, in whatever case a sheet writes it. */
const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
	[true, true],
	['true', true],
	[1, true],
	['1', true],
	[false, false],
	['false', false],
	[0, false],
	['0', false],
]);

/**
 * Whether a switch is on; its default where it was not set. Throws InvalidInput for what is neither
 * true nor false.
 */
export function readSwitch(given: Given, field: SwitchField): boolean {
	if (!isGiven(given, field)) return field.default;
	const value = given[field.name];
	const on = WORDS.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
	if (on !== undefined) return on;
	throw refusal(field, value, 'is neither true nor false', 'Use true or false');
}

const DECIMAL = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/**
 * The number that was set, or its default. Throws InvalidInput for what is no number, or outside of
 * its bounds.
 */
export function readNumber(given: Given, field: NumberField): number {
	if (!isGiven(given, field)) return field.default;
	const value = given[field.name];
	const { minValue, maxValue = Infinity, numberPrecision } = field.typeOptions;
	const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
	const isWhole = numberPrecision === 0;
	if (
		typeof number === 'number' &&
		Number.isFinite(number) &&
		number >= minValue &&
		number <= maxValue &&
		(!isWhole || Number.isInteger(number))
	) {
		return number;
	}
	const range =
		maxValue === Infinity ? `of ${minValue} or more` : `from ${minValue} to ${maxValue}`;
	throw refusal(
		field,
		value,
		'cannot be used',
		`Enter a ${isWhole ? 'whole ' : ''}number ${range}`,
	);
}

/** The word that was chosen, or the default. Throws InvalidInput for any other. */
export function readChoice<const F extends ChoiceField>(
	given: Given,
	field: F,
): F['options'][number]['value'] {
	const value = isGiven(given, field) ? given[field.name] : field.default;
	const found = field.options.find((choice) => choice.value === value);
	if (found) return found.value;
	throw refusal(field, value, 'is not a choice', `Use one of ${wordsOf(field).join(', ')}`);
}

/**
 * The words that were chosen; none where nothing was. Throws InvalidInput for a word that is not
 * among them.
 */
export function readChoices<const F extends ChoicesField>(
	given: Given,
	field: F,
): ReadonlySet<F['options'][number]['value']> {
	const chosen = new Set<F['options'][number]['value']>();
	for (const entry of readList(given, field)) {
		const found = field.options.find(({ value }) => value === entry);
		if (!found) {
			throw refusal(field, entry, 'is not a choice', `Use ${wordsOf(field).join(', ')}`);
		}
		chosen.add(found.value);
	}
	return chosen;
}

/** What separates the entries of a text; a row pasted from a sheet has tabs. */
export const SEPARATORS = /[,;\t\r\n]+/;

/**
 * The entries of a text separated by commas, tabs or new lines, or of an array, each once; empty
 * ones are dropped. Throws InvalidInput where an expression gives nothing, or no texts and numbers.
 */
export function readList(given: Given, field: Field): ReadonlySet<string> {
	if (!isGiven(given, field)) return new Set();
	const value = given[field.name];
	if (value === undefined || value === null) throw refusal(field, value, '', 'Give a value');
	const entries: unknown[] = Array.isArray(value)
		? value
		: typeof value === 'string'
			? value.split(SEPARATORS)
			: [value];
	const texts = entries.map((entry) => {
		if (typeof entry === 'string') return entry.trim();
		if (typeof entry === 'number' && Number.isSafeInteger(entry)) return String(entry);
		if (typeof entry === 'number') {
			throw refusal(field, entry, 'is a number that has lost its last digits', 'Give it as text');
		}
		throw refusal(field, entry, 'is no text', 'Give a text, or a list of texts');
	});
	return new Set(texts.filter(Boolean));
}

/**
 * The text that was set; empty where none was. Throws InvalidInput for anything but a text or a
 * number.
 */
export function readText(given: Given, field: Field): string {
	const value = isGiven(given, field) ? given[field.name] : '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return String(value);
	throw refusal(field, value, 'is no text', 'Give a text');
}

/**
 * The instant that was set, in milliseconds since 1970; null where none was. A date without a zone
 * is meant in `timeZone`. Throws InvalidInput for what is no date.
 */
export function readDate(given: Given, field: Field, timeZone: () => string): number | null {
	if (!isGiven(given, field)) return null;
	const value = given[field.name];
	const instant = userInstant(value, timeZone);
	if (instant !== null) return instant;
	throw refusal(field, value, 'is not a date', 'Use an ISO 8601 date, e.g. 2026-01-31T22:00:00Z');
}

/**
 * The values of a group of fields that a collection holds as one entry; none where it was not
 * added.
 */
export function readGroup(given: Given, field: GroupField): Given {
	if (!isGiven(given, field)) return {};
	const { displayName, options } = field;
	const groups = entriesOf(given[field.name], { displayName, options: [...options] });
	const [group] = options;
	const inner = group && groups[group.name];
	if (!group || inner === undefined) return {};
	return entriesOf(inner, { displayName, options: [...group.values] });
}

function isGiven(given: Given, { name }: Field): boolean {
	return Object.prototype.hasOwnProperty.call(given, name);
}

function wordsOf({ options }: { readonly options: readonly Choice[] }): string[] {
	return options.map(({ value }) => value);
}

/** Names the field, what was given and the fix; what is nothing at all is said so. */
export function refusal(
	{ displayName }: Pick<Field, 'displayName'>,
	value: unknown,
	what: string,
	fix: string,
): InvalidInput {
	const isNothing = value === undefined || value === null || isBlank(value);
	return isNothing
		? new InvalidInput(`${displayName}: No value is given`, `${fix}, or remove the field.`)
		: new InvalidInput(`${displayName}: ${quoted(value)} ${what}`, `${fix}.`);
}

function isBlank(value: unknown): boolean {
	return !isJsonObject(value) && asText(value).trim() === '';
}
