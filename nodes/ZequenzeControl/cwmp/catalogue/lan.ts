import type { Section } from './section';

const LEASE = { unit: 's', usual: [-1, 2592000] } as const;

/** The DHCP server of the local network. */
export const dhcpServer: Section = {
	group: 'LAN: DHCP Server',
	device2: 'Device.DHCPv4.Server.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.LANHostConfigManagement.',
	// prettier-ignore
	rows: [
		['DHCP server enabled', 'boolean w', 'Enable', 'DHCPServerEnable'],
		['DHCP server configurable', 'boolean w', null, 'DHCPServerConfigurable'],
		['DHCP relay', 'boolean r', null, 'DHCPRelay'],
		['LAN MAC address', 'string r', null, 'MACAddress'],
		['DHCP pools', 'table', 'Pool.', 'DHCPConditionalServingPool.'],
		['DHCP pool enabled', 'boolean w', 'Pool.{i}.Enable', null],
		['DHCP pool status', 'string r', 'Pool.{i}.Status', null],
		['DHCP pool order', 'integer w', 'Pool.{i}.Order', null],
		['DHCP pool interface', 'string w', 'Pool.{i}.Interface', null],
		['DHCP first address', 'string w', 'Pool.{i}.MinAddress', 'MinAddress'],
		['DHCP last address', 'string w', 'Pool.{i}.MaxAddress', 'MaxAddress'],
		['DHCP reserved addresses', 'string w', 'Pool.{i}.ReservedAddresses', 'ReservedAddresses'],
		['DHCP subnet mask', 'string w', 'Pool.{i}.SubnetMask', 'SubnetMask'],
		['DHCP DNS servers', 'string w', 'Pool.{i}.DNSServers', 'DNSServers'],
		['DHCP domain name', 'string w', 'Pool.{i}.DomainName', 'DomainName'],
		['DHCP routers', 'string w', 'Pool.{i}.IPRouters', 'IPRouters'],
		['DHCP lease time', 'integer w', 'Pool.{i}.LeaseTime', 'DHCPLeaseTime', LEASE],
		['DHCP static addresses', 'table', 'Pool.{i}.StaticAddress.', 'DHCPStaticAddress.'],
		['DHCP static address enabled', 'boolean w', 'Pool.{i}.StaticAddress.{i}.Enable', 'DHCPStaticAddress.{i}.Enable'],
		['DHCP static address: MAC address', 'string w', 'Pool.{i}.StaticAddress.{i}.Chaddr', 'DHCPStaticAddress.{i}.Chaddr'],
		['DHCP static address: IP address', 'string w', 'Pool.{i}.StaticAddress.{i}.Yiaddr', 'DHCPStaticAddress.{i}.Yiaddr'],
		['DHCP options', 'table', 'Pool.{i}.Option.', 'DHCPOption.'],
		['DHCP option: enabled', 'boolean w', 'Pool.{i}.Option.{i}.Enable', 'DHCPOption.{i}.Enable'],
		['DHCP option: tag', 'integer w', 'Pool.{i}.Option.{i}.Tag', 'DHCPOption.{i}.Tag', { usual: [1, 254] }],
		['DHCP option: value', 'string w', 'Pool.{i}.Option.{i}.Value', 'DHCPOption.{i}.Value'],
		['DHCP leases', 'object', 'Pool.{i}.Client.', null],
		['DHCP lease: MAC address', 'string r', 'Pool.{i}.Client.{i}.Chaddr', null],
		['DHCP lease: active', 'boolean r', 'Pool.{i}.Client.{i}.Active', null],
		['DHCP lease: IP address', 'string r', 'Pool.{i}.Client.{i}.IPv4Address.{i}.IPAddress', null],
		['DHCP lease: ends', 'string r', 'Pool.{i}.Client.{i}.IPv4Address.{i}.LeaseTimeRemaining', null],
		['LAN interfaces', 'table', null, 'IPInterface.'],
		['LAN interface enabled', 'boolean w', null, 'IPInterface.{i}.Enable'],
		['LAN IP address', 'string w', null, 'IPInterface.{i}.IPInterfaceIPAddress'],
		['LAN subnet mask', 'string w', null, 'IPInterface.{i}.IPInterfaceSubnetMask'],
		['LAN addressing type', 'string w', null, 'IPInterface.{i}.IPInterfaceAddressingType'],
	],
};

/** Who is or was connected. */
export const hosts: Section = {
	group: 'LAN: Connected Hosts',
	device2: 'Device.Hosts.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.Hosts.',
	// prettier-ignore
	rows: [
		['Connected hosts', 'object', ''],
		['Number of hosts', 'integer r', 'HostNumberOfEntries'],
		['Hosts', 'object', 'Host.'],
		['Host: MAC address', 'string r', 'Host.{i}.PhysAddress', 'Host.{i}.MACAddress'],
		['Host: IP address', 'string r', 'Host.{i}.IPAddress'],
		['Host: name', 'string r', 'Host.{i}.HostName'],
		['Host: active', 'boolean r', 'Host.{i}.Active'],
		['Host: active since or last', 'string r', 'Host.{i}.ActiveLastChange', null],
		['Host: address source', 'string r', 'Host.{i}.AddressSource'],
		['Host: lease time left', 'integer r', 'Host.{i}.LeaseTimeRemaining'],
		['Host: physical interface', 'string r', 'Host.{i}.Layer1Interface', 'Host.{i}.Layer2Interface'],
		['Host: interface type', 'string r', 'Host.{i}.InterfaceType'],
		['Host: IP interface', 'string r', 'Host.{i}.Layer3Interface', null],
		['Host: associated Wi-Fi device', 'string r', 'Host.{i}.AssociatedDevice', null],
		['Host: vendor class', 'string r', 'Host.{i}.VendorClassID'],
		['Host: client identifier', 'string r', 'Host.{i}.ClientID'],
		['Host: user class', 'string r', 'Host.{i}.UserClassID'],
	],
};
