import type { Branch } from '../dataModel.mts';
import { between, firmwareOf, secondsUp, wanAddressOf } from '../firstValues.mts';
import { localTime, posixZone } from '../localTime.mts';
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
			URL: writable.string('https://acs.example.net/cwmp', { maxLength: 256 }),
			Username: writable.string((place) => place.serial, { maxLength: 256 }),
			Password: writable.string('device-secret', { hidden: true, maxLength: 256 }),
			PeriodicInformEnable: writable.boolean(true),
			PeriodicInformInterval: writable.unsignedInt(3600, { range: [1, 4294967295] }),
			PeriodicInformTime: writable.dateTime('0001-01-01T00:00:00Z'),
			ParameterKey: readOnly.string(''),
			ConnectionRequestURL: readOnly.string((place) => `http://${wanAddressOf(place)}:7547/`),
			ConnectionRequestUsername: writable.string('acs', { maxLength: 256 }),
			ConnectionRequestPassword: writable.string('request-secret', {
				hidden: true,
				maxLength: 256,
			}),
			UpgradesManaged: writable.boolean(true),
		},
		'Device.Time.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Synchronized'),
			NTPServer1: writable.string('0.pool.ntp.org', { maxLength: 64 }),
			NTPServer2: writable.string('1.pool.ntp.org', { maxLength: 64 }),
			CurrentLocalTime: readOnly.dateTime(() => localTime()),
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
