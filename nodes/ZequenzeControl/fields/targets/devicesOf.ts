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
	/** Their types, as far as a list showed them. */
	types?: ReadonlyMap<string, string | null>;
	/** Whether the input item stands for many devices. */
	many: boolean;
}

/**
 * The devices of a target, at most so many. Throws ControlError where they cannot be read to the
 * end: half a list is not what was asked for; InvalidInput where they are more.
 */
export async function devicesOf(
	target: Target,
	client: ControlClient,
	maxDevices: number,
): Promise<TargetDevices> {
	if (target.kind === 'lookUp') {
		return { serialNumbers: [await serialNumberOf(client, target)], many: false };
	}
	if (target.kind === 'filter') {
		const types = await matchingDevices(client, target.filters);
		holdToLimit(types.size, maxDevices);
		return { serialNumbers: [...types.keys()], types, many: true };
	}
	const { serialNumbers, many } = target;
	holdToLimit(serialNumbers.length, maxDevices);
	return { serialNumbers, many };
}

/**
 * The types, by serial number, of the devices that match the filters, read page by page, each once:
 * devices that begin to match meanwhile push others to the next page, where they are listed again.
 * Throws ControlError where a device shows not to match.
 */
async function matchingDevices(
	client: ControlClient,
	filters: DeviceFilters,
): Promise<Map<string, string | null>> {
	const types = new Map<string, string | null>();
	for await (const { entries, end } of client.devicePages(filters)) {
		requireWhole(end);
		for (const device of entries) {
			requireMatch(device, filters);
			const serialNumber = textOf(device.serial_number);
			if (serialNumber !== null) types.set(serialNumber, textOf(device.type));
		}
	}
	return types;
}
