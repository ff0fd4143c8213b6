import type { Branch } from '../dataModel.mts';
import {
	byInstance,
	nameServers,
	ofParent,
	operatorAddress,
	pingParameters,
	secondsUp,
	wanAddressOf,
} from '../firstValues.mts';
import { gatewayAddress, homeNetwork, hostAddress } from '../home.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';
import { homeTraffic, internetTraffic, trafficCounters } from './traffic.mts';

const routers = 'Device.Routing.Router.';
const routes = `${routers}{i}.IPv4Forwarding.`;
const mappings = 'Device.NAT.PortMapping.';
const toInternet = 'Device.IP.Interface.1.';

/**
 * PPPoE, addresses, routes and port mappings. The first IP interface is the operator's side, the
 * second the home's.
 */
export const internet: Branch = {
	tables: {
		'Device.IP.Interface.': { delivered: 2, creatable: true },
		'Device.IP.Interface.{i}.IPv4Address.': { delivered: 1, creatable: true },
		[mappings]: { delivered: 1, creatable: true },
		'Device.PPP.Interface.': { delivered: 1, creatable: true },
		[routers]: { delivered: 1, creatable: true },
		[routes]: { delivered: 2, creatable: true },
	},
	objects: {
		'Device.IP.': { InterfaceNumberOfEntries: entriesOf('Device.IP.Interface.') },
		'Device.IP.Interface.{i}.': {
			Enable: writable.boolean(byInstance(['true', 'true'], 'false')),
			Status: readOnly.string(byInstance(['Up', 'Up'], 'Down')),
			Name: readOnly.string(byInstance(['ppp0', 'br0'], '')),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: writable.string(
				byInstance(['Device.PPP.Interface.1.', 'Device.Ethernet.Link.2.'], ''),
				{ maxLength: 1024 },
			),
			MaxMTUSize: writable.unsignedInt(byInstance(['1492'], '1500'), { range: [64, 65535] }),
			Type: readOnly.string('Normal'),
			IPv4AddressNumberOfEntries: entriesOf('Device.IP.Interface.{i}.IPv4Address.'),
		},
		'Device.IP.Interface.{i}.IPv4Address.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Enabled'),
			IPAddress: writable.string(ofParent(byInstance([wanAddressOf, gatewayAddress], '')), {
				maxLength: 15,
			}),
			SubnetMask: writable.string(ofParent(byInstance(['255.255.255.255', homeNetwork.mask], '')), {
				maxLength: 15,
			}),
			AddressingType: readOnly.string(ofParent(byInstance(['IPCP'], 'Static'))),
		},
		'Device.IP.Interface.{i}.Stats.': trafficCounters(internetTraffic, homeTraffic),
		'Device.IP.Diagnostics.IPPing.': {
			...pingParameters,
			ProtocolVersion: writable.string('Any', { oneOf: ['Any', 'IPv4', 'IPv6'] }),
		},
		'Device.PPP.': { InterfaceNumberOfEntries: entriesOf('Device.PPP.Interface.') },
		'Device.PPP.Interface.{i}.': {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			Status: readOnly.string(byInstance(['Up'], 'Down')),
			Name: readOnly.string((place) => `ppp${(place.instances[0] ?? 1) - 1}`),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: writable.string(byInstance(['Device.Ethernet.Link.1.'], ''), {
				maxLength: 1024,
			}),
			ConnectionStatus: readOnly.string(byInstance(['Connected'], 'Unconfigured')),
			LastConnectionError: readOnly.string('ERROR_NONE'),
			ConnectionTrigger: writable.string('AlwaysOn', {
				oneOf: ['OnDemand', 'AlwaysOn', 'Manual'],
			}),
			Username: writable.string((place) => `${place.serial}@isp.example`, { maxLength: 64 }),
			Password: writable.string('ppp-secret', { hidden: true, maxLength: 64 }),
			AuthenticationProtocol: readOnly.string('CHAP'),
			MaxMRUSize: writable.unsignedInt(1492, { range: [64, 65535] }),
			CurrentMRUSize: readOnly.unsignedInt(byInstance(['1492'], '0')),
		},
		'Device.PPP.Interface.{i}.PPPoE.': {
			SessionID: readOnly.unsignedInt((place) => String(1 + (place.fingerprint % 65_534))),
			ACName: writable.string('', { maxLength: 256 }),
			ServiceName: writable.string('', { maxLength: 256 }),
		},
		'Device.PPP.Interface.{i}.IPCP.': {
			LocalIPAddress: readOnly.string(byInstance([wanAddressOf], '')),
			RemoteIPAddress: readOnly.string(byInstance([operatorAddress], '')),
			DNSServers: readOnly.string(byInstance([nameServers.join(',')], '')),
		},
		'Device.PPP.Interface.{i}.Stats.': trafficCounters(internetTraffic),
		'Device.Routing.': { RouterNumberOfEntries: entriesOf(routers) },
		[`${routers}{i}.`]: {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled'], 'Disabled')),
			IPv4ForwardingNumberOfEntries: entriesOf(routes),
		},
		// The default route, and one of the operator's to its telephony.
		[`${routes}{i}.`]: {
			Enable: writable.boolean(byInstance(['true', 'true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled', 'Enabled'], 'Disabled')),
			StaticRoute: readOnly.boolean(byInstance(['false'], 'true')),
			DestIPAddress: writable.string(byInstance(['', '198.51.100.0'], ''), { maxLength: 15 }),
			DestSubnetMask: writable.string(byInstance(['', '255.255.255.0'], ''), { maxLength: 15 }),
			GatewayIPAddress: writable.string(byInstance(['', operatorAddress], ''), {
				maxLength: 15,
			}),
			Interface: writable.string(byInstance([toInternet, toInternet], ''), { maxLength: 256 }),
			Origin: readOnly.string(byInstance(['IPCP'], 'Static')),
			ForwardingMetric: writable.int(-1, { range: [-1, 2147483647] }),
		},
		'Device.NAT.': { PortMappingNumberOfEntries: entriesOf(mappings) },
		[`${mappings}{i}.`]: {
			Enable: writable.boolean(byInstance(['true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled'], 'Disabled')),
			AllInterfaces: writable.boolean(false),
			Interface: writable.string(byInstance([toInternet], ''), { maxLength: 256 }),
			RemoteHost: writable.string('', { maxLength: 45 }),
			ExternalPort: writable.unsignedInt(byInstance(['8443'], '0'), { range: [0, 65535] }),
			ExternalPortEndRange: writable.unsignedInt(0, { range: [0, 65535] }),
			InternalPort: writable.unsignedInt(byInstance(['443'], '0'), { range: [0, 65535] }),
			Protocol: writable.string('TCP', { oneOf: ['TCP', 'UDP'] }),
			InternalClient: writable.string(byInstance([hostAddress(1)], ''), { maxLength: 256 }),
			LeaseDuration: writable.unsignedInt(0),
			Description: writable.string(byInstance(['NAS'], ''), { maxLength: 256 }),
		},
	},
};
