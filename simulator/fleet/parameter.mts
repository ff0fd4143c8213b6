/** The simple types of TR-106 that the fleet's parameters use. */
export type ParameterType =
	'string' | 'int' | 'unsignedInt' | 'long' | 'unsignedLong' | 'boolean' | 'dateTime';

/**
 * What a first value may depend on: the device, and the instance numbers on the way to the
 * parameter.
 */
export interface Place {
	serial: string;
	/** Position in the fleet, from 0. */
	index: number;
	/** A number that belongs to this device for good, from 0 to 2^32 - 1. */
	fingerprint: number;
	/** Seconds since the device was switched on. */
	upTime: number;
	/** Instance numbers in the path, outermost first. */
	instances: readonly number[];
	/** Whether the device came with all objects on the way, rather than that somebody added one. */
	isDelivered(): boolean;
	/** How many instances the table holds now. */
	entries(tablePath: string): number;
}

/** The value until somebody writes another. */
export type FirstValue = string | ((place: Place) => string);

/** One parameter as the data model describes it; shared by all devices of the model. */
export interface Parameter {
	type: ParameterType;
	writable: boolean;
	initial: FirstValue;
	/** Reads back as the empty string, whatever it holds (passwords and keys). */
	hidden?: boolean;
	/** Least and greatest whole number. */
	range?: readonly [number, number];
	oneOf?: readonly string[];
	/** In characters. */
	maxLength?: number;
}

type Initial = FirstValue | number | boolean;
type Limits = Pick<Parameter, 'hidden' | 'range' | 'oneOf' | 'maxLength'>;
type Maker = (initial: Initial, limits?: Limits) => Parameter;

const makers = (writable: boolean): Record<ParameterType, Maker> => {
	const of =
		(type: ParameterType): Maker =>
		(initial, limits = {}) => ({
			type,
			writable,
			initial: typeof initial === 'function' ? initial : String(initial),
			...limits,
		});
	return {
		string: of('string'),
		int: of('int'),
		unsignedInt: of('unsignedInt'),
		long: of('long'),
		unsignedLong: of('unsignedLong'),
		boolean: of('boolean'),
		dateTime: of('dateTime'),
	};
};

/** Parameters that only the device itself changes. */
export const readOnly = makers(false);

/** Parameters that the server may set. */
export const writable = makers(true);

/**
 * A `…NumberOfEntries` parameter: always the present size of the table (`{i}` as in the parameter's
 * own path).
 */
export function entriesOf(tableTemplate: string): Parameter {
	return readOnly.unsignedInt(({ instances, entries }) => {
		const remaining = [...instances];
		return String(entries(tableTemplate.replaceAll('{i}', () => String(remaining.shift()))));
	});
}
