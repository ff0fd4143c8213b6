import type { Section } from './section';

/** What the device is. */
export const identity: Section = {
	group: 'Device Identity',
	device2: 'Device.DeviceInfo.',
	igd1: 'InternetGatewayDevice.DeviceInfo.',
	// prettier-ignore
	rows: [
		['Device information', 'object', ''],
		['Manufacturer', 'string r', 'Manufacturer'],
		['Manufacturer OUI', 'string r', 'ManufacturerOUI'],
		['Model name', 'string r', 'ModelName'],
		['Model number', 'string r', 'ModelNumber', null],
		['Description', 'string r', 'Description'],
		['Host name', 'string w', 'HostName', null],
		['Product class', 'string r', 'ProductClass'],
		['Serial number', 'string r', 'SerialNumber'],
		['Hardware version', 'string r', 'HardwareVersion'],
		['Firmware (software) version', 'string r', 'SoftwareVersion'],
		['Modem firmware version', 'string r', null, 'ModemFirmwareVersion'],
		['Additional hardware version', 'string r', 'AdditionalHardwareVersion'],
		['Additional software version', 'string r', 'AdditionalSoftwareVersion'],
		['Enabled options', 'string r', null, 'EnabledOptions'],
		['Data model version', 'string r', null, 'SpecVersion'],
		['Provisioning code', 'string w', 'ProvisioningCode'],
		['Date of first use', 'string r', 'FirstUseDate'],
		['Device log', 'string r', null, 'DeviceLog'],
		['Log file name', 'string r', 'VendorLogFile.{i}.Name'],
		['Configuration file name', 'string r', 'VendorConfigFile.{i}.Name'],
		['Configuration file version', 'string r', 'VendorConfigFile.{i}.Version'],
		['Location: external source', 'string r', 'Location.{i}.ExternalSource'],
	],
};

/** What the device says about its data model, beside the root itself. */
export const dataModel: Section = {
	group: 'Device Identity',
	device2: 'Device.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Whole device', 'object', ''],
		['Root data model version', 'string r', 'RootDataModelVersion', null],
		['Supported data models summary', 'string r', null, 'DeviceSummary'],
	],
};
