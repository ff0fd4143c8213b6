import { firstText, isJsonObject, textOf, type JsonObject } from '../../ground/json';
import { ANSWER_KEYS as KEYS } from './answerKeys';
import { readFault, type ShownFault } from './shownFault';

/** A variable as the server shows it; value and type only where it shows them. */
export interface ShownVariable {
	variable_name: string;
	value?: string | number | boolean | null;
	value_type?: string;
}

/**
 * A headless operation as the server shows it, in one shape for all dialects; null is "not shown".
 */
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

/**
 * Reads one transaction out of the server's JSON object. Never throws: what is not there is null.
 */
export function readTransaction(raw: JsonObject): Transaction {
	const operation = firstText(raw, KEYS.operation);
	const variables = shownVariables(raw);
	const shown = variables.map((variable) => variable.shown);
	return {
		id: firstText(raw, KEYS.id) ?? blankId(raw),
		serialNumber: firstText(raw, KEYS.serialNumber) ?? nestedSerialNumber(raw),
		operation,
		status: firstText(raw, KEYS.status),
		variables: shown,
		instance: operation === 'add.obj' ? addedInstance(raw, variables) : null,
		fault: readFault(
			raw,
			variables.map((variable) => variable.raw),
		),
		failedDevices: Number(firstText(raw, KEYS.failedDevices) ?? 0) || 0,
		createdAt: firstText(raw, KEYS.createdAt),
		updatedAt: firstText(raw, KEYS.updatedAt),
		raw,
	};
}

/** An id that is nothing but blanks is one all the same: another one tells nothing apart. */
function blankId(raw: JsonObject): string | null {
	const blank = KEYS.id.map((key) => raw[key]).find((id) => typeof id === 'string' && id !== '');
	return typeof blank === 'string' ? blank : null;
}

interface ReadVariable {
	shown: ShownVariable;
	raw: JsonObject;
}

function nestedSerialNumber(raw: JsonObject): string | null {
	for (const device of KEYS.device.map((key) => raw[key])) {
		const text = isJsonObject(device) ? firstText(device, KEYS.serialNumber) : textOf(device);
		if (text !== null) return text;
	}
	return null;
}

function shownVariables(raw: JsonObject): ReadVariable[] {
	for (const key of KEYS.variables) {
		const list = raw[key];
		if (Array.isArray(list)) return list.filter(isJsonObject).flatMap(readVariable);
	}
	return [];
}

function readVariable(raw: JsonObject): ReadVariable[] {
	const shown = readShownVariable(raw);
	return shown === null ? [] : [{ shown, raw }];
}

/** Reads a variable with its value and type, as far as they are shown; null for what names none. */
export function readShownVariable(raw: JsonObject): ShownVariable | null {
	const name = firstText(raw, KEYS.variableName);
	if (name === null) return null;
	const shown: ShownVariable = { variable_name: name };
	const value = KEYS.value.map((key) => raw[key]).find((candidate) => candidate !== undefined);
	if (value === null || typeof value === 'boolean' || typeof value === 'number') {
		shown.value = value;
	} else if (typeof value === 'string') {
		shown.value = value;
	}
	const type = firstText(raw, KEYS.valueType);
	if (type !== null) shown.value_type = type;
	return shown;
}

const INSTANCE_NUMBER = /^[1-9]\d{0,9}$/;

function addedInstance(raw: JsonObject, variables: ReadVariable[]): string | null {
	const objects = [...KEYS.outcome.map((key) => raw[key]), ...variables.map((entry) => entry.raw)];
	for (const place of [raw, ...objects]) {
		const instance = isJsonObject(place) ? instanceIn(firstText(place, KEYS.instance)) : null;
		if (instance !== null) return instance;
	}
	const [table, ...others] = variables.map(({ shown }) => shown);
	const [only] = others.length === 0 ? [textOf(table?.value)] : [];
	const texts = [...KEYS.outcome.map((key) => textOf(raw[key])), textOf(table?.value)];
	const paths = [...texts, ...others.map((variable) => variable.variable_name)];
	const name = table?.variable_name ?? '';
	// Shown in place of its table: objects are added to tables, whose paths never end in a number.
	const inPlace = instanceIn(name.split('.').filter(Boolean).at(-1) ?? null);
	return instanceIn(only ?? null) ?? instanceBelow(name, paths) ?? inPlace;
}

function instanceIn(text: string | null): string | null {
	return text !== null && INSTANCE_NUMBER.test(text) ? text : null;
}

/** The instance of a table that one of these paths names, e.g. 3 for `Device.WiFi.SSID.3.`. */
function instanceBelow(table: string, paths: ReadonlyArray<string | null>): string | null {
	const start = table.replace(/\.?$/, '.');
	for (const path of paths) {
		const rest = path?.startsWith(start) ? path.slice(start.length).replace(/\.$/, '') : null;
		const instance = instanceIn(rest);
		if (instance !== null) return instance;
	}
	return null;
}
