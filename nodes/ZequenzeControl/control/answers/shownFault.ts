import { firstText, isJsonObject, textOf, type JsonObject } from '../../ground/json';
import { ANSWER_KEYS as KEYS, PLAIN_FAULT } from './answerKeys';

/** What the server says went wrong on the device, in its own words. */
export interface ShownFault {
	code: string | null;
	message: string | null;
	variableName: string | null;
}

/**
 * The fault of the transaction. Where the server tells which variables were refused, it is that of
 * the first of them, which says more than the one above, and the others stand in the message.
 */
export function readFault(raw: JsonObject, variables: readonly JsonObject[]): ShownFault | null {
	const [first, ...others] = faultsOfVariables(raw, variables);
	if (first !== undefined) return { ...first, message: messageOf(first, others) };
	const own = faultIn(raw);
	if (own) return own;
	const details = KEYS.details.map((key) => raw[key]).find(isJsonObject) ?? {};
	const [summary = null] = KEYS.summary.flatMap((key) => errorSummary(details[key]) ?? []);
	return summary === null ? null : { code: codeIn(summary), message: summary, variableName: null };
}

const MAX_OTHERS = 5;

function messageOf({ message }: ShownFault, others: readonly ShownFault[]): string | null {
	if (others.length === 0) return message;
	const told = others.slice(0, MAX_OTHERS).map(({ variableName, code, message: words }) => {
		const what = [code, words].filter((part) => part !== null).join(' ');
		return `${variableName ?? '?'}: ${what}`;
	});
	const more = others.length > MAX_OTHERS ? ['…'] : [];
	return [message, ...told, ...more].filter((part) => part !== null).join('; ');
}

/**
 * What is wrong with single variables, one fault for each: beside them, or in a list of faults that
 * names them.
 */
function faultsOfVariables(raw: JsonObject, variables: readonly JsonObject[]): ShownFault[] {
	const beside = variables.flatMap((variable) => {
		const fault = faultIn(variable);
		const name = fault?.variableName ?? firstText(variable, KEYS.variableName);
		return fault ? [{ ...fault, variableName: name }] : [];
	});
	const listed = KEYS.fault
		.flatMap((key) => raw[key] ?? [])
		.flatMap((entry) => readFaultValue(entry) ?? []);
	const byName = new Map<string | null, ShownFault>();
	for (const fault of [...beside, ...listed]) {
		if (fault.variableName !== null && !byName.has(fault.variableName)) {
			byName.set(fault.variableName, fault);
		}
	}
	return [...byName.values()];
}

function faultIn(object: JsonObject): ShownFault | null {
	for (const key of KEYS.fault) {
		const fault = readFaultValue(object[key]);
		if (fault) return fault;
	}
	const fault = codedFault(object, PLAIN_FAULT.code, PLAIN_FAULT.message);
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

/**
 * The fault that these keys tell of; null where they say nothing, or where only a code of 0 says
 * that all went well.
 */
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
