import { counters } from './counters';
import type { Section } from './section';

/** Mobile networks: modem, SIM and access points. There are none in the older data model. */
export const cellular: Section = {
	group: 'WAN: Cellular',
	device2: 'Device.Cellular.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Roaming allowed', 'boolean w', 'RoamingEnabled', null],
		['Roaming status', 'string r', 'RoamingStatus', null],
		['Cellular interfaces', 'object', 'Interface.', null],
		['Cellular enabled', 'boolean w', 'Interface.{i}.Enable', null],
		['Cellular status', 'string r', 'Interface.{i}.Status', null],
		['Cellular IMEI', 'string r', 'Interface.{i}.IMEI', null],
		['Cellular technologies supported', 'string r', 'Interface.{i}.SupportedAccessTechnologies', null],
		['Cellular technology preferred', 'string w', 'Interface.{i}.PreferredAccessTechnology', null],
		['Cellular technology in use', 'string r', 'Interface.{i}.CurrentAccessTechnology', null],
		['Cellular networks in reach', 'string r', 'Interface.{i}.AvailableNetworks', null],
		['Cellular network requested', 'string w', 'Interface.{i}.NetworkRequested', null],
		['Cellular network in use', 'string r', 'Interface.{i}.NetworkInUse', null],
		['Cellular signal strength (RSSI)', 'integer r', 'Interface.{i}.RSSI', null],
		['Cellular signal power (RSRP)', 'integer r', 'Interface.{i}.RSRP', null],
		['Cellular signal quality (RSRQ)', 'integer r', 'Interface.{i}.RSRQ', null],
		['Cellular largest upstream rate', 'integer r', 'Interface.{i}.UpstreamMaxBitRate', null],
		['Cellular largest downstream rate', 'integer r', 'Interface.{i}.DownstreamMaxBitRate', null],
		['SIM status', 'string r', 'Interface.{i}.USIM.Status', null],
		['SIM IMSI', 'string r', 'Interface.{i}.USIM.IMSI', null],
		['SIM ICCID', 'string r', 'Interface.{i}.USIM.ICCID', null],
		['SIM phone number', 'string r', 'Interface.{i}.USIM.MSISDN', null],
		['SIM PIN check', 'string w', 'Interface.{i}.USIM.PINCheck', null],
		['SIM PIN', 'string w', 'Interface.{i}.USIM.PIN', null, { secret: true }],
		['Cellular access points', 'table', 'AccessPoint.', null],
		['Access point name (APN)', 'string w', 'AccessPoint.{i}.APN', null],
		['APN enabled', 'boolean w', 'AccessPoint.{i}.Enable', null],
		['APN interface', 'string w', 'AccessPoint.{i}.Interface', null],
		['APN user name', 'string w', 'AccessPoint.{i}.Username', null],
		['APN password', 'string w', 'AccessPoint.{i}.Password', null, { secret: true }],
		...counters('Cellular', 'Interface.{i}.Stats.'),
	],
};
