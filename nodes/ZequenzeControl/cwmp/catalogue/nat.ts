import type { Row, Section } from './section';

const PORT = { usual: [0, 65535] } as const;
const PROTOCOL = { usual: ['TCP', 'UDP'] } as const;

/** Port mappings; in the older data model they belong to an IP connection … */
export const portMapping: Section = {
	group: 'NAT: Port Mapping',
	device2: 'Device.NAT.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.',
	// prettier-ignore
	rows: [
		['NAT interfaces', 'table', 'InterfaceSetting.', null],
		['NAT enabled', 'boolean w', 'InterfaceSetting.{i}.Enable', null],
		['NAT status', 'string r', 'InterfaceSetting.{i}.Status', null],
		['NAT interface', 'string w', 'InterfaceSetting.{i}.Interface', null],
		['Port mapping status', 'string r', 'PortMapping.{i}.Status', null],
		['Port mapping interface', 'string w', 'PortMapping.{i}.Interface', null],
		['Port mapping on all interfaces', 'boolean w', 'PortMapping.{i}.AllInterfaces', null],
		...mapping('Port mapping', 'device2 and igd1'),
	],
};

/** … or to a PPP connection. */
export const portMappingPpp: Section = {
	group: 'NAT: Port Mapping',
	device2: 'Device.NAT.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.',
	rows: mapping('PPP port mapping', 'igd1'),
};

function mapping(label: string, where: 'device2 and igd1' | 'igd1'): Row[] {
	const device2 = (name: string) => (where === 'igd1' ? null : `PortMapping.${name}`);
	// prettier-ignore
	return [
		[`${label}s`, 'table', device2(''), 'PortMapping.'],
		[`Number of ${label}s`, 'integer r', where === 'igd1' ? null : 'PortMappingNumberOfEntries', 'PortMappingNumberOfEntries'],
		[`${label} enabled`, 'boolean w', device2('{i}.Enable'), 'PortMapping.{i}.PortMappingEnabled'],
		[`${label} description`, 'string w', device2('{i}.Description'), 'PortMapping.{i}.PortMappingDescription'],
		[`${label} protocol`, 'string w', device2('{i}.Protocol'), 'PortMapping.{i}.PortMappingProtocol', PROTOCOL],
		[`${label} external port`, 'integer w', device2('{i}.ExternalPort'), 'PortMapping.{i}.ExternalPort', PORT],
		[`${label} last external port`, 'integer w', device2('{i}.ExternalPortEndRange'), 'PortMapping.{i}.ExternalPortEndRange', PORT],
		[`${label} internal port`, 'integer w', device2('{i}.InternalPort'), 'PortMapping.{i}.InternalPort', PORT],
		[`${label} internal client`, 'string w', device2('{i}.InternalClient'), 'PortMapping.{i}.InternalClient'],
		[`${label} remote host`, 'string w', device2('{i}.RemoteHost'), 'PortMapping.{i}.RemoteHost'],
		[`${label} lease time`, 'integer w', device2('{i}.LeaseDuration'), 'PortMapping.{i}.PortMappingLeaseDuration'],
	];
}
