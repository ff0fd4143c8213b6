import type { Section } from './section';

/** Which images are on board and which one starts next. */
export const firmware: Section = {
	group: 'Firmware',
	device2: 'Device.DeviceInfo.',
	igd1: 'InternetGatewayDevice.DeviceInfo.',
	// prettier-ignore
	rows: [
		['Active firmware image', 'string r', 'ActiveFirmwareImage', null],
		['Boot firmware image', 'string w', 'BootFirmwareImage', null],
		['Number of firmware images', 'integer r', 'FirmwareImageNumberOfEntries', null],
		['Firmware images', 'object', 'FirmwareImage.', null],
		['Firmware image: name', 'string r', 'FirmwareImage.{i}.Name', null],
		['Firmware image: version', 'string r', 'FirmwareImage.{i}.Version', null],
		['Firmware image: may be activated', 'boolean w', 'FirmwareImage.{i}.Available', null],
		['Firmware image: status', 'string r', 'FirmwareImage.{i}.Status', null],
		['Firmware image: why the start did not succeed', 'string r', 'FirmwareImage.{i}.BootFailureLog', null],
	],
};
