import { firstText, isJsonObject, textOf, type JsonObject } from '../ground/json';
import { redactSentValues } from './secretValues';

/** A variable as the server shows it; value and type only where it shows them. */
export interface ShownVariable {
	variable_name: string;
	value?: string | number | boolean | null;
	value_type?: string;
}

/** What the server says went wrong on the device, in its own words. */
export interface ShownFault {
	code: string | null;
	message: string | null;
	variableName: string | null;
}

/** A headless operation as the server shows it, in one shape for all dialects; null is "not shown". */
export interface Transaction {
	id: string | null;
	serialNumber: string | null;
	operation: string | null;
	status: string | null;
	variables: ShownVariable[];
	/** Instance number of an added object. */
	instance: string | null;
	fault: ShownFault | null;
	/** How many devices the server counts as failed. */
	failedDevices: number;
	createdAt: string | null;
	updatedAt: string | null;
	raw: JsonObject;
}

/** Where each fact has been seen, or may be expected, in the dialects of the API: first match wins. */
const KEYS = {
	id: ['id', 'transaction_id', 'operation_id', 'uuid', 'pk'],
	serialNumber: ['serial_number', 'device_serial', 'device_serial_number'],
	operation: ['operation', 'operation_type'],
	status: ['status', 'state'],
	instance: ['instance_number', 'instance', 'object_instance'],
	createdAt: ['created_at', 'scheduled_time', 'scheduled_at', 'created'],
	updatedAt: ['updated_at', 'completed_at', 'finished_at', 'modified_at', 'updated'],
	failedDevices: ['failed_devices'],
	variableName: ['variable_name', 'name', 'variable'],
	value: ['value', 'current_value'],
	valueType: ['value_type', 'type'],
	faultCode: ['fault_code', 'error_code', 'code'],
	faultMessage: ['fault_string', 'fault_message', 'error_message', 'message', 'detail'],
	fault: ['fault', 'error'],
	variables: ['variables', 'results', 'values'],
} as const;

/** Keys that mean a fault by their name alone, wherever they stand. */
const PLAIN_FAULT_CODE = ['fault_code', 'error_code'] as const;
const PLAIN_FAULT_MESSAGE = ['fault_string', 'fault_message', 'error_message'] as const;

/** Reads one transaction out of the server's JSON object. Never throws: what is not there is null. */
export function readTransaction(raw: JsonObject): Transaction {
	const operation = firstText(raw, KEYS.operation);
	const variables = shownVariables(raw);
	const shown = variables.map((variable) => variable.shown);
	return {
		id: firstText(raw, KEYS.id),
		serialNumber: firstText(raw, KEYS.serialNumber) ?? nestedSerialNumber(raw),
		operation,
		status: firstText(raw, KEYS.status),
		variables: shown,
		instance: operation === 'add.obj' ? addedInstance(raw, variables) : null,
		fault: quotableFault(readFault(raw, variables), shown),
		failedDevices: Number(firstText(raw, KEYS.failedDevices) ?? 0) || 0,
		createdAt: firstText(raw, KEYS.createdAt),
		updatedAt: firstText(raw, KEYS.updatedAt),
		raw,
	};
}

interface ReadVariable {
	shown: ShownVariable;
	raw: JsonObject;
}

function nestedSerialNumber(raw: JsonObject): string | null {
	const { device } = raw;
	return isJsonObject(device) ? firstText(device, KEYS.serialNumber) : textOf(device);
}

function shownVariables(raw: JsonObject): ReadVariable[] {
	for (const key of KEYS.variables) {
		const list = raw[key];
		if (Array.isArray(list)) return list.filter(isJsonObject).flatMap(readVariable);
	}
	return [];
}

function readVariable(raw: JsonObject): ReadVariable[] {
	const name = firstText(raw, KEYS.variableName);
	if (name === null) return [];
	const shown: ShownVariable = { variable_name: name };
	const value = KEYS.value.map((key) => raw[key]).find((candidate) => candidate !== undefined);
	if (value === null || typeof value === 'boolean' || typeof value === 'number') {
		shown.value = value;
	} else if (typeof value === 'string') {
		shown.value = value;
	}
	const type = firstText(raw, KEYS.valueType);
	if (type !== null) shown.value_type = type;
	return [{ shown, raw }];
}

