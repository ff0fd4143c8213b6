import type { Resource } from '../operation';
import { addObject } from './addObject';
import { checkVariables } from './check';
import { deleteObject } from './deleteObject';
import { ensureVariables } from './ensure';
import { getVariables } from './get';
import { planNextWave } from './planWave/planWave';
import { setVariables } from './set';

/** What CONTROL schedules on a device, to be executed when the device next contacts it. */
export const deviceOperation: Resource = {
	name: 'Device Operation',
	value: 'deviceOperation',
	defaultOperation: 'get',
	operations: [
		addObject,
		checkVariables,
		deleteObject,
		ensureVariables,
		getVariables,
		planNextWave,
		setVariables,
	],
};
