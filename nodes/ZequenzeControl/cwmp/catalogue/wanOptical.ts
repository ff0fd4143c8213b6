import { counters } from './counters';
import type { Section } from './section';
import { UP } from './status';

const MILLI_DBM = '0.001 dBm';

/** Fibre: what the receiver sees and the transmitter sends. The older data model leaves it to vendors. */
export const optical: Section = {
	group: 'WAN: Optical',
	device2: 'Device.Optical.Interface.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.',
	rows: [
		['Optical interface enabled', 'boolean w', 'Enable', null],
		['Optical interface status', 'string r', 'Status', null, { health: UP }],
		// A GPON receiver of class B+ works from -28 to -8 dBm.
		[
			'Optical signal received',
			'integer r',
			'OpticalSignalLevel',
			null,
			{ unit: MILLI_DBM, health: { good: [-25000, -9000], bad: [-27500, -8000] } },
		],
		[
			'Optical power sent',
			'integer r',
			'TransmitOpticalLevel',
			null,
			{ unit: MILLI_DBM, health: { good: [500, 5000], bad: [0, 6000] } },
		],
		['Optical interface name', 'string r', 'Name', null],
		['Optical time since the last change', 'integer r', 'LastChange', null, { unit: 's' }],
		['Optical interface points upstream', 'boolean r', 'Upstream', null],
		[
			'Optical signal: lower threshold',
			'integer r',
			'LowerOpticalThreshold',
			null,
			{ unit: MILLI_DBM },
		],
		[
			'Optical signal: upper threshold',
			'integer r',
			'UpperOpticalThreshold',
			null,
			{ unit: MILLI_DBM },
		],
		[
			'Optical power: lower threshold',
			'integer r',
			'LowerTransmitPowerThreshold',
			null,
			{ unit: MILLI_DBM },
		],
		[
			'Optical power: upper threshold',
			'integer r',
			'UpperTransmitPowerThreshold',
			null,
			{ unit: MILLI_DBM },
		],
		...counters('Optical', 'Stats.'),
	],
};

/** Passive optical networks in particular: the ONU and its transceiver. */
export const pon: Section = {
	group: 'WAN: Optical',
	device2: 'Device.XPON.ONU.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.',
	rows: [
		['ONU enabled', 'boolean w', 'Enable', null],
		['ONU version', 'string r', 'Version', null],
		['ONU equipment', 'string r', 'EquipmentID', null],
		['PON interface status', 'string r', 'ANI.{i}.Status', null, { health: UP }],
		['PON technology', 'string r', 'ANI.{i}.PONMode', null],
		[
			'PON activation state',
			'string r',
			'ANI.{i}.TC.ONUActivation.ONUState',
			null,
			{ health: { good: ['O5'], bad: ['O1', 'O6', 'O7'] } },
		],
		['PON vendor', 'string r', 'ANI.{i}.TC.ONUActivation.VendorID', null],
		['PON serial number', 'string r', 'ANI.{i}.TC.ONUActivation.SerialNumber', null],
		[
			'PON received power',
			'integer r',
			'ANI.{i}.Transceiver.{i}.RxPower',
			null,
			{ unit: '0.1 dBm', health: { good: [-250, -90], bad: [-275, -80] } },
		],
		[
			'PON transmitted power',
			'integer r',
			'ANI.{i}.Transceiver.{i}.TxPower',
			null,
			{ unit: '0.1 dBm', health: { good: [5, 50], bad: [0, 60] } },
		],
		[
			'PON transceiver temperature',
			'integer r',
			'ANI.{i}.Transceiver.{i}.Temperature',
			null,
			{ unit: '°C', health: { good: [0, 70], bad: [-20, 85] } },
		],
		[
			'PON transceiver voltage',
			'integer r',
			'ANI.{i}.Transceiver.{i}.Voltage',
			null,
			{ unit: 'mV' },
		],
		['PON laser bias current', 'integer r', 'ANI.{i}.Transceiver.{i}.Bias', null, { unit: 'µA' }],
		...counters('PON', 'ANI.{i}.Stats.'),
	],
};
