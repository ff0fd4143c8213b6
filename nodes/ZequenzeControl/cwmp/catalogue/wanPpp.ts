import { counters } from './counters';
import type { Section } from './section';

/** Internet by PPP (mostly PPPoE). */
export const wanPpp: Section = {
	group: 'WAN: PPP',
	device2: 'Device.PPP.Interface.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.',
	// prettier-ignore
	rows: [
		['PPP enabled', 'boolean w', 'Enable'],
		['PPP interface status', 'string r', 'Status', null],
		['PPP connection status', 'string r', 'ConnectionStatus'],
		['PPP last connection error', 'string r', 'LastConnectionError'],
		['PPP name', 'string r/w', 'Name'],
		['PPP connection type', 'string w', null, 'ConnectionType'],
		['PPP time since the last change', 'integer r', 'LastChange', null],
		['PPP connection uptime', 'integer r', null, 'Uptime'],
		['PPP user name', 'string w', 'Username'],
		['PPP password', 'string w', 'Password', 'Password', { secret: true }],
		['PPP authentication protocol', 'string r', 'AuthenticationProtocol', 'PPPAuthenticationProtocol'],
		['PPP encryption protocol', 'string r', 'EncryptionProtocol', 'PPPEncryptionProtocol'],
		['PPP connection trigger', 'string w', 'ConnectionTrigger', 'ConnectionTrigger', { usual: ['AlwaysOn', 'OnDemand', 'Manual'] }],
		['PPP disconnect after', 'integer w', 'AutoDisconnectTime'],
		['PPP disconnect when idle for', 'integer w', 'IdleDisconnectTime'],
		['PPP reset', 'boolean w', 'Reset'],
		['PPP largest receive unit allowed', 'integer w', 'MaxMRUSize', 'MaxMRUSize', { unit: 'B', usual: [576, 1540] }],
		['PPP largest receive unit in use', 'integer r', 'CurrentMRUSize'],
		['PPP local IP address', 'string r/w', 'IPCP.LocalIPAddress', 'ExternalIPAddress'],
		['PPP remote IP address', 'string r', 'IPCP.RemoteIPAddress', 'RemoteIPAddress'],
		['PPP DNS servers', 'string r/w', 'IPCP.DNSServers', 'DNSServers'],
		['PPPoE access concentrator', 'string w', 'PPPoE.ACName', 'PPPoEACName'],
		['PPPoE service name', 'string w', 'PPPoE.ServiceName', 'PPPoEServiceName'],
		['PPPoE session', 'integer r', 'PPPoE.SessionID', null],
		['PPP default gateway', 'string r', null, 'DefaultGateway'],
		['PPP NAT enabled', 'boolean w', null, 'NATEnabled'],
		['PPP MAC address', 'string w', null, 'MACAddress'],
		['PPP transport type', 'string r', null, 'TransportType'],
		['PPP keep-alive interval', 'integer w/r', 'LCPEcho', 'PPPLCPEcho'],
		['PPP keep-alive retries', 'integer w/r', 'LCPEchoRetry', 'PPPLCPEchoRetry'],
		...counters('PPP', 'Stats.', {
			BytesSent: 'Stats.EthernetBytesSent',
			BytesReceived: 'Stats.EthernetBytesReceived',
			PacketsSent: 'Stats.EthernetPacketsSent',
			PacketsReceived: 'Stats.EthernetPacketsReceived',
			ErrorsSent: 'Stats.EthernetErrorsSent',
			ErrorsReceived: 'Stats.EthernetErrorsReceived',
		}),
	],
};

export const wanPppTable: Section = {
	group: 'WAN: PPP',
	device2: 'Device.PPP.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.',
	// prettier-ignore
	rows: [
		['PPP connections', 'table', 'Interface.', 'WANPPPConnection.'],
		['Number of PPP connections', 'integer r', 'InterfaceNumberOfEntries', 'WANPPPConnectionNumberOfEntries'],
	],
};
