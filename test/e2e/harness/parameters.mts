import type { OperationName } from '../../../simulator/fleet/rpc.mts';
import { grouped } from '../../optionGroups.mts';

/** A device of the simulated fleet that speaks TR-181. */
export const DEVICE = 'SN000001';

export const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** The same in TR-098. */
export const OLD_INTERVAL = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval';

/** A choice in a field that can also be picked from a list. */
export const locator = (mode: string, value: string) => ({ __rl: true, mode, value });

/** A row of the variables, as the editor's fields fill it. */
export const row = (path: string, rest: object = {}) => ({
	variable_name: locator('path', path),
	...rest,
});

/**
 * An operation on one device with variables named in fields; it does not wait unless `more` says
 * so.
 */
export function onDevice(operation: OperationName, rows: readonly object[], more: object = {}) {
	return grouped({
		resource: 'deviceOperation',
		operation,
		target: 'device',
		device: locator('serialNumber', DEVICE),
		specifyVariables: 'fields',
		variables: { variable: rows },
		waitForCompletion: false,
		...more,
	});
}

/** The harmless change that most tests make. */
export const setInterval = (value: string, more: object = {}) =>
	onDevice('set', [row(INTERVAL, { value })], more);

/** Ensures the same on devices of both data models. */
export const ensureInterval = (value: number, more: object = {}) =>
	grouped({
		resource: 'deviceOperation',
		operation: 'ensure',
		ensureMode: 'apply',
		target: 'all',
		specifyVariables: 'json',
		variablesJson: JSON.stringify({ [INTERVAL]: value, [OLD_INTERVAL]: value }),
		...more,
	});

/** An operation on the device that an input item names. */
export const PER_ITEM = { device: locator('serialNumber', '={{ $json.serial }}') };

/** An operation on the devices of a list. */
export const onList = (serialNumbers: string) => ({ target: 'list', serialNumbers });
