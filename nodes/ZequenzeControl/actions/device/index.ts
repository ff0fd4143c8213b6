import type { Resource } from '../operation';
import { getDevice } from './get';
import { getManyDevices } from './getMany';
import { runAction } from './runAction/runAction';
import { serverReport } from './serverReport/serverReport';

/** The devices that CONTROL manages. */
export const device: Resource = {
	name: 'Device',
	value: 'device',
	defaultOperation: 'getMany',
	operations: [getDevice, getManyDevices, runAction, serverReport],
};
