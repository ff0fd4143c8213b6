import type { Section } from './section';

/** Names, routes and the firewall. */
export const dns: Section = {
	group: 'DNS',
	device2: 'Device.DNS.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['DNS client enabled', 'boolean w', 'Client.Enable', null],
		['DNS client status', 'string r', 'Client.Status', null],
		['DNS servers', 'table', 'Client.Server.', null],
		['DNS server enabled', 'boolean w', 'Client.Server.{i}.Enable', null],
		['DNS server status', 'string r', 'Client.Server.{i}.Status', null],
		['DNS server address', 'string w', 'Client.Server.{i}.DNSServer', null],
		['DNS server interface', 'string w', 'Client.Server.{i}.Interface', null],
		['DNS server type', 'string r', 'Client.Server.{i}.Type', null],
		['DNS relay enabled', 'boolean w', 'Relay.Enable', null],
		['DNS relay status', 'string r', 'Relay.Status', null],
		['DNS relay servers', 'table', 'Relay.Forwarding.', null],
		['DNS relay server enabled', 'boolean w', 'Relay.Forwarding.{i}.Enable', null],
		['DNS relay server address', 'string w', 'Relay.Forwarding.{i}.DNSServer', null],
		['DNS relay server interface', 'string w', 'Relay.Forwarding.{i}.Interface', null],
	],
};

export const dynamicDns: Section = {
	group: 'DNS',
	device2: 'Device.DynamicDNS.Client.{i}.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Dynamic DNS enabled', 'boolean w', 'Enable', null],
		['Dynamic DNS status', 'string r', 'Status', null],
		['Dynamic DNS server', 'string w', 'Server', null],
		['Dynamic DNS user name', 'string w', 'Username', null],
		['Dynamic DNS password', 'string w', 'Password', null, { secret: true }],
		['Dynamic DNS host name', 'string w', 'Hostname.{i}.Name', null],
	],
};

export const routes: Section = {
	group: 'Routing',
	device2: 'Device.Routing.Router.{i}.IPv4Forwarding.',
	igd1: 'InternetGatewayDevice.Layer3Forwarding.Forwarding.',
	// prettier-ignore
	rows: [
		['IPv4 routes', 'table', ''],
		['Route enabled', 'boolean w', '{i}.Enable'],
		['Route status', 'string r', '{i}.Status'],
		['Route destination', 'string w', '{i}.DestIPAddress'],
		['Route destination mask', 'string w', '{i}.DestSubnetMask'],
		['Route gateway', 'string w', '{i}.GatewayIPAddress'],
		['Route interface', 'string w', '{i}.Interface'],
		['Route metric', 'integer w', '{i}.ForwardingMetric'],
		['Static route', 'boolean r', '{i}.StaticRoute'],
	],
};

export const defaultConnection: Section = {
	group: 'Routing',
	device2: 'Device.',
	igd1: 'InternetGatewayDevice.Layer3Forwarding.',
	// prettier-ignore
	rows: [
		['Default connection', 'string w', null, 'DefaultConnectionService'],
		['Number of routes', 'integer r', null, 'ForwardNumberOfEntries'],
	],
};

export const firewall: Section = {
	group: 'Firewall',
	device2: 'Device.Firewall.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Firewall enabled', 'boolean w', 'Enable', null],
		['Firewall level', 'string w', 'Config', null, { usual: ['High', 'Low', 'Off', 'Advanced', 'Policy'] }],
		['Firewall version', 'string r', 'Version', null],
		['Firewall type', 'string r', 'Type', null],
		['Firewall last change', 'string r', 'LastChange', null],
	],
};
