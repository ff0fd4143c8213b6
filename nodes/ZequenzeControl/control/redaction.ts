import { isJsonObject, type JsonObject, type JsonValue } from '../ground/json';
import { isSecretPath } from '../cwmp/secrets';

/** What stands in output in place of a secret value. */
export const MASK = '••••••••';

const NAME_KEYS = ['variable_name', 'name', 'variable'];
const VALUE_KEYS = ['value', 'current_value'];

// Shorter ones would be found in texts that have nothing to do with them.
const MIN_QUOTED = 4;

/**
 * A copy of a server's answer in which the values of secret variables are masked, wherever they stand: as value beside
 * a variable's name, under a key that is itself the name of a secret, or quoted in another text. An `error` key is renamed to `server_error`,
 * because n8n takes an item with `error` for a failed one.
 */
export function redactAnswer(raw: JsonObject, showSecrets: boolean): JsonObject {
	const copy = showSecrets ? { ...raw } : withoutSecrets(raw);
	if (!('error' in copy)) return copy;
	const { error = null, ...rest } = copy;
	return { ...rest, server_error: error };
}

function withoutSecrets(raw: JsonObject): JsonObject {
	const found = new Set<string>();
	const copy = redactedObject(raw, found);
	const quotable = [...found].filter((secret) => secret.length >= MIN_QUOTED);
	return quotable.length === 0 ? copy : unquotedObject(copy, quotable);
}

/** Collects in `found` what it masks. */
function redacted(value: JsonValue, found: Set<string>): JsonValue {
	if (Array.isArray(value)) return value.map((entry) => redacted(entry, found));
	return isJsonObject(value) ? redactedObject(value, found) : value;
}

function redactedObject(object: JsonObject, found: Set<string>): JsonObject {
	const namesSecret = NAME_KEYS.some((key) => {
		const name = object[key];
		return typeof name === 'string' && isSecretPath(name);
	});
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			const hidden = isSecretPath(key) || (namesSecret && VALUE_KEYS.includes(key));
			if (!hidden || !isFilled(value)) return [key, redacted(value, found)];
			found.add(String(value));
			return [key, MASK];
		}),
	);
}

function unquoted(value: JsonValue, secrets: readonly string[]): JsonValue {
	if (Array.isArray(value)) return value.map((entry) => unquoted(entry, secrets));
	if (isJsonObject(value)) return unquotedObject(value, secrets);
	if (typeof value !== 'string') return value;
	return secrets.reduce((text, secret) => text.split(secret).join(MASK), value);
}

function unquotedObject(object: JsonObject, secrets: readonly string[]): JsonObject {
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => [key, unquoted(value, secrets)]),
	);
}

function isFilled(value: JsonValue): boolean {
	return value !== null && value !== '' && typeof value !== 'object';
}
