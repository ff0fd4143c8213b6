import type { DeviceKey } from './endpoints';
import type { Missing } from './failures/answerFailures';

const UNKNOWN: Record<DeviceKey['by'], (key: string) => string> = {
	serialNumber: (key) => `CONTROL knows no device with the serial number "${key}"`,
	name: (key) => `CONTROL knows no device with the name "${key}"`,
	id: (key) => `CONTROL knows no device with the ID "${key}"`,
};

const CALLED = { serialNumber: 'serial number', name: 'name', id: 'ID' } as const;

/** What to say where CONTROL knows no such device. */
export function unknownDevice({ by, key }: DeviceKey): Missing {
	return {
		message: UNKNOWN[by](key),
		fix: `Check the ${CALLED[by]}. Device > Get Many lists the devices that this token may see.`,
	};
}
