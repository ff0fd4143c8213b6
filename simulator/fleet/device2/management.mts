import type { Branch } from '../dataModel.mts';
import { between, firmwareOf, secondsUp } from '../firstValues.mts';
import { posixZone } from '../localTime.mts';
import { clock, managementServer } from '../management.mts';
import { readOnly, writable } from '../parameter.mts';

/** What the device is, and how it is managed. */
export const management: Branch = {
	tables: {},
	objects: {
		'Device.': { RootDataModelVersion: readOnly.string('2.15') },
		'Device.DeviceInfo.': {
			Manufacturer: readOnly.string('Example Networks'),
			ManufacturerOUI: readOnly.string('02AB00'),
			ModelName: readOnly.string('XR-500'),
			ProductClass: readOnly.string('XR500'),
			SerialNumber: readOnly.string((place) => place.serial),
			HardwareVersion: readOnly.string('1.2'),
			SoftwareVersion: readOnly.string(firmwareOf),
			ProvisioningCode: writable.string('', { maxLength: 64 }),
			UpTime: readOnly.unsignedInt(secondsUp),
			FirstUseDate: readOnly.dateTime('2024-03-01T09:30:00Z'),
		},
		'Device.DeviceInfo.MemoryStatus.': {
			Total: readOnly.unsignedInt(262144),
			Free: readOnly.unsignedInt(between(60_000, 149_999)),
		},
		'Device.DeviceInfo.ProcessStatus.': {
			CPUUsage: readOnly.unsignedInt(between(0, 59)),
		},
		'Device.ManagementServer.': {
			EnableCWMP: writable.boolean(true),
			...managementServer,
		},
		'Device.Time.': {
			...clock,
			LocalTimeZone: writable.string(posixZone, { maxLength: 256 }),
		},
		'Device.X_EXAMPLE-NET_Support.': {
			RemoteAccess: writable.boolean(false),
			AdminPassword: writable.string('admin-secret', { hidden: true, maxLength: 64 }),
			Uplink: readOnly.string('fibre'),
			TotalTraffic: readOnly.long(-1),
		},
	},
};
