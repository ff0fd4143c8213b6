import type { ControlClient } from '../../control/client';
import type { DeviceFilters } from '../../control/endpoints';
import { requireWhole } from '../../control/lists/listEnd';
import { textOf } from '../../ground/json';
import { requireMatch } from '../filterCheck';
import { serialNumberOf } from './lookUp';
import type { Target } from './target';
import { holdToLimit } from './toolGuard';

/** The devices that a target means when the node runs. */
interface TargetDevices {
	serialNumbers: readonly string[];
	/** Whether the input item stands for many devices. */
	many: boolean;
}

/**
 * The devices of a target, at most so many. Throws ControlError where they cannot be read to the end: half a list is not
 * what was asked for; InvalidInput where they are more.
 */
export async function devicesOf(
	target: Target,
	client: ControlClient,
	maxDevices: number,
): Promise<TargetDevices> {
	if (target.kind === 'lookUp') {
		return { serialNumbers: [await serialNumberOf(client, target)], many: false };
	}
	const isFilter = target.kind === 'filter';
	const serialNumbers = isFilter
		? await matchingDevices(client, target.filters)
		: target.serialNumbers;
	holdToLimit(serialNumbers.length, maxDevices);
	return { serialNumbers, many: isFilter || target.many };
}

/**
 * The serial numbers of the devices that match the filters, read page by page, each once: devices that begin to match
 * meanwhile push others to the next page, where they are listed again. Throws ControlError where a device shows not to match.
 */
async function matchingDevices(client: ControlClient, filters: DeviceFilters): Promise<string[]> {
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
