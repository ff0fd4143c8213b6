import { counters } from './counters';
import type { Section } from './section';

/**
 * Fibre: what the receiver sees and the transmitter sends. The older data model leaves it to
 * vendors.
 */
export const optical: Section = {
	group: 'WAN: Optical',
	device2: 'Device.Optical.Interface.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.',
	// prettier-ignore
	rows: [
		['Optical interface enabled', 'boolean w', 'Enable', null],
		['Optical interface status', 'string r', 'Status', null],
		['Optical signal received', 'integer r', 'OpticalSignalLevel', null],
		['Optical power sent', 'integer r', 'TransmitOpticalLevel', null],
		['Optical interface name', 'string r', 'Name', null],
		['Optical time since the last change', 'integer r', 'LastChange', null],
		['Optical interface points upstream', 'boolean r', 'Upstream', null],
		['Optical signal: lower threshold', 'integer r', 'LowerOpticalThreshold', null],
		['Optical signal: upper threshold', 'integer r', 'UpperOpticalThreshold', null],
		['Optical power: lower threshold', 'integer r', 'LowerTransmitPowerThreshold', null],
		['Optical power: upper threshold', 'integer r', 'UpperTransmitPowerThreshold', null],
		...counters('Optical', 'Stats.'),
	],
};

/** Passive optical networks in particular: the ONU and its transceiver. */
export const pon: Section = {
	group: 'WAN: Optical',
	device2: 'Device.XPON.ONU.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.',
	// prettier-ignore
	rows: [
		['ONU enabled', 'boolean w', 'Enable', null],
		['ONU version', 'string r', 'Version', null],
		['ONU equipment', 'string r', 'EquipmentID', null],
		['PON interface status', 'string r', 'ANI.{i}.Status', null],
		['PON technology', 'string r', 'ANI.{i}.PONMode', null],
		['PON activation state', 'string r', 'ANI.{i}.TC.ONUActivation.ONUState', null],
		['PON vendor', 'string r', 'ANI.{i}.TC.ONUActivation.VendorID', null],
		['PON serial number', 'string r', 'ANI.{i}.TC.ONUActivation.SerialNumber', null],
		['PON received power', 'integer r', 'ANI.{i}.Transceiver.{i}.RxPower', null],
		['PON transmitted power', 'integer r', 'ANI.{i}.Transceiver.{i}.TxPower', null],
		['PON transceiver temperature', 'integer r', 'ANI.{i}.Transceiver.{i}.Temperature', null],
		['PON transceiver voltage', 'integer r', 'ANI.{i}.Transceiver.{i}.Voltage', null],
		['PON laser bias current', 'integer r', 'ANI.{i}.Transceiver.{i}.Bias', null],
		...counters('PON', 'ANI.{i}.Stats.'),
	],
};
