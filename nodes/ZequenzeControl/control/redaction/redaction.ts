import { isSecretPath } from '../../cwmp/secrets';
import { isJsonObject, type JsonObject, type JsonValue } from '../../ground/json';
import { ANSWER_KEYS, type Fact } from '../answers/answerKeys';
import type { ShownVariable, Transaction } from '../answers/transaction';
import { MASK, SecretTexts } from './secretTexts';

export { MASK, SecretTexts } from './secretTexts';
export { TokenRedactor } from './tokenRedactor';

/** What may be seen of a server's answer. */
export interface Disclosure {
	/** Whether values of secret variables are shown. */
	showSecrets?: boolean;
	/** What this run has sent that must not be seen. */
	sent?: SecretTexts;
}

/**
 * A copy of a server's answer in which secrets are masked, wherever they stand: as value beside a
 * variable's name, under a key that is itself the name of a secret, quoted in another text, and
 * what the run itself has sent anywhere at all. An `error` key is renamed to `server_error`,
 * because n8n takes an item with `error` for a failed one.
 */
export function redactAnswer(raw: JsonObject, disclosure: Disclosure): JsonObject {
	const copy = disclosure.showSecrets === true ? { ...raw } : withoutSecrets(raw, disclosure.sent);
	if (!('error' in copy)) return copy;
	const { error = null, ...rest } = copy;
	return { ...rest, server_error: error };
}

/**
 * A transaction in which secrets are masked; what went wrong is told without them even where they
 * are shown.
 */
export function redactTransaction(
	transaction: Transaction,
	{ showSecrets = false, sent }: Disclosure,
): Transaction {
	const found = new SecretTexts();
	found.addSecretsOf(transaction.variables);
	const hide = (text: string): string => found.hide(sent?.hide(text) ?? text);
	const { fault } = transaction;
	// What went wrong with a value is often told by quoting it.
	if (fault !== null) maskedObject(transaction.raw, found);
	const told = {
		...transaction,
		fault: fault && {
			code: hidden(fault.code, hide),
			message: hidden(fault.message, hide),
			variableName: hidden(fault.variableName, hide),
		},
	};
	if (showSecrets) return told;
	return {
		...told,
		id: hidden(transaction.id, (id) => sent?.hideInId(id) ?? id),
		serialNumber: hidden(transaction.serialNumber, hide),
		operation: hidden(transaction.operation, hide),
		status: hidden(transaction.status, hide),
		createdAt: hidden(transaction.createdAt, hide),
		updatedAt: hidden(transaction.updatedAt, hide),
		variables: transaction.variables.map((variable) => redactVariable(variable, hide)),
	};
}

/**
 * A variable with its value masked where it is secret, and with other texts without the secrets
 * that `hide` takes out.
 */
export function redactVariable<V extends ShownVariable>(
	variable: V,
	hide: (text: string) => string = (text) => text,
): V {
	const { variable_name: path, value, value_type: type } = variable;
	const isHidden = isFilled(value ?? null) && isSecretPath(path);
	return {
		...variable,
		variable_name: hide(path),
		...(value !== undefined && { value: isHidden ? MASK : redactScalar(value, hide) }),
		...(type !== undefined && { value_type: hide(type) }),
	};
}

function hidden(text: string | null, hide: (text: string) => string): string | null {
	return text === null ? null : hide(text);
}

function redactScalar<V extends JsonValue>(value: V, hide: (text: string) => string): V | string {
	if (typeof value === 'string') return hide(value);
	// A passphrase of digits may come back as a number.
	return typeof value === 'number' && hide(String(value)) === MASK ? MASK : value;
}

/**
 * Facts that say nothing of a value: beside the name of a secret everything else may be the secret.
 */
