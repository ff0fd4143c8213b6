import type { OperationName } from '../../../cwmp/operations';
import { variableSet } from '../../../cwmp/variableSets';
import { readChoice, type Given } from '../../../fields/readers';
import { InvalidInput } from '../../../ground/invalidInput';
import { isJsonObject, parseJson, repeatedKey } from '../../../ground/json';
import { entriesOf } from '../../../items/given';
import { locatorValue, type ItemParameters } from '../../../items/parameters';
import { fromColumns } from './columns';
import type { TypedVariable } from './typedVariable';
import { dataModelField, setField, specifyField } from './variableFields';

/**
 * The variables of an item as somebody typed them, wherever the item has them. Throws InvalidInput
 * for what is no list of them.
 */
export function typedVariables(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
): TypedVariable[] {
	const how = readChoice(parameters.given(itemIndex, specifyField.name), {
		...specifyField,
		displayName: `Specify ${fieldTitle(operation)}`,
	});
	if (how === 'json') return fromJson(parameters.read('variablesJson', itemIndex));
	if (how === 'columns') return fromColumns(parameters, itemIndex);
	if (how === 'set')
		return fromSet(parameters.given(itemIndex, setField.name, dataModelField.name));
	return fromFields(parameters.read('variables', itemIndex), fieldTitle(operation));
}

/** What the editor calls the variables of an operation. */
export function fieldTitle(operation: OperationName): string {
	return operation === 'add.obj' || operation === 'del.obj' ? 'Objects' : 'Variables';
}

function fromFields(collection: unknown, displayName: string): TypedVariable[] {
	if (collection === undefined) return [];
	const { variable: rows = [] } = entriesOf(collection, {
		displayName,
		options: [{ name: 'variable' }],
	});
	if (!Array.isArray(rows)) {
		throw new InvalidInput(
			`${displayName}: The expression gives no list of rows`,
			'Name the variables by Using JSON: it takes an array or an object from an expression.',
		);
	}
	return rows.map(fromRow);
}

function fromRow(row: unknown, index: number): TypedVariable {
	const field = `Row ${index + 1}`;
	if (!isJsonObject(row)) {
		throw new InvalidInput(
			`${field}: This is no row`,
			'Have the expression give objects with variable_name and, for a set, value.',
		);
	}
	return {
		field,
		path: locatorValue(row.variable_name),
		instances: row.instances ?? '',
		// An empty field is a forgotten value far more often than an empty text; JSON can say the
		// latter.
		value: row.value === '' ? undefined : row.value,
		valueType: row.value_type,
	};
}

function fromSet(given: Given): TypedVariable[] {
	const set = variableSet(readChoice(given, setField));
	const model = readChoice(given, dataModelField);
	const paths = set?.[model] ?? [];
	if (!set || paths.length === 0) {
		throw new InvalidInput(
			`Set: "${set?.name}" does not exist in this data model`,
			'Choose the other data model, or another set.',
		);
	}
	return paths.map((path) => ({ field: `Set "${set.name}"`, path }));
}

function fromJson(parameter: unknown): TypedVariable[] {
	const json = typeof parameter === 'string' ? parsed(parameter) : parameter;
	if (Array.isArray(json)) return json.map(fromJsonEntry);
	if (isJsonObject(json)) {
		if ('variable_name' in json) return [fromJsonEntry(json, 0)];
		return Object.entries(json).map(([path, value]) => ({ field: `JSON, "${path}"`, path, value }));
	}
	throw wrongShape('JSON');
}

function parsed(text: string): unknown {
	if (!text.trim()) return [];
	const json = parsedOrRefused(text);
	const twice = repeatedKey(text);
	if (twice === undefined) return json;
	throw new InvalidInput(`JSON: "${twice}" is listed twice`, 'Name each path once.');
}

function parsedOrRefused(text: string): unknown {
	try {
		return parseJson(text);
	} catch (error) {
		throw notJson(error);
	}
}

function notJson(error: unknown): InvalidInput {
	return new InvalidInput(
		`JSON: The text is not valid JSON${whereItBreaks(error)}`,
		'Check quotes, commas and brackets.',
	);
}

/** Only the position: the parser's own message quotes the text, which may hold secret values. */
function whereItBreaks(error: unknown): string {
	const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
	return position === undefined ? '' : ` (it breaks at character ${Number(position) + 1})`;
}

const ENTRY_KEYS = ['variable_name', 'value', 'value_type'];

function fromJsonEntry(entry: unknown, index: number): TypedVariable {
	const field = `JSON, entry ${index + 1}`;
	if (typeof entry === 'string') return { field, path: entry };
	if (!isJsonObject(entry)) throw wrongShape(field);
	const surplus = Object.keys(entry).find((key) => !ENTRY_KEYS.includes(key));
	if (surplus !== undefined) {
		throw new InvalidInput(
			`${field}: "${surplus}" is an unknown key`,
			`An entry has the keys ${ENTRY_KEYS.join(', ')}.`,
		);
	}
	return { field, path: entry.variable_name, value: entry.value, valueType: entry.value_type };
}

function wrongShape(field: string): InvalidInput {
	return new InvalidInput(
		`${field}: This is neither a list of variables nor an object of paths and values`,
		'Write ["path", …], [{"variable_name": "path", …}, …] or {"path": value, …}.',
	);
}
