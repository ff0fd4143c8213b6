import type { Branch } from '../dataModel.mts';
import { byInstance, keyOf, lanMacOf, macOf, nameOf, ofParent } from '../firstValues.mts';
import {
	addressOf,
	gatewayAddress,
	homeNetwork,
	hostAddress,
	hostMac,
	hostMacOf,
	hostNames,
	hostOnWifi,
} from '../home.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';
import { hostTraffic, trafficCounters } from './traffic.mts';

const lan = 'InternetGatewayDevice.LANDevice.';
const ports = `${lan}{i}.LANEthernetInterfaceConfig.`;
const networks = `${lan}{i}.WLANConfiguration.`;
const stations = `${networks}{i}.AssociatedDevice.`;
const hosts = `${lan}{i}.Hosts.Host.`;
const addressing = `${lan}{i}.LANHostConfigManagement.`;
const interfaces = `${addressing}IPInterface.`;

/** The home's side of the device: ports, Wi-Fi, addresses and hosts. */
export const localNetwork: Branch = {
	tables: {
		[lan]: { delivered: 1, creatable: false },
		[ports]: { delivered: 4, creatable: false },
		[networks]: { delivered: 2, creatable: true },
		[stations]: { delivered: 1, creatable: false },
		[hosts]: { delivered: hostNames.length, creatable: false },
		[interfaces]: { delivered: 1, creatable: true },
	},
	objects: {
		[`${lan}{i}.`]: {
			LANEthernetInterfaceNumberOfEntries: entriesOf(ports),
			LANWLANConfigurationNumberOfEntries: entriesOf(networks),
		},
		[`${ports}{i}.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string(byInstance(['Up'], 'NoLink')),
			Name: readOnly.string((place) => `lan${place.instances[1]}`),
			MACAddress: readOnly.string(lanMacOf),
			MACAddressControlEnabled: writable.boolean(false),
			MaxBitRate: writable.string('Auto', { oneOf: ['10', '100', '1000', 'Auto'] }),
			DuplexMode: writable.string('Auto', { oneOf: ['Half', 'Full', 'Auto'] }),
		},
		[`${ports}{i}.Stats.`]: trafficCounters('', hostTraffic),
		[addressing]: {
			DHCPServerConfigurable: writable.boolean(true),
			DHCPServerEnable: writable.boolean(true),
			MinAddress: writable.string(homeNetwork.firstLease, { maxLength: 15 }),
			MaxAddress: writable.string(homeNetwork.lastLease, { maxLength: 15 }),
			ReservedAddresses: writable.string('', { maxLength: 256 }),
			SubnetMask: writable.string(homeNetwork.mask, { maxLength: 15 }),
			DNSServers: writable.string(gatewayAddress, { maxLength: 64 }),
			DomainName: writable.string(homeNetwork.domain, { maxLength: 64 }),
			IPRouters: writable.string(gatewayAddress, { maxLength: 64 }),
			DHCPLeaseTime: writable.int(homeNetwork.leaseTime, { range: [-1, 2147483647] }),
			IPInterfaceNumberOfEntries: entriesOf(interfaces),
		},
		[`${interfaces}{i}.`]: {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			IPInterfaceIPAddress: writable.string(byInstance([gatewayAddress], ''), { maxLength: 15 }),
			IPInterfaceSubnetMask: writable.string(byInstance([homeNetwork.mask], ''), {
				maxLength: 15,
			}),
			IPInterfaceAddressingType: writable.string('Static', {
				oneOf: ['DHCP', 'Static', 'AutoIP'],
			}),
		},
		[`${networks}{i}.`]: {
			Enable: writable.boolean(byInstance(['true', 'true'], 'false')),
			Status: readOnly.string('Up'),
			BSSID: readOnly.string(macOf),
			SSID: writable.string(nameOf, { maxLength: 32 }),
			Standard: readOnly.string('n'),
			Channel: writable.unsignedInt(byInstance(['6', '36'], '6'), { range: [0, 255] }),
			AutoChannelEnable: writable.boolean(true),
			SSIDAdvertisementEnabled: writable.boolean(true),
			RadioEnabled: writable.boolean(true),
			BeaconType: writable.string('11i', { oneOf: ['None', 'Basic', 'WPA', '11i', 'WPAand11i'] }),
			KeyPassphrase: writable.string(keyOf, { hidden: true, maxLength: 63 }),
			TransmitPower: writable.unsignedInt(100, { range: [0, 100] }),
			...trafficCounters('Total', hostTraffic, 2),
			TotalAssociations: entriesOf(stations),
		},
		[`${stations}{i}.`]: {
			AssociatedDeviceMACAddress: readOnly.string((place) =>
				hostMac(place, hostOnWifi(place.instances[1] ?? 0)),
			),
			AssociatedDeviceIPAddress: readOnly.string((place) =>
				hostAddress(hostOnWifi(place.instances[1] ?? 0)),
			),
			AssociatedDeviceAuthenticationState: readOnly.boolean(true),
			LastDataTransmitRate: readOnly.string(ofParent(byInstance(['144', '300'], ''))),
		},
		[`${lan}{i}.Hosts.`]: { HostNumberOfEntries: entriesOf(hosts) },
		[`${hosts}{i}.`]: {
			HostName: readOnly.string(byInstance(hostNames, '')),
			IPAddress: readOnly.string(addressOf),
			AddressSource: readOnly.string('DHCP'),
			LeaseTimeRemaining: readOnly.int(homeNetwork.leaseTime / 2),
			MACAddress: readOnly.string(hostMacOf),
			InterfaceType: readOnly.string(byInstance(['Ethernet'], '802.11')),
			Layer2Interface: readOnly.string(
				byInstance(
					[
						`${lan}1.LANEthernetInterfaceConfig.1`,
						`${lan}1.WLANConfiguration.1`,
						`${lan}1.WLANConfiguration.2`,
					],
					'',
				),
			),
			Active: readOnly.boolean(true),
		},
	},
};
