import type { ControlClient } from '../control/client';
import { readDevice, type Device } from '../control/device';
import { ControlError } from '../control/errors';
import { inPool } from '../control/pool';
import { atOwnPace } from './pace';

/** What the server says of devices that it was asked for one by one. */
export interface AskedDevices {
	devices: Device[];
	/** Those that were not asked for, or not answered. */
	alsoListed: ReadonlySet<string>;
	failure?: ControlError;
}

/** Asks for devices until the deadline or a passing failure. Throws ControlError where not one was answered. */
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
		const isPassing =
			error instanceof ControlError && error.transient && open.size < serialNumbers.length;
		if (!isPassing) return await Promise.reject(error);
		return { devices, alsoListed: open, failure: error };
	}
	return { devices, alsoListed: open };
}

async function deviceOrNull(
	client: ControlClient,
	serialNumber: string,
): Promise<Device['raw'] | null> {
	try {
		return await client.device(serialNumber);
	} catch (error) {
		if (error instanceof ControlError && error.kind === 'not_found') return null;
		return await Promise.reject(error);
	}
}
