import type { RequestedVariable } from '../../../control/endpoints';
import { MASK } from '../../../control/redaction/redaction';
import { entryFor } from '../../../cwmp/catalogue/lookup';
import { operations, type OperationName } from '../../../cwmp/operations';
import { normalisePath } from '../../../cwmp/paths/paths';
import { fillInstances, openInstances } from '../../../cwmp/templates';
import type { Advice } from '../../../cwmp/values/advice';
import { encodeValue, type ValueKnowledge } from '../../../cwmp/values/values';
import type { PlatformTypes, ValueTypeChoice } from '../../../cwmp/valueType';
import { inField } from '../../../fields/inField';
import { SEPARATORS } from '../../../fields/readers';
import { userInstant } from '../../../ground/dates';
import { InvalidInput } from '../../../ground/invalidInput';
import { asText } from '../../../ground/json';
import type { ItemParameters } from '../../../items/parameters';
import { leftOut } from './columns';
import { INSTANCE_NUMBERS } from './instanceFields';
import type { TypedVariable } from './typedVariable';
import { specifyField } from './variableFields';
import { fieldTitle, typedVariables } from './variableSources';

/** Variables as they are sent, and what was noticed about them. */
export interface ReadVariables {
	variables: RequestedVariable[];
	advice: Advice[];
	/**
	 * Whether a value type was detected that the catalogue does not know: the platform's own list
	 * may.
	 */
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
 * The variables of an item in the form that is sent. Throws InvalidInput that names the field and
 * the row for everything that the API or every device would refuse.
 */
export function readVariables(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
	platformTypes?: PlatformTypes,
): ReadVariables {
	const readDate = (text: string): number | null => userInstant(text, parameters.timeZone);
	const read = checkedVariables(typedVariables(parameters, itemIndex, operation), operation, {
		platformTypes,
		readDate,
	});
	if (!usesColumns(parameters)) return read;
	return { ...read, advice: [...read.advice, ...leftOut(parameters.input(itemIndex))] };
}

/**
 * Whether the variables stand in the input items themselves, and so differ although no parameter
 * holds an expression.
 */
export function usesColumns(parameters: ItemParameters): boolean {
	return parameters.readWritten(specifyField.name) === 'columns';
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
export interface CheckedVariable {
	requested: RequestedVariable;
	remark?: Advice;
	/** Whether its type was detected without the catalogue. */
	isOpen?: boolean;
}

/** A variable in the form that is sent for this operation. Throws InvalidInput. */
export function checkedVariable(
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

/**
 * Output of these nodes shows secrets masked; written back to a device, the mask would be the new
 * password.
 */
function refuseMask(path: string, value: unknown): void {
	if (!asText(value).includes(MASK)) return;
	throw new InvalidInput(
		`The value of "${path}" is the mask that stands for a secret, not the secret itself`,
		'Output shows secrets masked. Take the value from where it is kept, or leave the variable out.',
	);
}

/**
 * The path with its places for instance numbers filled in; JSON has no field for them, and names
 * whole paths.
 */
function filled(path: string, instances: unknown): string {
	if (instances === undefined || openInstances(path) === 0) return path;
	const numbers = asText(instances ?? '')
		.split(SEPARATORS)
		.map((number) => number.trim())
		.filter(Boolean);
	return inField(INSTANCE_NUMBERS, () => fillInstances(path, numbers));
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

function singular(operation: OperationName): string {
	return fieldTitle(operation) === 'Objects' ? 'object' : 'variable';
}