const HARMLESS: readonly Fact[] = [
	'id',
	'link',
	'serialNumber',
	'device',
	'operation',
	'status',
	'instance',
	'createdAt',
	'updatedAt',
	'failedDevices',
	'variables',
	'variableName',
	'valueType',
	'fault',
	'faultCode',
	'faultMessage',
	'details',
	'summary',
	'label',
];
const HARMLESS_KEYS = new Set<string>(HARMLESS.flatMap((fact) => ANSWER_KEYS[fact]));
const ID_KEYS = new Set<string>(ANSWER_KEYS.id);
const VALUE_KEYS = new Set<string>(ANSWER_KEYS.value);

function withoutSecrets(raw: JsonObject, sent?: SecretTexts): JsonObject {
	const found = new SecretTexts();
	const copy = maskedObject(raw, found);
	return quotesHidden(copy, (text, key) => {
		if (key !== undefined && ID_KEYS.has(key)) return sent?.hideInId(text) ?? text;
		return found.hide(sent?.hide(text) ?? text);
	});
}

/** Collects in `found` what it masks. */
function masked(value: JsonValue, found: SecretTexts): JsonValue {
	if (Array.isArray(value)) return maskedList(value, found);
	return isJsonObject(value) ? maskedObject(value, found) : value;
}

function maskedObject(object: JsonObject, found: SecretTexts): JsonObject {
	const names = ANSWER_KEYS.variableName.map((key) => object[key]).filter(isText);
	const named = names.some(isSecretPath);
	const isVariable = named && names.some((name) => name.includes('.'));
	return mapped(object, (value, key) => {
		const isValue =
			isSecretKey(key) ||
			(named && VALUE_KEYS.has(key)) ||
			(isVariable && !HARMLESS_KEYS.has(key) && typeof value !== 'boolean');
		return isValue ? whollyMasked(value, found) : masked(value, found);
	});
}

/** In a list of names and values, what follows the name of a secret. */
function maskedList(list: JsonValue[], found: SecretTexts): JsonValue[] {
	const [name] = list;
	const isPair = isText(name) && name.includes('.') && isSecretPath(name);
	const isListOfNames = list.every((entry) => isText(entry) && entry.includes('.'));
	return list.map((entry, nth) =>
		isPair && nth > 0 && !isListOfNames ? whollyMasked(entry, found) : masked(entry, found),
	);
}

/** Whatever stands where a secret is expected, but for the names and types in it. */
function whollyMasked(value: JsonValue, found: SecretTexts): JsonValue {
	if (Array.isArray(value)) return value.map((entry) => whollyMasked(entry, found));
	if (isJsonObject(value)) {
		return mapped(value, (entry, key) =>
			HARMLESS_KEYS.has(key) ? masked(entry, found) : whollyMasked(entry, found),
		);
	}
	if (!isFilled(value)) return value;
	found.add(value);
	return MASK;
}

function quotesHidden(
	object: JsonObject,
	hide: (text: string, key?: string) => string,
): JsonObject {
	const clean = (value: JsonValue, key?: string): JsonValue => {
		if (Array.isArray(value)) return value.map((entry) => clean(entry, key));
		if (isJsonObject(value)) return quotesHidden(value, hide);
		return redactScalar(value, (text) => hide(text, key));
	};
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => [hide(key), clean(value, key)]),
	);
}

function mapped(
	object: JsonObject,
	change: (value: JsonValue, key: string) => JsonValue,
): JsonObject {
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => [key, change(value, key)]),
	);
}

const keysSeen = new Map<string, boolean>();
const MAX_KEYS_KEPT = 1_000;

/** Like isSecretPath: an answer repeats the same few keys thousands of times. */
function isSecretKey(key: string): boolean {
	const known = keysSeen.get(key);
	if (known !== undefined) return known;
	if (keysSeen.size >= MAX_KEYS_KEPT) keysSeen.clear();
	const isSecret = isSecretPath(key);
	keysSeen.set(key, isSecret);
	return isSecret;
}

function isText(value: JsonValue | undefined): value is string {
	return typeof value === 'string';
}

function isFilled(value: JsonValue): boolean {
	return value !== null && value !== '';
}
