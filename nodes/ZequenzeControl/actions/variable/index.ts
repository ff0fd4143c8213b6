import type { Resource } from '../operation';
import { getCached } from './getCached';

/** The variables of devices, as CONTROL last saw them. */
export const variable: Resource = {
	name: 'Variable',
	value: 'variable',
	defaultOperation: 'getCached',
	operations: [getCached],
};
