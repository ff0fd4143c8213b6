import type { Branch } from '../dataModel.mts';
import {
	between,
	byInstance,
	nameServers,
	operatorAddress,
	secondsUp,
	wanAddressOf,
	wanMacOf,
} from '../firstValues.mts';
import { hostAddress } from '../home.mts';
import { entriesOf, readOnly, writable, type Parameter } from '../parameter.mts';
import { dslLine } from './dslLine.mts';
import { internetTraffic, trafficCounters } from './traffic.mts';

const wan = 'InternetGatewayDevice.WANDevice.';
const connections = `${wan}{i}.WANConnectionDevice.`;
const ppp = `${connections}{i}.WANPPPConnection.`;
const ip = `${connections}{i}.WANIPConnection.`;
const routes = 'InternetGatewayDevice.Layer3Forwarding.Forwarding.';
const toInternet = `${wan}1.WANConnectionDevice.1.WANPPPConnection.1`;

/** What PPP and IP connections have in common. */
function connection(table: string): Record<string, Parameter> {
	return {
		Enable: writable.boolean(byInstance(['true'], 'false')),
		ConnectionStatus: readOnly.string(byInstance(['Connected'], 'Unconfigured')),
		LastConnectionError: readOnly.string('ERROR_NONE'),
		PossibleConnectionTypes: readOnly.string('IP_Routed,IP_Bridged'),
		ConnectionType: writable.string('IP_Routed', { oneOf: ['IP_Routed', 'IP_Bridged'] }),
		Name: writable.string(byInstance(['Internet'], ''), { maxLength: 256 }),
		Uptime: readOnly.unsignedInt(byInstance([secondsUp], '0')),
		NATEnabled: writable.boolean(true),
		ExternalIPAddress: writable.string(byInstance([wanAddressOf], ''), { maxLength: 15 }),
		DNSEnabled: writable.boolean(true),
		DNSServers: writable.string(byInstance([nameServers.join(',')], ''), { maxLength: 64 }),
		MACAddress: writable.string(wanMacOf, { maxLength: 17 }),
		PortMappingNumberOfEntries: entriesOf(`${table}{i}.PortMapping.`),
	};
}

/** A port mapping; delivered, it opens a port to the host on Ethernet. */
const portMapping: Record<string, Parameter> = {
	PortMappingEnabled: writable.boolean(byInstance(['true'], 'false')),
	PortMappingLeaseDuration: writable.unsignedInt(0),
	RemoteHost: writable.string('', { maxLength: 256 }),
	ExternalPort: writable.unsignedInt(byInstance(['8443'], '0'), { range: [0, 65535] }),
	InternalPort: writable.unsignedInt(byInstance(['443'], '0'), { range: [0, 65535] }),
	PortMappingProtocol: writable.string('TCP', { oneOf: ['TCP', 'UDP'] }),
	InternalClient: writable.string(byInstance([hostAddress(1)], ''), { maxLength: 256 }),
	PortMappingDescription: writable.string(byInstance(['NAS'], ''), { maxLength: 256 }),
};

/**
 * The operator's side of the device: a VDSL line with PPPoE on it, and routes. IP connections can
 * be added.
 */
