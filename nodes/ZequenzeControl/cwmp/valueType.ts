import { entryFor, typeOfName } from './catalogue/lookup';
import { lastName } from './lastName';
import { isSecretPath } from './secrets';

/** The value types of a `set`. Everything else (dates, lists, binary) travels as a string. */
export type ValueType = 'integer' | 'boolean' | 'string';
export type ValueTypeChoice = ValueType | 'detect';

/** The types that the platform itself knows for a path; undefined where it knows none. */
export type PlatformTypes = (path: string) => ValueType | undefined;

export interface DetectedType {
	readonly type: ValueType;
	/** What the type was taken from. */
	readonly source: 'catalogue' | 'platform' | 'name' | 'value';
	/** Whether another type is about as likely, so that the user should have a look. */
	readonly uncertain: boolean;
}

/** Names of switches: 0 and 1 mean off and on there. */
const SWITCH_NAME =
	/([Ee]nabled?|Active|Allowed|Available|Capable|Exclude|Reset|Support)$|(^|_)(Allow|Enable|Is|Use)[A-Z]/;

/** Names of texts that often consist of digits. */
const TEXT_NAME =
	/ssid$|phone|msisdn$|imsi$|imei$|iccid$|(directory|called|calling|serial|model|part)_?number$|(software|hardware|firmware|modem)_?version$|(user|host|domain|model|product|device|display|friendly|service|profile|process)_?name$|productclass$|provisioningcode$|(parameter|command|license)_?key$|address$|alias$|description$|url$/i;

/** Names that speak of a secret and are numbers nevertheless. */
const MEASURE_NAME = /(length|size|index|count|retries|attempts|timeout|interval|period|entries)$/i;

/** Names whose texts are words of a fixed list: digits there are the numbers of a vendor's own list. */
const WORD_NAME = /(status|state|mode|type|result|reason|error|level|origin|protocol|standard)$/i;

const WHOLE_NUMBER = /^-?(0|[1-9]\d*)$/;
const TRUTH = /^(true|false)$/i;
const BIT = /^[01]$/;

/**
 * The type of a value: from the catalogue, else the platform's own list, else what parameters of this name are
 * elsewhere, else the value itself. Never throws. Digits at a path of which nothing is known are an uncertain integer.
 */
export function detectValueType(
	path: string,
	value: unknown,
	platformTypes: PlatformTypes = () => undefined,
): DetectedType {
	const entry = entryFor(path);
	if (entry && entry.type !== 'object') return certain(entry.type, 'catalogue');
	const platformType = platformTypes(path);
	if (platformType) return certain(platformType, 'platform');
	return fromName(path, textOf(value)) ?? fromValue(value);
}

const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;

/** Whether a decimal text lies between the smallest `long` and the largest `unsignedLong` of CWMP. */
export function fitsInteger(decimal: string): boolean {
	// Longer texts cannot fit, and making numbers of them would cost time.
	if (decimal.length > 20) return false;
	const number = BigInt(decimal);
	return number >= SMALLEST && number <= LARGEST;
}

/** A name only decides what the value leaves open: whether digits are a number, a switch or a text. */
function fromName(path: string, text: string | undefined): DetectedType | undefined {
	if (text === undefined || !WHOLE_NUMBER.test(text)) return undefined;
	const name = lastName(path);
	const usual = WORD_NAME.test(name) ? undefined : typeOfName(name);
	if (usual !== undefined && (usual !== 'boolean' || BIT.test(text))) return certain(usual, 'name');
	if (SWITCH_NAME.test(name) && BIT.test(text)) {
		return { type: 'boolean', source: 'name', uncertain: true };
	}
	if (MEASURE_NAME.test(name)) return undefined;
	return TEXT_NAME.test(name) || isSecretPath(path) ? certain('string', 'name') : undefined;
}

function fromValue(value: unknown): DetectedType {
	if (typeof value === 'boolean') return certain('boolean', 'value');
	if (typeof value === 'bigint') return certain('integer', 'value');
	if (typeof value === 'number') {
		return certain(Number.isInteger(value) ? 'integer' : 'string', 'value');
	}
	const text = textOf(value);
	if (text === undefined) return certain('string', 'value');
	if (TRUTH.test(text)) return certain('boolean', 'value');
	if (WHOLE_NUMBER.test(text) && fitsInteger(text)) {
		return { type: 'integer', source: 'value', uncertain: true };
	}
	return certain('string', 'value');
}

/** The text of a text or number; a list has none, as it can only be sent as a string. */
function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function certain(type: ValueType, source: DetectedType['source']): DetectedType {
	return { type, source, uncertain: false };
}
