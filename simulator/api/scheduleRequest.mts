import { operationNames, type OperationName, type RequestedVariable } from '../fleet/rpc.mts';
import type { ValueType } from '../fleet/valueRules.mts';
import type { ScheduleRequest } from '../operations/operation.mts';
import { badRequest, type FieldErrors } from './apiError.mts';

const fields = ['serial_number', 'operation', 'variables'];
const plainVariableFields = ['variable_name'];
const setVariableFields = ['variable_name', 'value', 'value_type'];
const valueTypes: readonly ValueType[] = ['integer', 'boolean', 'string'];
/** RPC path arguments are string(256) in TR-069. */
const maxPathLength = 256;

type Fields = Record<string, unknown>;

/**
 * Reads the body of a POST into what it schedules. Stricter than Django REST where the
 * documentation is: only documented fields, and values are strings. Throws the 400 that the API
 * answers with.
 */
export function parseScheduleRequest(body: unknown): ScheduleRequest {
	if (!isFields(body)) {
		const message = `Invalid data. Expected a dictionary, but got ${kindOf(body)}.`;
		throw badRequest({ non_field_errors: [message] });
	}
	const operation = operationNames.find((name) => name === body.operation);
	const errors: FieldErrors = {
		...unknownFields(body, fields),
		...errorsIn('serial_number', textErrors(body.serial_number)),
		...errorsIn('operation', choiceErrors(body.operation, operationNames)),
		...variablesErrors(body.variables, operation),
	};
	if (operation === undefined || Object.keys(errors).length > 0) throw badRequest(errors);
	return {
		serial: String(body.serial_number),
		operation,
		variables: listOf(body.variables).map(toVariable),
	};
}

function variablesErrors(variables: unknown, operation: OperationName | undefined): FieldErrors {
	if (variables === undefined) {
		const isNeeded = operation !== undefined && operation !== 'get';
		return isNeeded ? { variables: ['This field is required.'] } : {};
	}
	if (!Array.isArray(variables)) {
		return { variables: [`Expected a list of items but got type "${kindOf(variables)}".`] };
	}
	if (variables.length === 0 && operation !== 'get') {
		return { variables: ['This list may not be empty.'] };
	}
	const errors = variables.map((variable: unknown) =>
		variableErrors(variable, operation === 'set'),
	);
	return errors.some((one) => Object.keys(one).length > 0) ? { variables: errors } : {};
}

function variableErrors(variable: unknown, isSet: boolean): FieldErrors {
	if (!isFields(variable)) {
		const message = `Invalid data. Expected a dictionary, but got ${kindOf(variable)}.`;
		return { non_field_errors: [message] };
	}
	const valueErrors: FieldErrors = {
		...errorsIn('value', textErrors(variable.value, { mayBeBlank: true })),
		...errorsIn('value_type', choiceErrors(variable.value_type, valueTypes)),
	};
	return {
		...unknownFields(variable, isSet ? setVariableFields : plainVariableFields),
		...errorsIn('variable_name', textErrors(variable.variable_name, { maxLength: maxPathLength })),
		...(isSet ? valueErrors : {}),
	};
}

function toVariable(variable: unknown): RequestedVariable {
	if (!isFields(variable)) return { variable_name: '' };
	const value_type = valueTypes.find((type) => type === variable.value_type);
	return {
		variable_name: String(variable.variable_name),
		...(value_type && { value: String(variable.value), value_type }),
	};
}

function textErrors(
	value: unknown,
	{ mayBeBlank = false, maxLength = Infinity }: { mayBeBlank?: boolean; maxLength?: number } = {},
): string[] {
	if (value === undefined) return ['This field is required.'];
	if (value === null) return ['This field may not be null.'];
	if (typeof value !== 'string') return ['Not a valid string.'];
	if (value.trim() === '' && !mayBeBlank) return ['This field may not be blank.'];
	if (value.length > maxLength) {
		return [`Ensure this field has no more than ${maxLength} characters.`];
	}
	return [];
}

function choiceErrors(value: unknown, allowed: readonly string[]): string[] {
	const errors = textErrors(value);
	if (errors.length > 0 || allowed.some((one) => one === value)) return errors;
	return [`"${String(value)}" is not a valid choice.`];
}

function unknownFields(given: Fields, known: readonly string[]): FieldErrors {
	const unknown = Object.keys(given).filter((field) => !known.includes(field));
	return Object.fromEntries(unknown.map((field) => [field, ['Unknown field.']]));
}

function errorsIn(field: string, errors: readonly string[]): FieldErrors {
	return errors.length > 0 ? { [field]: errors } : {};
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The names that Django REST, a Python framework, has for JSON's types. */
function kindOf(value: unknown): string {
	if (value === null) return 'NoneType';
	if (Array.isArray(value)) return 'list';
	const names: Partial<Record<string, string>> = { string: 'str', number: 'int', boolean: 'bool' };
	return names[typeof value] ?? 'dict';
}
