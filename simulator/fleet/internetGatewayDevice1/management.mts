import type { Branch } from '../dataModel.mts';
import { between, firmwareOf, pingParameters, secondsUp } from '../firstValues.mts';
import { posixZone } from '../localTime.mts';
import { clock, managementServer } from '../management.mts';
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
			...managementServer,
		},
		'InternetGatewayDevice.Time.': {
			...clock,
			LocalTimeZoneName: writable.string(posixZone, { maxLength: 64 }),
		},
		'InternetGatewayDevice.IPPingDiagnostics.': pingParameters,
	},
};
