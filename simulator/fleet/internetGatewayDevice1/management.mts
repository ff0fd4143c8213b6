import type { Branch } from '../dataModel.mts';
import { between, firmwareOf, pingParameters, secondsUp, wanAddressOf } from '../firstValues.mts';
import { localTime, posixZone } from '../localTime.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';

/** What the device is, and how it is managed. */
export const management: Branch = {
	tables: {},
	objects: {
		'InternetGatewayDevice.': {
			DeviceSummary: readOnly.string('InternetGatewayDevice:1.4[](Baseline:1)'),
			LANDeviceNumberOfEntries: entriesOf('InternetGatewayDevice.LANDevice.'),
			WANDeviceNumberOfEntries: entriesOf('InternetGatewayDevice.WANDevice.'),
		},
		'InternetGatewayDevice.DeviceInfo.': {
			Manufacturer: readOnly.string('Example Networks'),
			ManufacturerOUI: readOnly.string('02AB00'),
			ModelName: readOnly.string('DSL-100'),
			ProductClass: readOnly.string('DSL100'),
			SerialNumber: readOnly.string((place) => place.serial),
			HardwareVersion: readOnly.string('1.0'),
			SoftwareVersion: readOnly.string(firmwareOf),
			ProvisioningCode: writable.string('', { maxLength: 64 }),
			UpTime: readOnly.unsignedInt(secondsUp),
		},
		'InternetGatewayDevice.DeviceInfo.MemoryStatus.': {
			Total: readOnly.unsignedInt(65536),
			Free: readOnly.unsignedInt(between(9_000, 38_999)),
		},
		'InternetGatewayDevice.DeviceInfo.ProcessStatus.': {
			CPUUsage: readOnly.unsignedInt(between(0, 79)),
		},
		'InternetGatewayDevice.ManagementServer.': {
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
		'InternetGatewayDevice.Time.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Synchronized'),
			NTPServer1: writable.string('0.pool.ntp.org', { maxLength: 64 }),
			NTPServer2: writable.string('1.pool.ntp.org', { maxLength: 64 }),
			CurrentLocalTime: readOnly.dateTime(() => localTime()),
			LocalTimeZoneName: writable.string(posixZone, { maxLength: 64 }),
		},
		'InternetGatewayDevice.IPPingDiagnostics.': pingParameters,
	},
};