export const internet: Branch = {
	tables: {
		[wan]: { delivered: 1, creatable: false },
		[connections]: { delivered: 1, creatable: true },
		[ppp]: { delivered: 1, creatable: true },
		[`${ppp}{i}.PortMapping.`]: { delivered: 1, creatable: true },
		[ip]: { delivered: 0, creatable: true },
		[`${ip}{i}.PortMapping.`]: { delivered: 0, creatable: true },
		[routes]: { delivered: 2, creatable: true },
	},
	objects: {
		[`${wan}{i}.`]: { WANConnectionNumberOfEntries: entriesOf(connections) },
		[`${wan}{i}.WANCommonInterfaceConfig.`]: {
			EnabledForInternet: writable.boolean(true),
			WANAccessType: readOnly.string('DSL'),
			PhysicalLinkStatus: readOnly.string('Up'),
			Layer1UpstreamMaxBitRate: readOnly.unsignedInt(10_400_000),
			Layer1DownstreamMaxBitRate: readOnly.unsignedInt(52_000_000),
			...trafficCounters('Total', internetTraffic),
			MaximumActiveConnections: readOnly.unsignedInt(8),
			NumberOfActiveConnections: readOnly.unsignedInt(1),
		},
		...dslLine(`${wan}{i}.WANDSLInterfaceConfig.`),
		[`${connections}{i}.`]: {
			WANPPPConnectionNumberOfEntries: entriesOf(ppp),
			WANIPConnectionNumberOfEntries: entriesOf(ip),
		},
		[`${connections}{i}.WANPTMLinkConfig.`]: {
			Enable: writable.boolean(true),
			LinkStatus: readOnly.string(byInstance(['Up'], 'Unavailable')),
			MACAddress: readOnly.string(wanMacOf),
		},
		[`${ppp}{i}.`]: {
			...connection(ppp),
			DefaultGateway: readOnly.string(byInstance([operatorAddress], '')),
			Username: writable.string((place) => `${place.serial}@isp.example`, { maxLength: 64 }),
			Password: writable.string('ppp-secret', { hidden: true, maxLength: 64 }),
			PPPAuthenticationProtocol: readOnly.string('CHAP'),
			ConnectionTrigger: writable.string('AlwaysOn', {
				oneOf: ['OnDemand', 'AlwaysOn', 'Manual'],
			}),
			MaxMRUSize: writable.unsignedInt(1492, { range: [1, 1540] }),
			CurrentMRUSize: readOnly.unsignedInt(byInstance(['1492'], '0')),
			RemoteIPAddress: readOnly.string(byInstance([operatorAddress], '')),
			TransportType: readOnly.string('PPPoE'),
			PPPoESessionID: readOnly.unsignedInt(between(1, 65_534)),
			PPPLCPEcho: readOnly.unsignedInt(30),
			PPPLCPEchoRetry: readOnly.unsignedInt(3),
		},
		[`${ppp}{i}.Stats.`]: trafficCounters('Ethernet', internetTraffic),
		[`${ppp}{i}.PortMapping.{i}.`]: portMapping,
		[`${ip}{i}.`]: {
			...connection(ip),
			AddressingType: writable.string('DHCP', { oneOf: ['DHCP', 'Static'] }),
			SubnetMask: writable.string('', { maxLength: 15 }),
			DefaultGateway: writable.string('', { maxLength: 15 }),
			MaxMTUSize: writable.unsignedInt(1500, { range: [1, 1540] }),
		},
		[`${ip}{i}.Stats.`]: trafficCounters('Ethernet', internetTraffic),
		[`${ip}{i}.PortMapping.{i}.`]: portMapping,
		'InternetGatewayDevice.Layer3Forwarding.': {
			DefaultConnectionService: writable.string(toInternet, { maxLength: 256 }),
			ForwardNumberOfEntries: entriesOf(routes),
		},
		// The default route, and one of the operator's to its telephony.
		[`${routes}{i}.`]: {
			Enable: writable.boolean(byInstance(['true', 'true'], 'false')),
			Status: readOnly.string(byInstance(['Enabled', 'Enabled'], 'Disabled')),
			StaticRoute: readOnly.boolean(byInstance(['false'], 'true')),
			DestIPAddress: writable.string(byInstance(['0.0.0.0', '198.51.100.0'], ''), {
				maxLength: 15,
			}),
			DestSubnetMask: writable.string(byInstance(['0.0.0.0', '255.255.255.0'], ''), {
				maxLength: 15,
			}),
			SourceIPAddress: writable.string('0.0.0.0', { maxLength: 15 }),
			SourceSubnetMask: writable.string('0.0.0.0', { maxLength: 15 }),
			GatewayIPAddress: writable.string(byInstance([operatorAddress, operatorAddress], ''), {
				maxLength: 15,
			}),
			Interface: writable.string(byInstance([toInternet, toInternet], ''), { maxLength: 256 }),
			ForwardingMetric: writable.int(-1, { range: [-1, 2147483647] }),
		},
	},
};
