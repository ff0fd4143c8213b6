import type { Parameter, ParameterType } from './parameter.mts';

/** The three types that CONTROL's API knows. */
export type ValueType = 'integer' | 'boolean' | 'string';

const familyOf: Record<ParameterType, ValueType> = {
	string: 'string',
	dateTime: 'string',
	boolean: 'boolean',
	int: 'integer',
	unsignedInt: 'integer',
	long: 'integer',
	unsignedLong: 'integer',
};

/** Returns the API's type for a parameter. */
export function valueTypeOf(parameter: Parameter): ValueType {
	return familyOf[parameter.type];
}

const integerRanges: Partial<Record<ParameterType, readonly [bigint, bigint]>> = {
	int: [-(2n ** 31n), 2n ** 31n - 1n],
	unsignedInt: [0n, 2n ** 32n - 1n],
	long: [-(2n ** 63n), 2n ** 63n - 1n],
	unsignedLong: [0n, 2n ** 64n - 1n],
};

const integerText = /^[+-]?\d{1,20}$/;
const dateTimeText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;
const booleans: Readonly<Record<string, string>> = {
	true: 'true',
	false: 'false',
	'1': 'true',
	'0': 'false',
};

/**
 * Returns the value in the form in which a device stores it (booleans as `true` or `false`), or
 * undefined when the parameter cannot hold it. The forms are those of XML Schema, as TR-106 asks.
 */
export function storedForm(parameter: Parameter, value: string): string | undefined {
	if (parameter.type === 'boolean') return booleans[value];
	if (parameter.type === 'dateTime') return dateTimeText.test(value) ? value : undefined;
	const range = integerRanges[parameter.type];
	if (range) return integerForm(value, range, parameter.range);
	const { oneOf, maxLength = Infinity } = parameter;
	return value.length <= maxLength && (oneOf?.includes(value) ?? true) ? value : undefined;
}

function integerForm(
	value: string,
	[least, greatest]: readonly [bigint, bigint],
	narrower: Parameter['range'],
): string | undefined {
	if (!integerText.test(value)) return undefined;
	const number = BigInt(value.replace('+', ''));
	const inType = number >= least && number <= greatest;
	const inLimits = !narrower || (number >= narrower[0] && number <= narrower[1]);
	return inType && inLimits ? String(number) : undefined;
}
