import { counters } from './counters';
import type { Section } from './section';

/** Interfaces of the IP layer, and Internet without PPP in the older data model. */
export const wanIp: Section = {
	group: 'WAN: IP',
	device2: 'Device.IP.Interface.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.',
	// prettier-ignore
	rows: [
		['IP interface enabled', 'boolean w', 'Enable'],
		['IP interface status', 'string r', 'Status', null],
		['IP connection status', 'string r', null, 'ConnectionStatus'],
		['IP last connection error', 'string r', null, 'LastConnectionError'],
		['IP connection type', 'string w', null, 'ConnectionType'],
		['IP interface name', 'string r/w', 'Name'],
		['IP interface type', 'string r', 'Type', null],
		['IP time since the last change', 'integer r', 'LastChange', null],
		['IP connection uptime', 'integer r', null, 'Uptime'],
		['IP interface lies on', 'string w', 'LowerLayers', null],
		['IP router', 'string w', 'Router', null],
		['IP reset', 'boolean w', 'Reset'],
		['IP largest packet', 'integer w', 'MaxMTUSize', 'MaxMTUSize', { unit: 'B', usual: [576, 9000] }],
		['IPv4 enabled', 'boolean w', 'IPv4Enable', null],
		['IPv6 enabled', 'boolean w', 'IPv6Enable', null],
		['IPv4 addresses', 'table', 'IPv4Address.', null],
		['IPv4 address', 'string w', 'IPv4Address.{i}.IPAddress', 'ExternalIPAddress'],
		['IPv4 subnet mask', 'string w', 'IPv4Address.{i}.SubnetMask', 'SubnetMask'],
		['IPv4 addressing type', 'string r/w', 'IPv4Address.{i}.AddressingType', 'AddressingType'],
		['IPv4 address enabled', 'boolean w', 'IPv4Address.{i}.Enable', null],
		['IPv4 address status', 'string r', 'IPv4Address.{i}.Status', null],
		['IPv4 default gateway', 'string w', null, 'DefaultGateway'],
		['IPv6 addresses', 'table', 'IPv6Address.', null],
		['IPv6 address', 'string w', 'IPv6Address.{i}.IPAddress', null],
		['IPv6 address origin', 'string r', 'IPv6Address.{i}.Origin', null],
		['IPv6 address status', 'string r', 'IPv6Address.{i}.Status', null],
		['IPv6 prefix', 'string w', 'IPv6Prefix.{i}.Prefix', null],
		['IPv6 prefix origin', 'string r', 'IPv6Prefix.{i}.Origin', null],
		['DNS enabled on the connection', 'boolean w', null, 'DNSEnabled'],
		['DNS servers of the connection', 'string w', null, 'DNSServers'],
		['DNS servers may be overridden', 'boolean w', null, 'DNSOverrideAllowed'],
		['NAT enabled on the connection', 'boolean w', null, 'NATEnabled'],
		['MAC address of the connection', 'string w', null, 'MACAddress'],
		...counters('IP', 'Stats.', {
			BytesSent: 'Stats.EthernetBytesSent',
			BytesReceived: 'Stats.EthernetBytesReceived',
			PacketsSent: 'Stats.EthernetPacketsSent',
			PacketsReceived: 'Stats.EthernetPacketsReceived',
			ErrorsSent: 'Stats.EthernetErrorsSent',
			ErrorsReceived: 'Stats.EthernetErrorsReceived',
		}),
	],
};

export const wanIpTable: Section = {
	group: 'WAN: IP',
	device2: 'Device.IP.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.',
	// prettier-ignore
	rows: [
		['IP interfaces', 'table', 'Interface.', 'WANIPConnection.'],
		['Number of IP interfaces', 'integer r', 'InterfaceNumberOfEntries', 'WANIPConnectionNumberOfEntries'],
		['Active TCP and UDP ports', 'integer r', 'ActivePortNumberOfEntries', null],
		['IPv4 capable', 'boolean r', 'IPv4Capable', null],
		['IPv6 capable', 'boolean r', 'IPv6Capable', null],
		['IPv4 switched on', 'boolean w', 'IPv4Enable', null],
		['IPv6 switched on', 'boolean w', 'IPv6Enable', null],
	],
};

/** What all WAN links of the older data model have in common. */
export const wanCommon: Section = {
	group: 'WAN: IP',
	device2: 'Device.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.',
	// prettier-ignore
	rows: [
		['WAN enabled for Internet', 'boolean w', null, 'WANCommonInterfaceConfig.EnabledForInternet'],
		['WAN access type', 'string r', null, 'WANCommonInterfaceConfig.WANAccessType'],
		['WAN physical link status', 'string r', null, 'WANCommonInterfaceConfig.PhysicalLinkStatus'],
		['WAN largest upstream rate', 'integer r', null, 'WANCommonInterfaceConfig.Layer1UpstreamMaxBitRate'],
		['WAN largest downstream rate', 'integer r', null, 'WANCommonInterfaceConfig.Layer1DownstreamMaxBitRate'],
		['WAN bytes sent', 'integer r', null, 'WANCommonInterfaceConfig.TotalBytesSent'],
		['WAN bytes received', 'integer r', null, 'WANCommonInterfaceConfig.TotalBytesReceived'],
		['WAN packets sent', 'integer r', null, 'WANCommonInterfaceConfig.TotalPacketsSent'],
		['WAN packets received', 'integer r', null, 'WANCommonInterfaceConfig.TotalPacketsReceived'],
		['WAN Ethernet enabled', 'boolean w', null, 'WANEthernetInterfaceConfig.Enable'],
		['WAN Ethernet status', 'string r', null, 'WANEthernetInterfaceConfig.Status'],
		['WAN Ethernet MAC address', 'string r', null, 'WANEthernetInterfaceConfig.MACAddress'],
		['WAN Ethernet largest bit rate', 'string w', null, 'WANEthernetInterfaceConfig.MaxBitRate'],
		['WAN Ethernet duplex mode', 'string w', null, 'WANEthernetInterfaceConfig.DuplexMode'],
		['WAN connection devices', 'table', null, 'WANConnectionDevice.'],
	],
};
