import type { ControlClient } from '../../../control/client';
import type { DeviceFilters, OperationRequest } from '../../../control/endpoints';
import { requireWhole } from '../../../control/listEnd';
import { requireMatch } from '../../../fields/filterCheck';
import { textOf } from '../../../ground/json';
import { holdToLimit } from '../fields/toolGuard';
import type { ItemPlan } from './plan';

/** One operation on one device, for one input item. */
export interface Job {
	plan: ItemPlan;
	request: OperationRequest;
	/** Whether the input item stands for many devices. */
	many: boolean;
	/** Which of several operations on the device it is; missing where there is only one. */
	step?: string;
}

/**
 * The jobs of one item: one for each device that it targets. Throws ControlError where the devices cannot be read to the end:
 * half a list is not what was asked for; InvalidInput where they are more than the item may be about.
 */
export async function jobsOf(plan: ItemPlan, client: ControlClient): Promise<Job[]> {
	const { target, operation, variables } = plan;
	const serialNumbers =
		target.kind === 'devices'
			? target.serialNumbers
			: await matchingDevices(client, target.filters);
	holdToLimit(serialNumbers.length, plan.maxDevices);
	const many = target.kind === 'filter' || target.many;
	return serialNumbers.map((serial_number) => ({
		plan,
		request: { serial_number, operation, variables },
		many,
	}));
}

/**
 * The serial numbers of the devices that match the filters, read page by page, each once: devices that begin to match
 * meanwhile push others to the next page, where they are listed again. Throws ControlError where a device shows not to match.
 */
export async function matchingDevices(
	client: ControlClient,
	filters: DeviceFilters,
): Promise<string[]> {
	const serialNumbers = new Set<string>();
	for await (const { entries, end } of client.devicePages(filters)) {
		requireWhole(end);
		for (const device of entries) {
			requireMatch(device, filters);
			const serialNumber = textOf(device.serial_number);
			if (serialNumber !== null) serialNumbers.add(serialNumber);
		}
	}
	return [...serialNumbers];
}
