import type { Branch } from '../dataModel.mts';
import {
	byInstance,
	lanMacOf,
	nameServers,
	ofParent,
	secondsUp,
	wanMacOf,
} from '../firstValues.mts';
import { addressOf, gatewayAddress, homeNetwork, hostMacOf, hostNames } from '../home.mts';
import { secondsFromNow } from '../localTime.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';
import { hostTraffic, trafficCounters } from './traffic.mts';

const pools = 'Device.DHCPv4.Server.Pool.';
const clients = `${pools}{i}.Client.`;

/** Half of the time for which an address is leased. */
const leaseLeft = homeNetwork.leaseTime / 2;

const wifiNetworks = [1, 2];

/** Below each port of the bridge; the first port stands for the bridge itself. */
const belowBridgePorts = [
	[2, 3, 4, 5, 6, 7].map((port) => `Device.Bridging.Bridge.1.Port.${port}.`).join(','),
	...[1, 2, 3, 4].map((port) => `Device.Ethernet.Interface.${port}.`),
	...wifiNetworks.map((network) => `Device.WiFi.SSID.${network}.`),
];

/** The hosts on Wi-Fi, in the order of their numbers, come after the one on Ethernet. */
const associations = wifiNetworks.map(
	(network) => `Device.WiFi.AccessPoint.${network}.AssociatedDevice.1.`,
);
const hostInterfaces = [
	'Device.Ethernet.Interface.1.',
	...wifiNetworks.map((network) => `Device.WiFi.Radio.${network}.`),
];

/** The home's side of the device: ports, bridge, addresses and hosts. */
export const localNetwork: Branch = {
	tables: {
		'Device.Bridging.Bridge.': { delivered: 1, creatable: true },
		'Device.Bridging.Bridge.{i}.Port.': { delivered: belowBridgePorts.length, creatable: true },
		[pools]: { delivered: 1, creatable: true },
		[clients]: { delivered: hostNames.length, creatable: false },
		[`${clients}{i}.IPv4Address.`]: { delivered: 1, creatable: false },
		'Device.DNS.Client.Server.': { delivered: 2, creatable: true },
		'Device.Ethernet.Interface.': { delivered: 4, creatable: false },
		'Device.Ethernet.Link.': { delivered: 2, creatable: true },
		'Device.Hosts.Host.': { delivered: hostNames.length, creatable: false },
	},
	objects: {
		'Device.Ethernet.': {
			InterfaceNumberOfEntries: entriesOf('Device.Ethernet.Interface.'),
			LinkNumberOfEntries: entriesOf('Device.Ethernet.Link.'),
		},
		'Device.Ethernet.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string(byInstance(['Up'], 'Down')),
			Name: readOnly.string((place) => `lan${place.instances[0]}`),
			LastChange: readOnly.unsignedInt(secondsUp),
			Upstream: readOnly.boolean(false),
			MACAddress: readOnly.string(lanMacOf),
			MaxBitRate: writable.int(-1, { range: [-1, 10000] }),
			CurrentBitRate: readOnly.unsignedInt(byInstance(['1000'], '0')),
			DuplexMode: writable.string('Auto', { oneOf: ['Half', 'Full', 'Auto'] }),
		},
		'Device.Ethernet.Interface.{i}.Stats.': trafficCounters(hostTraffic),
		'Device.Ethernet.Link.{i}.': {
			Enable: writable.boolean(byInstance(['true', 'true'], 'false')),
			Status: readOnly.string(byInstance(['Up', 'Up'], 'Down')),
			LowerLayers: writable.string(
				byInstance(['Device.Optical.Interface.1.', 'Device.Bridging.Bridge.1.Port.1.'], ''),
				{ maxLength: 1024 },
			),
			MACAddress: writable.string(byInstance([wanMacOf], lanMacOf), { maxLength: 17 }),
		},
		'Device.Bridging.': { BridgeNumberOfEntries: entriesOf('Device.Bridging.Bridge.') },
		'Device.Bridging.Bridge.{i}.': {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled'], 'Disabled')),
			Standard: writable.string('802.1Q-2005', { oneOf: ['802.1D-2004', '802.1Q-2005'] }),
			PortNumberOfEntries: entriesOf('Device.Bridging.Bridge.{i}.Port.'),
		},
		'Device.Bridging.Bridge.{i}.Port.{i}.': {
			Enable: writable.boolean(byInstance(Array(belowBridgePorts.length).fill('true'), 'false')),
			ManagementPort: writable.boolean(byInstance(['true'], 'false')),
			LowerLayers: writable.string(byInstance(belowBridgePorts, ''), { maxLength: 1024 }),
		},
		'Device.DHCPv4.Server.': {
			Enable: writable.boolean(true),
			PoolNumberOfEntries: entriesOf(pools),
		},
		[`${pools}{i}.`]: {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled'], 'Disabled')),
			Order: writable.unsignedInt((place) => String(place.instances[0])),
			Interface: writable.string(byInstance(['Device.IP.Interface.2.'], ''), { maxLength: 256 }),
			MinAddress: writable.string(byInstance([homeNetwork.firstLease], ''), { maxLength: 15 }),
			MaxAddress: writable.string(byInstance([homeNetwork.lastLease], ''), { maxLength: 15 }),
			ReservedAddresses: writable.string('', { maxLength: 511 }),
			SubnetMask: writable.string(byInstance([homeNetwork.mask], ''), { maxLength: 15 }),
			DNSServers: writable.string(byInstance([gatewayAddress], ''), { maxLength: 63 }),
			DomainName: writable.string(byInstance([homeNetwork.domain], ''), { maxLength: 64 }),
			IPRouters: writable.string(byInstance([gatewayAddress], ''), { maxLength: 63 }),
			LeaseTime: writable.int(homeNetwork.leaseTime, { range: [-1, 2147483647] }),
			ClientNumberOfEntries: entriesOf(clients),
		},
		[`${clients}{i}.`]: {
			Chaddr: readOnly.string(hostMacOf),
			Active: readOnly.boolean(true),
			IPv4AddressNumberOfEntries: entriesOf(`${clients}{i}.IPv4Address.`),
		},
		[`${clients}{i}.IPv4Address.{i}.`]: {
			IPAddress: readOnly.string(ofParent(addressOf)),
			LeaseTimeRemaining: readOnly.dateTime(() => secondsFromNow(leaseLeft)),
		},
		'Device.DNS.Client.': {
			Enable: writable.boolean(true),
			ServerNumberOfEntries: entriesOf('Device.DNS.Client.Server.'),
		},
		'Device.DNS.Client.Server.{i}.': {
			Enable: writable.boolean(true),
			DNSServer: writable.string(byInstance(nameServers, ''), { maxLength: 45 }),
			Type: readOnly.string('Static'),
		},
		'Device.Hosts.': { HostNumberOfEntries: entriesOf('Device.Hosts.Host.') },
		'Device.Hosts.Host.{i}.': {
			HostName: readOnly.string(byInstance(hostNames, '')),
			IPAddress: readOnly.string(addressOf),
			AddressSource: readOnly.string('DHCP'),
			LeaseTimeRemaining: readOnly.int(leaseLeft),
			PhysAddress: readOnly.string(hostMacOf),
			AssociatedDevice: readOnly.string(byInstance(['', ...associations], '')),
			Layer1Interface: readOnly.string(byInstance(hostInterfaces, '')),
			Layer3Interface: readOnly.string('Device.IP.Interface.2.'),
			Active: readOnly.boolean(true),
		},
	},
};