const INSTANCE_NUMBER = /^[1-9]\d{0,9}$/;

function addedInstance(raw: JsonObject, variables: ReadVariable[]): string | null {
	const places = [raw, raw.result, raw.object, ...variables.map((variable) => variable.raw)];
	for (const place of places) {
		const instance = isJsonObject(place) ? firstText(place, KEYS.instance) : null;
		if (instance !== null && INSTANCE_NUMBER.test(instance)) return instance;
	}
	const value = variables.length === 1 ? textOf(variables[0]?.shown.value) : null;
	return value !== null && INSTANCE_NUMBER.test(value) ? value : null;
}

function readFault(raw: JsonObject, variables: ReadVariable[]): ShownFault | null {
	const own = faultIn(raw);
	if (own) return own;
	for (const { shown, raw: variable } of variables) {
		const fault = faultIn(variable);
		if (fault) return { ...fault, variableName: fault.variableName ?? shown.variable_name };
	}
	const summary = isJsonObject(raw.operation_details)
		? errorSummary(raw.operation_details.error_summary)
		: null;
	return summary === null ? null : { code: codeIn(summary), message: summary, variableName: null };
}

/** A device that refuses a value may quote it, and it may be a password. */
function quotableFault(
	fault: ShownFault | null,
	variables: readonly ShownVariable[],
): ShownFault | null {
	if (fault === null || fault.message === null) return fault;
	return { ...fault, message: redactSentValues(fault.message, variables) };
}

function faultIn(object: JsonObject): ShownFault | null {
	for (const key of KEYS.fault) {
		const fault = readFaultValue(object[key]);
		if (fault) return fault;
	}
	const fault = codedFault(object, PLAIN_FAULT_CODE, PLAIN_FAULT_MESSAGE);
	return fault && { ...fault, variableName: null };
}

function readFaultValue(value: unknown): ShownFault | null {
	if (Array.isArray(value)) {
		return value.map(readFaultValue).find((fault) => fault !== null) ?? null;
	}
	const text = tellingText(value);
	if (text !== null) return { code: codeIn(text), message: text, variableName: null };
	if (!isJsonObject(value)) return null;
	const fault = codedFault(value, KEYS.faultCode, KEYS.faultMessage);
	return fault && { ...fault, variableName: firstText(value, KEYS.variableName) };
}

/** The fault that these keys tell of; null where they say nothing, or where only a code of 0 says that all went well. */
function codedFault(
	object: JsonObject,
	codeKeys: readonly string[],
	messageKeys: readonly string[],
): Pick<ShownFault, 'code' | 'message'> | null {
	const message = firstTelling(object, messageKeys);
	const code = firstTelling(object, codeKeys) ?? codeIn(message);
	if (code !== null) return { code, message };
	// What stands beside a code of 0 is "No error", in whatever language.
	const isZero = firstText(object, codeKeys) !== null;
	return isZero || message === null ? null : { code, message };
}

/** What a summary says went wrong, in one text; null where it says nothing or counts to 0. */
function errorSummary(value: unknown): string | null {
	if (Array.isArray(value)) return value.map(errorSummary).find((text) => text !== null) ?? null;
	if (!isJsonObject(value)) return tellingText(value);
	const fault = codedFault(value, KEYS.faultCode, KEYS.faultMessage);
	if (fault) return [fault.code, fault.message].filter((part) => part !== null).join(' ');
	if (firstText(value, KEYS.faultCode) !== null) return null;
	return Object.entries(value).flatMap(summaryEntry).join('; ') || null;
}

function summaryEntry([key, entry]: [string, unknown]): string[] {
	if (entry === true) return [key];
	const text = errorSummary(entry);
	return text === null ? [] : [`${key}: ${text}`];
}

function firstTelling(object: JsonObject, keys: readonly string[]): string | null {
	return keys.map((key) => tellingText(object[key])).find((text) => text !== null) ?? null;
}

/** The text of what may be a fault; null for nothing and for 0, be it a code or a count. */
function tellingText(value: unknown): string | null {
	const text = textOf(value);
	return text === null || Number(text) === 0 ? null : text;
}

/** A CWMP fault code named in a text, e.g. "9005 Invalid parameter name". */
function codeIn(text: string | null): string | null {
	return /\b(9[08]\d\d)\b/.exec(text ?? '')?.[1] ?? null;
}
