import type { RequestedVariable } from '../../../control/endpoints';
import { asText, isJsonObject, parseJson, repeatedKey } from '../../../ground/json';
import type { Advice } from '../../../cwmp/advice';
import { entryFor } from '../../../cwmp/catalogue/lookup';
import { InvalidInput } from '../../../ground/invalidInput';
import { operations, type OperationName } from '../../../cwmp/operations';
import { normalisePath } from '../../../cwmp/paths';
import { fillInstances, openInstances } from '../../../cwmp/templates';
import { encodeValue, type ValueKnowledge } from '../../../cwmp/values';
import type { PlatformTypes, ValueTypeChoice } from '../../../cwmp/valueType';
import { variableSet } from '../../../cwmp/variableSets';
import { userInstant } from '../../../ground/dates';
import { inField } from '../../../fields/inField';
import { readChoice, type Given } from '../../../fields/readers';
import { MASK } from '../../../control/redaction';
import { entriesOf } from '../../../items/given';
import { locatorValue, type ItemParameters } from '../../../items/parameters';
import { dataModelField, setField, specifyField } from './variableFields';

/** A variable as somebody typed it, before anything is checked. */
interface TypedVariable {
	/** Where it stands, as the editor shows it. */
	field: string;
	path: unknown;
	/** Numbers for the {i} of a template, separated by commas. */
	instances?: unknown;
	value?: unknown;
	valueType?: unknown;
}

/** Variables as they are sent, and what was noticed about them. */
export interface ReadVariables {
	variables: RequestedVariable[];
	advice: Advice[];
	/** Whether a value type was detected that the catalogue does not know: the platform's own list may. */
	hasOpenType: boolean;
}

/** The parameters of the node that say which variables an item is about. */
export const VARIABLE_PARAMETERS: readonly string[] = [
	'specifyVariables',
	'variables',
	'variablesJson',
	'variableSet',
	'dataModel',
];

/**
 * The variables of an item in the form that is sent. Throws InvalidInput that names the field and the row for
 * everything that the API or every device would refuse.
 */
export function readVariables(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
	platformTypes?: PlatformTypes,
): ReadVariables {
	const readDate = (text: string): number | null => userInstant(text, parameters.timeZone);
	return checkedVariables(typedVariables(parameters, itemIndex, operation), operation, {
		platformTypes,
		readDate,
	});
}

function typedVariables(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
): TypedVariable[] {
	const how = readChoice(parameters.given(itemIndex, specifyField.name), {
		...specifyField,
		displayName: `Specify ${fieldTitle(operation)}`,
	});
	if (how === 'json') return fromJson(parameters.read('variablesJson', itemIndex));
	if (how === 'set')
		return fromSet(parameters.given(itemIndex, setField.name, dataModelField.name));
	return fromFields(parameters.read('variables', itemIndex), fieldTitle(operation));
}

function checkedVariables(
	typed: TypedVariable[],
	operation: OperationName,
	knowledge: ValueKnowledge,
): ReadVariables {
	if (typed.length === 0 && operations[operation].needsVariables) {
		throw new InvalidInput(
			`${fieldTitle(operation)}: No ${singular(operation)} is given`,
			`${operations[operation].label} needs at least one path.`,
		);
	}
	const rows = new Map<string, string>();
	const checked = typed.flatMap((variable) =>
		inField(variable.field, () => {
			const one = checkedVariable(variable, operation, knowledge);
			const { variable_name: path } = one.requested;
			const earlier = rows.get(path);
			if (earlier !== undefined && operation === 'get') return [];
			if (earlier !== undefined && operation !== 'add.obj') {
				throw new InvalidInput(`"${path}" is already in ${earlier}`, 'Name each path once.');
			}
			rows.set(path, variable.field);
			return [one];
		}),
	);
	return {
		variables: checked.map(({ requested }) => requested),
		advice: checked.flatMap(({ remark }) => remark ?? []),
		hasOpenType: checked.some(({ isOpen }) => isOpen),
	};
}

/** A variable in the form that is sent. */
interface CheckedVariable {
	requested: RequestedVariable;
	remark?: Advice;
	/** Whether its type was detected without the catalogue. */
	isOpen?: boolean;
}

function checkedVariable(
	typed: TypedVariable,
	operation: OperationName,
	knowledge: ValueKnowledge,
): CheckedVariable {
	if (typeof typed.path !== 'string') {
		throw new InvalidInput('The path is missing', 'Enter a TR-069 path, e.g. Device.DeviceInfo.');
	}
	const path = normalisePath(filled(typed.path, typed.instances), operation);
	if (!operations[operation].takesValue) return { requested: { variable_name: path } };
	if (typed.value === undefined || typed.value === null) {
		throw new InvalidInput(
			`The value of "${path}" is missing`,
			'Enter the value to set. An empty text can be set by Using JSON.',
		);
	}
	refuseMask(path, typed.value);
	const choice = valueTypeChoice(typed.valueType);
	const { advice, ...encoded } = encodeValue(path, typed.value, choice, knowledge);
	return {
		requested: { variable_name: path, ...encoded },
		remark: advice,
		isOpen: choice === 'detect' && entryFor(path) === undefined,
	};
}

/** Output of these nodes shows secrets masked; written back to a device, the mask would be the new password. */
function refuseMask(path: string, value: unknown): void {
	if (!asText(value).includes(MASK)) return;
	throw new InvalidInput(
		`The value of "${path}" is the mask that stands for a secret, not the secret itself`,
		'Output shows secrets masked. Take the value from where it is kept, or leave the variable out.',
	);
}

function filled(path: string, instances: unknown): string {
	const numbers = asText(instances ?? '')
		.split(',')
		.map((number) => number.trim())
		.filter(Boolean);
	return numbers.length > 0 && openInstances(path) > 0 ? fillInstances(path, numbers) : path;
}

const CHOICES: readonly ValueTypeChoice[] = ['detect', 'integer', 'boolean', 'string'];

function valueTypeChoice(typed: unknown): ValueTypeChoice {
	if (typed === undefined || typed === null || typed === '') return 'detect';
	const choice = CHOICES.find((known) => known === asText(typed).toLowerCase());
	if (choice === undefined) {
		throw new InvalidInput(
			`"${asText(typed)}" is not a value type`,
			`Use one of ${CHOICES.join(', ')}.`,
		);
	}
	return choice;
}

function fieldTitle(operation: OperationName): string {
	return operation === 'add.obj' || operation === 'del.obj' ? 'Objects' : 'Variables';
}

function singular(operation: OperationName): string {
	return fieldTitle(operation) === 'Objects' ? 'object' : 'variable';
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
		instances: row.instances,
		// An empty field is a forgotten value far more often than an empty text; JSON can say the latter.
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
