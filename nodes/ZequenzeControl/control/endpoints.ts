import type { OperationName } from '../cwmp/operations';
import type { ValueType } from '../cwmp/valueType';
import { percentEncoded } from './wire/http';

/**
 * The paths of the API that the nodes use, below the base URL; Django insists on the trailing
 * slash.
 */
export const HEADLESS_OPERATIONS = '/inventory_device_serial_headless_operation/';

export const DEVICES = '/inventory_device_serial/';

export const PARAMETERS = '/inventory_parameter/';
export const TYPES = '/inventory_type/';

/** Lists that are about no device. */
export type PlatformList = typeof PARAMETERS | typeof TYPES;

/** What CONTROL knows of the variables of devices. */
export const CACHED_VARIABLES = '/inventory_device_serial_variables/';

/** By what a device is named; everything is sent to it by its serial number. */
export interface DeviceKey {
	by: 'serialNumber' | 'name' | 'id';
	key: string;
}

/** A device by its serial number. */
export function bySerialNumber(serialNumber: string): DeviceKey {
	return { by: 'serialNumber', key: serialNumber };
}

const DEVICE_PATHS = {
	serialNumber: DEVICES,
	name: '/inventory_device_name/',
	id: '/inventory_device/',
} as const;

/** The path of one device. Keys that URL rules would resolve away (`..`) are refused on input. */
export function devicePath({ by, key }: DeviceKey): string {
	return `${DEVICE_PATHS[by]}${percentEncoded(key)}/`;
}

/**
 * In which form an action is asked for. The reference has `put`; clients that are in use send a
 * POST, one of them to a path in the plural.
 */
export type ActionForm = 'put' | 'post' | 'postPlural';

/** An action on one device, by the code that the server knows it by. */
export interface ActionRequest {
	serial_number: string;
	code: string;
	form: ActionForm;
}

/** The path to which an action on a device is sent. */
export function actionPath({ serial_number: serialNumber, form }: ActionRequest): string {
	const name =
		form === 'postPlural'
			? 'inventory_device_serial_operations'
			: 'inventory_device_serial_operation';
	return `/${name}/${percentEncoded(serialNumber)}/`;
}

/** A variable as it travels in a request; value and value_type only in a `set`. */
export interface RequestedVariable {
	variable_name: string;
	value?: string;
	value_type?: ValueType;
}

/** The body of a POST that schedules an operation on one device. */
export interface OperationRequest {
	serial_number: string;
	operation: OperationName;
	variables: RequestedVariable[];
}

/**
 * Which cached values of one device are listed, as the API names it; names are separated by commas.
 */
export interface CachedQuery {
	parent__serial_number: string;
	parameter__variable_name?: string;
	/** Whether `*` in a name stands for any characters. */
	wildcard?: boolean;
	/** Whether CONTROL asks the device before it answers. */
	force_update?: boolean;
	/** Only what waits for the device. */
	pending?: boolean;
}

/** Filters as they stand in a query; what is not set is left out. */
export function inQuery(filters: DeviceFilters | CachedQuery): Record<string, string> {
	return Object.fromEntries(
		Object.entries(filters)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, String(value)]),
	);
}

/** The filters of the device list, as the API names them. */
export interface DeviceFilters {
	type?: number;
	/** Up (true) or down (false). */
	status?: boolean;
	/** ISO 8601. */
	last_status_change_from?: string;
	organization?: number;
	pending?: boolean;
	update_status?: boolean;
}
