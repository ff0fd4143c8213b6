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
	/([Ee]nabled?|Active|Allow(ed)?|Capability|Disallowed|Established|Exclude|Flag|Hidden|Lock(ed)?|Override|Requested|Reset|Successful|Support(ed)?|Valid|Verify|ible|(?<!T|Vari)able)$|(^|_)(Allow|Enable|Is|Use)[A-Z]/;

/** Names of texts that often consist of digits. */
const TEXT_NAME =
	/ssid$|phone|msisdn$|imsi$|imei$|iccid$|(directory|called|calling|serial|model|part)_?number$|(software|hardware|firmware|modem)_?version$|(user|host|domain|model|product|device|display|friendly|service|profile|process)_?name$|productclass$|provisioningcode$|(parameter|command|license)_?key$|address$|alias$|description$|url$/i;

/** Names and identifiers in the way that data models write them, with capitals for the parts of a word. */
const IDENTITY_NAME = /[a-z]Name$|Serial$|(UU|RU|EU)ID$|[Gg]uid$/;

/** Texts of several numbers, of which a single one looks like a number; TR-104 lists periods of packets, too. */
const SEVERAL_NAME = /List$|(?<!End)Range$|PacketizationPeriod$/;

/** Names that speak of a secret and are numbers nevertheless. */
const MEASURE_NAME = /(length|size|index|count|retries|attempts|timeout|interval|period|entries)$/i;

/**
 * Names whose texts are words of a fixed list, or versions such as `1.2`: digits there are the numbers of a vendor's own
 * list, or a count of versions.
 */
const WORD_NAME =
	/(^version|status|state|mode|type|result|reason|error|level|origin|protocol|standard)$/i;

/** Names of what may grow beyond 32 bits, or is written as a large number. */
const LARGE_NUMBER_NAME = /(rate|limit|weight|bytes|packets|octets|frames|cookie)$/i;
const LARGEST_UNSIGNED_INT = 2 ** 32 - 1;

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
	return fromName(path, textOf(value)) ?? fromValue(value, lastName(path));
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
	if (SWITCH_NAME.test(name) && BIT.test(text)) return guessed('boolean', 'name');
	if (SEVERAL_NAME.test(name)) return guessed('string', 'name');
	if (MEASURE_NAME.test(name)) return undefined;
	if (TEXT_NAME.test(name) || IDENTITY_NAME.test(name) || isSecretPath(path)) {
		return certain('string', 'name');
	}
	return undefined;
}

function fromValue(value: unknown, name: string): DetectedType {
	if (typeof value === 'boolean') return certain('boolean', 'value');
	if (typeof value === 'bigint') return certain('integer', 'value');
	if (typeof value === 'number') {
		return certain(Number.isInteger(value) ? 'integer' : 'string', 'value');
	}
	const text = textOf(value);
	if (text === undefined) return certain('string', 'value');
	if (TRUTH.test(text)) return certain('boolean', 'value');
	if (WHOLE_NUMBER.test(text) && fitsInteger(text)) {
		// So many digits are rather an account or a phone number.
		const isLarge = Number(text) > LARGEST_UNSIGNED_INT;
		return guessed(isLarge && !mayBeLarge(name) ? 'string' : 'integer', 'value');
	}
	return certain('string', 'value');
}

function mayBeLarge(name: string): boolean {
	return LARGE_NUMBER_NAME.test(name) || MEASURE_NAME.test(name);
}

/** The text of a text or number; a list has none, as it can only be sent as a string. */
function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function certain(type: ValueType, source: DetectedType['source']): DetectedType {
	return { type, source, uncertain: false };
}

function guessed(type: ValueType, source: DetectedType['source']): DetectedType {
	return { type, source, uncertain: true };
}
