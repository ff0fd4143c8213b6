import { firstText, isJsonObject, type JsonObject } from '../../ground/json';
import { ANSWER_KEYS as KEYS } from './answerKeys';
import { readShownVariable, type ShownVariable } from './transaction';

/** What CONTROL knows of a variable from the last time that it saw the device. */
export interface CachedValue extends ShownVariable {
	/** When it saw the value, as the server writes it; null where it shows no time. */
	readAt: string | null;
	/** The device that the entry names; null where it names none. */
	serialNumber: string | null;
}

/**
 * Reads an entry of the list of cached values; null for what names no variable, or a table, which
 * has no value.
 */
export function readCachedValue(raw: JsonObject): CachedValue | null {
	const shown = readShownVariable(raw);
	if (shown === null || shown.variable_name.endsWith('.')) return null;
	const places = [raw, raw.parent, ...KEYS.device.map((key) => raw[key])].filter(isJsonObject);
	const serialNumbers = places.map((place) => firstText(place, KEYS.serialNumber));
	return {
		...shown,
		readAt: firstText(raw, KEYS.seenAt),
		serialNumber: serialNumbers.find((one) => one !== null) ?? null,
	};
}
