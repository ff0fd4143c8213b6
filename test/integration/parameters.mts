import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { OperationName } from '../../simulator/fleet/rpc.mts';
import { grouped } from '../optionGroups.mts';

/** A TR-181 device of the simulated fleet. */
export const DEVICE = 'SN000001';

/** Something harmless for each operation, as JSON, that a device of the fleet can do. */
export const SOMETHING: Readonly<Record<OperationName, unknown>> = {
	get: ['Device.ManagementServer.PeriodicInformInterval'],
	set: { 'Device.ManagementServer.PeriodicInformInterval': 900 },
	'add.obj': ['Device.NAT.PortMapping.'],
	'del.obj': ['Device.WiFi.SSID.1.'],
};

/** Options that let failures show at once. */
export const AT_ONCE = { retries: 0, retryBudget: 0, requestTimeout: 1 };

export function locator(value: NodeParameterValueType, mode = 'id'): NodeParameterValueType {
	return { __rl: true, mode, value: typeof value === 'number' ? value : String(value) };
}

/** Schedules on one device without waiting; variables are given as JSON. */
export function scheduling(
	operation: OperationName,
	variables: unknown = SOMETHING[operation],
	more: INodeParameters = {},
): INodeParameters {
	return grouped({
		resource: 'deviceOperation',
		operation,
		target: 'device',
		device: locator(DEVICE, 'serialNumber'),
		specifyVariables: 'json',
		variablesJson: typeof variables === 'string' ? variables : JSON.stringify(variables),
		waitForCompletion: false,
		options: AT_ONCE,
		...more,
	});
}

/** Schedules on one device without waiting; variables are given as rows of the editor. */
export function schedulingRows(
	operation: OperationName,
	rows: INodeParameters[],
	more: INodeParameters = {},
): INodeParameters {
	return scheduling(operation, '', {
		specifyVariables: 'fields',
		variables: { variable: rows },
		...more,
	});
}

export function gettingTransaction(id: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'transaction', operation: 'get', transaction: locator(id), ...more };
}

export function gettingTransactions(more: INodeParameters = {}): INodeParameters {
	return { resource: 'transaction', operation: 'getMany', ...more };
}

export function gettingDevice(serial: string, more: INodeParameters = {}): INodeParameters {
	const device = locator(serial, 'serialNumber');
	return { resource: 'device', operation: 'get', device, ...more };
}

export function gettingCached(cachedPaths: string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'variable',
		operation: 'getCached',
		target: 'device',
		device: locator(DEVICE, 'serialNumber'),
		specifyCached: 'paths',
		cachedPaths,
		...more,
	};
}

/** Has the device do something beside headless operations. */
export function acting(deviceAction: string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'device',
		operation: 'runAction',
		target: 'device',
		device: locator(DEVICE, 'serialNumber'),
		deviceAction,
		...more,
	};
}

export function gettingDevices(more: INodeParameters = {}): INodeParameters {
	return { resource: 'device', operation: 'getMany', ...more };
}

/** Everything that the action node asks of a server, by what it is called in the editor. */
export const REQUESTS = {
	'Device > Get': gettingDevice(DEVICE),
	'Device > Get Many': gettingDevices(),
	'Transaction > Get': gettingTransaction('12345'),
	'Transaction > Get Many': gettingTransactions(),
	'Variable > Get Cached': gettingCached('Device.DeviceInfo.UpTime'),
	'Get Variables': scheduling('get'),
	'Set Variables': scheduling('set'),
} satisfies Record<string, INodeParameters>;
