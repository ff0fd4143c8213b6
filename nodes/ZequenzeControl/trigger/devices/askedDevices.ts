import { readDevice, type Device } from '../../control/answers/device';
import type { ControlClient } from '../../control/client';
import { bySerialNumber } from '../../control/endpoints';
import { ControlError } from '../../control/failures/errors';
import { inPool } from '../../control/pace/pool';
import { atOwnPace } from '../pace';

/** What the server says of devices that it was asked for one by one. */
export interface AskedDevices {
	devices: Device[];
	/** Those that were not asked for, or not answered. */
	alsoListed: ReadonlySet<string>;
	/** The passing failure that ended the asking early. */
	failure?: ControlError;
	/** Not one was answered before that failure. */
	isUnanswered: boolean;
}

/**
 * Asks for devices until the deadline or a passing failure. Throws ControlError for any other one.
 */
export async function askForDevices(
	client: ControlClient,
	serialNumbers: readonly string[],
	deadline: number,
): Promise<AskedDevices> {
	const devices: Device[] = [];
	const open = new Set(serialNumbers);
	const { reader, slots } = atOwnPace(client);
	try {
		await inPool(serialNumbers, slots, async (serialNumber) => {
			if (Date.now() > deadline) return;
			const device = await deviceOrNull(reader, serialNumber);
			open.delete(serialNumber);
			if (device) devices.push({ ...readDevice(device), serialNumber });
		});
	} catch (error) {
		const isPassing = error instanceof ControlError && error.transient;
		if (!isPassing) return await Promise.reject(error);
		const isUnanswered = open.size === serialNumbers.length;
		return { devices, alsoListed: open, failure: error, isUnanswered };
	}
	return { devices, alsoListed: open, isUnanswered: false };
}

async function deviceOrNull(
	client: ControlClient,
	serialNumber: string,
): Promise<Device['raw'] | null> {
	try {
		return await client.device(bySerialNumber(serialNumber));
	} catch (error) {
		if (error instanceof ControlError && error.kind === 'not_found') return null;
		return await Promise.reject(error);
	}
}
