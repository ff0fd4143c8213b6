import type { ControlClient } from '../../../control/client';
import type { OperationRequest } from '../../../control/endpoints';
import { devicesOf } from '../../../fields/targets/devicesOf';
import type { ItemPlan } from './plan';

/** One operation on one device, for one input item. */
export interface Job {
	plan: ItemPlan;
	request: OperationRequest;
	/** Whether the input item stands for many devices. */
	many: boolean;
	/** The type of the device; missing where no list showed it. */
	type?: string | null;
	/** Which of several operations on the device it is; missing where there is only one. */
	step?: string;
}

/**
 * The jobs of one item: one for each device that it targets. Throws ControlError where the devices
 * cannot be read to the end: half a list is not what was asked for; InvalidInput where they are
 * more than the item may be about.
 */
export async function jobsOf(plan: ItemPlan, client: ControlClient): Promise<Job[]> {
	const { target, operation, variables } = plan;
	const { serialNumbers, many, types } = await devicesOf(target, client, plan.maxDevices);
	return serialNumbers.map((serial_number) => ({
		plan,
		request: { serial_number, operation, variables },
		many,
		type: types?.get(serial_number),
	}));
}
