import type { Section } from './section';

/** Addresses that the device gets from its provider. */
export const dhcpClient: Section = {
	group: 'WAN: DHCP Client',
	device2: 'Device.DHCPv4.Client.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.DHCPClient.',
	// prettier-ignore
	rows: [
		['DHCP client enabled', 'boolean w', 'Enable', null],
		['DHCP client interface', 'string w', 'Interface', null],
		['DHCP client status', 'string r', 'Status', null],
		['DHCP client state', 'string r', 'DHCPStatus', null],
		['DHCP client: address received', 'string r', 'IPAddress', null],
		['DHCP client: subnet mask received', 'string r', 'SubnetMask', null],
		['DHCP client: routers received', 'string r', 'IPRouters', null],
		['DHCP client: DNS servers received', 'string r', 'DNSServers', null],
		['DHCP client: server', 'string r', 'DHCPServer', null],
		['DHCP client: lease time left', 'integer r', 'LeaseTimeRemaining', null],
		['DHCP client: renew the lease', 'boolean w', 'Renew', null],
		['DHCP client: options sent', 'table', 'SentOption.', 'SentDHCPOption.'],
		['DHCP client: option sent, tag', 'integer w', 'SentOption.{i}.Tag', 'SentDHCPOption.{i}.Tag', { usual: [1, 254] }],
		['DHCP client: option sent, value', 'string w', 'SentOption.{i}.Value', 'SentDHCPOption.{i}.Value'],
		['DHCP client: options requested', 'table', 'ReqOption.', 'ReqDHCPOption.'],
		['DHCP client: option requested, tag', 'integer w', 'ReqOption.{i}.Tag', 'ReqDHCPOption.{i}.Tag', { usual: [1, 254] }],
		['DHCP client: option requested, value', 'string r', 'ReqOption.{i}.Value', 'ReqDHCPOption.{i}.Value'],
	],
};

export const dhcpv6Client: Section = {
	group: 'WAN: DHCP Client',
	device2: 'Device.DHCPv6.Client.{i}.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['DHCPv6 client enabled', 'boolean w', 'Enable', null],
		['DHCPv6 client interface', 'string w', 'Interface', null],
		['DHCPv6 client status', 'string r', 'Status', null],
		['DHCPv6 client DUID', 'string r', 'DUID', null],
		['DHCPv6 client requests addresses', 'boolean w', 'RequestAddresses', null],
		['DHCPv6 client requests prefixes', 'boolean w', 'RequestPrefixes', null],
		['DHCPv6 client: renew', 'boolean w', 'Renew', null],
	],
};
