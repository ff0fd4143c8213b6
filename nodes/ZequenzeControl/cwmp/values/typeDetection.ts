import { entryFor, typeOfName } from '../catalogue/lookup';
import { leafName } from '../leafName';
import {
	isActionName,
	isListName,
	isMeasureName,
	isNumberPath,
	isSwitchName,
	isTextPath,
	isWordName,
	mayBeLarge,
} from '../parameterNames';
import type { PlatformTypes, ValueType } from '../valueType';
import { vendorTypeOf } from './vendorTypes';

/** What the type of a value is, and how that is known. */
export interface DetectedType {
	readonly type: ValueType;
	/** What the type was taken from. */
	readonly source: 'catalogue' | 'platform' | 'name' | 'value';
	/** Whether another type is about as likely, so that the user should have a look. */
	readonly uncertain: boolean;
}

const MAX_UNSIGNED_INT = 2 ** 32 - 1;

const WHOLE_NUMBER = /^-?(0|[1-9]\d*)$/;
const TRUTH = /^(true|false)$/i;
const BIT = /^[01]$/;

/**
 * The type of a value: from the catalogue, else the platform's own list, else what the vendor's
 * devices or parameters of this name elsewhere declare, else the value itself. Never throws. Digits
 * at a path of which nothing is known are an uncertain integer; 0 and 1 are an uncertain boolean
 * where no word of the name speaks of a number.
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
	return fromName(path, scalarText(value)) ?? fromValue(path, value);
}

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;

/**
 * Whether a decimal text lies between the smallest `long` and the largest `unsignedLong` of CWMP.
 */
export function fitsInteger(decimal: string): boolean {
	// Longer texts cannot fit, and making numbers of them would cost time.
	if (decimal.length > 20) return false;
	const number = BigInt(decimal);
	return number >= MIN_INTEGER && number <= MAX_INTEGER;
}

/**
 * A name only decides what the value leaves open: whether digits are a number, a switch or a text.
 */
function fromName(path: string, text: string | undefined): DetectedType | undefined {
	if (text === undefined || !WHOLE_NUMBER.test(text)) return undefined;
	const name = leafName(path);
	const isBit = BIT.test(text);
	const declared = vendorTypeOf(path);
	if (declared !== undefined && (declared !== 'boolean' || isBit)) return guessed(declared, 'name');
	const usual = isWordName(name) ? undefined : typeOfName(name);
	if (usual !== undefined && (usual !== 'boolean' || isBit)) return certain(usual, 'name');
	if (isBit && isSwitchName(name)) return guessed('boolean', 'name');
	if (isListName(name)) return guessed('string', 'name');
	if (isMeasureName(name)) return undefined;
	if (isTextPath(path) && !(isBit && isActionName(name))) return certain('string', 'name');
	return undefined;
}

function fromValue(path: string, value: unknown): DetectedType {
	if (typeof value === 'boolean') return certain('boolean', 'value');
	if (typeof value === 'bigint') return certain('integer', 'value');
	if (typeof value === 'number') {
		return certain(Number.isInteger(value) ? 'integer' : 'string', 'value');
	}
	const text = scalarText(value);
	if (text === undefined) return certain('string', 'value');
	if (TRUTH.test(text)) return certain('boolean', 'value');
	if (BIT.test(text) && !isNumberPath(path)) return guessed('boolean', 'value');
	if (WHOLE_NUMBER.test(text) && fitsInteger(text)) {
		// So many digits are rather an account or a phone number.
		const isLarge = Number(text) > MAX_UNSIGNED_INT;
		return guessed(isLarge && !mayBeLarge(leafName(path)) ? 'string' : 'integer', 'value');
	}
	return certain('string', 'value');
}

/** The text of a text or number; a list has none, as it can only be sent as a string. */
function scalarText(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function certain(type: ValueType, source: DetectedType['source']): DetectedType {
	return { type, source, uncertain: false };
}

function guessed(type: ValueType, source: DetectedType['source']): DetectedType {
	return { type, source, uncertain: true };
}
