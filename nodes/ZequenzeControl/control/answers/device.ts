import {
	firstText,
	isJsonObject,
	textOf,
	type JsonObject,
	type JsonValue,
} from '../../ground/json';
import { ANSWER_KEYS } from './answerKeys';

/** A device as the server lists it; null is "not shown". */
export interface Device {
	serialNumber: string | null;
	/** Whether it is in contact with the server. */
	isUp: boolean | null;
	/** Whether settings wait for it. */
	isPending: boolean | null;
	/** When it came up or went down. */
	changedAt: string | null;
	createdAt: string | null;
	updatedAt: string | null;
	raw: JsonObject;
}

/** The documented fields of a device; other fields differ from server to server. */
const DEVICE_KEYS = [
	'serial_number',
	'name',
	'type',
	'organization',
	'status',
	'last_status_change',
	'pending_settings',
	'created_at',
	'updated_at',
] as const;

const WORDS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['up', true],
	['online', true],
	['connected', true],
	['1', true],
	['false', false],
	['down', false],
	['offline', false],
	['disconnected', false],
	['0', false],
]);

/** Reads one device out of the server's JSON object. Never throws: what is not there is null. */
export function readDevice(raw: JsonObject): Device {
	return {
		serialNumber: firstText(raw, ANSWER_KEYS.serialNumber),
		isUp: truthOf(raw.status),
		isPending: pendingIn(raw.pending_settings),
		changedAt: textOf(raw.last_status_change),
		createdAt: textOf(raw.created_at),
		updatedAt: textOf(raw.updated_at),
		raw,
	};
}

/**
 * The documented fields of a device, null where the server does not show them, and its connection
 * in words: the server's own `status` may be true, 1 or "up".
 */
export function simplifiedDevice(raw: JsonObject): JsonObject {
	const isUp = truthOf(raw.status);
	const connection = isUp === null ? null : isUp ? 'up' : 'down';
	return Object.fromEntries(
		DEVICE_KEYS.flatMap((key) => {
			const shown: Array<[string, JsonValue]> = [[key, raw[key] ?? null]];
			return key === 'status' ? [...shown, ['connection', connection]] : shown;
		}),
	);
}

function truthOf(value: JsonValue | undefined): boolean | null {
	const word = typeof value === 'boolean' ? String(value) : textOf(value);
	return word === null ? null : (WORDS.get(word.toLowerCase()) ?? null);
}

/** Some servers may list the settings that wait, or count them. */
function pendingIn(value: JsonValue | undefined): boolean | null {
	if (Array.isArray(value)) return value.length > 0;
	if (isJsonObject(value)) return Object.keys(value).length > 0;
	return typeof value === 'number' ? value > 0 : truthOf(value);
}
