import { makeDevice, type Device } from './device.mts';

export interface FleetOptions {
	/** How many devices there are. */
	devices: number;
	/** How many of them, counted from the end, start offline. */
	offline: number;
	seed: number;
}

/** All devices, in the order of their serial numbers. */
export class Fleet {
	readonly devices: readonly Device[];
	readonly #bySerial: ReadonlyMap<string, Device>;

	constructor({ devices, offline, seed }: FleetOptions) {
		const now = Date.now();
		this.devices = Array.from({ length: devices }, (_, index) =>
			makeDevice(index, seed, index < devices - offline, now),
		);
		this.#bySerial = new Map(this.devices.map((device) => [device.serial, device]));
	}

	find(serial: string): Device | undefined {
		return this.#bySerial.get(serial);
	}

	/** Returns the device; throws when the fleet has none with that serial number. */
	device(serial: string): Device {
		const device = this.find(serial);
		if (!device) throw new Error(`The fleet has no device ${serial}.`);
		return device;
	}

	/** Switches a device on or off, as the server sees it. */
	setOnline(serial: string, online: boolean): void {
		const device = this.device(serial);
		if (device.online === online) return;
		device.online = online;
		device.lastStatusChange = Date.now();
		device.updatedAt = device.lastStatusChange;
	}
}
