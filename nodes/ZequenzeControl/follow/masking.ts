import { isJsonObject, type JsonObject, type JsonValue } from '../control/json';
import { isSecretPath } from '../cwmp/secrets';

/** What stands in output in place of a secret value. */
export const MASK = '••••••••';

const NAME_KEYS = ['variable_name', 'name', 'variable'];
const VALUE_KEYS = ['value', 'current_value'];

/**
 * A copy of a server's answer in which the values of secret variables are masked, wherever they stand: as value beside
 * a variable's name, or under a key that is itself the name of a secret. An `error` key is renamed to `server_error`,
 * because n8n takes an item with `error` for a failed one.
 */
export function presentable(raw: JsonObject, showSecrets: boolean): JsonObject {
	const copy = showSecrets ? { ...raw } : maskedObject(raw);
	if (!('error' in copy)) return copy;
	const { error = null, ...rest } = copy;
	return { ...rest, server_error: error };
}

function masked(value: JsonValue): JsonValue {
	if (Array.isArray(value)) return value.map(masked);
	return isJsonObject(value) ? maskedObject(value) : value;
}

function maskedObject(object: JsonObject): JsonObject {
	const namesSecret = NAME_KEYS.some((key) => {
		const name = object[key];
		return typeof name === 'string' && isSecretPath(name);
	});
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			const hidden = isSecretPath(key) || (namesSecret && VALUE_KEYS.includes(key));
			return [key, hidden && isFilled(value) ? MASK : masked(value)];
		}),
	);
}

function isFilled(value: JsonValue): boolean {
	return value !== null && value !== '' && typeof value !== 'object';
}
