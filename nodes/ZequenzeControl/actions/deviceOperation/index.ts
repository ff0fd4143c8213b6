import type { Resource } from '../operation';
import { addObject } from './addObject';
import { deleteObject } from './deleteObject';
import { getVariables } from './get';
import { setVariables } from './set';

/** What CONTROL schedules on a device, to be executed when the device next contacts it. */
export const deviceOperation: Resource = {
	name: 'Device Operation',
	value: 'deviceOperation',
	defaultOperation: 'get',
	operations: [addObject, deleteObject, getVariables, setVariables],
};
