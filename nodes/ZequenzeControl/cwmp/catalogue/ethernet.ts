import { counters } from './counters';
import type { Section } from './section';

/** Ports with a plug. */
export const ethernetPort: Section = {
	group: 'Ethernet',
	device2: 'Device.Ethernet.Interface.{i}.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.LANEthernetInterfaceConfig.{i}.',
	// prettier-ignore
	rows: [
		['Ethernet port enabled', 'boolean w', 'Enable'],
		['Ethernet port status', 'string r', 'Status'],
		['Ethernet port name', 'string r', 'Name'],
		['Ethernet time since the last change', 'integer r', 'LastChange', null],
		['Ethernet port points upstream', 'boolean r', 'Upstream', null],
		['Ethernet port MAC address', 'string r', 'MACAddress'],
		['Ethernet largest bit rate', 'integer w', 'MaxBitRate', null, { unit: 'Mbit/s', usual: [-1, 10000] }],
		['Ethernet largest bit rate', 'string w', null, 'MaxBitRate'],
		['Ethernet bit rate', 'integer r', 'CurrentBitRate', null],
		['Ethernet duplex mode', 'string w', 'DuplexMode', 'DuplexMode', { usual: ['Half', 'Full', 'Auto'] }],
		['Ethernet duplex mode in use', 'string r', 'CurrentDuplexMode', null],
		['Ethernet energy saving', 'boolean w', 'EEEEnable', null],
		...counters('Ethernet', 'Stats.', {
			BytesSent: 'Stats.BytesSent',
			BytesReceived: 'Stats.BytesReceived',
			PacketsSent: 'Stats.PacketsSent',
			PacketsReceived: 'Stats.PacketsReceived',
			ErrorsSent: 'Stats.ErrorsSent',
			ErrorsReceived: 'Stats.ErrorsReceived',
		}),
	],
};

/** Links, VLANs and bridges above the ports. */
export const ethernetLink: Section = {
	group: 'Ethernet',
	device2: 'Device.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Number of Ethernet ports', 'integer r', 'Ethernet.InterfaceNumberOfEntries', null],
		['Ethernet link status', 'string r', 'Ethernet.Link.{i}.Status', null],
		['Ethernet link MAC address', 'string w', 'Ethernet.Link.{i}.MACAddress', null],
		['VLANs', 'table', 'Ethernet.VLANTermination.', null],
		['VLAN enabled', 'boolean w', 'Ethernet.VLANTermination.{i}.Enable', null],
		['VLAN status', 'string r', 'Ethernet.VLANTermination.{i}.Status', null],
		['VLAN number', 'integer w', 'Ethernet.VLANTermination.{i}.VLANID', null, { usual: [1, 4094] }],
		['VLAN lies on', 'string w', 'Ethernet.VLANTermination.{i}.LowerLayers', null],
		['Bridges', 'table', 'Bridging.Bridge.', 'Layer2Bridging.Bridge.'],
		['Bridge enabled', 'boolean w', 'Bridging.Bridge.{i}.Enable', 'Layer2Bridging.Bridge.{i}.BridgeEnable'],
		['Bridge status', 'string r', 'Bridging.Bridge.{i}.Status', 'Layer2Bridging.Bridge.{i}.BridgeStatus'],
		['Bridge name', 'string r/w', 'Bridging.Bridge.{i}.Name', 'Layer2Bridging.Bridge.{i}.BridgeName'],
		['Bridge VLAN', 'integer w', 'Bridging.Bridge.{i}.VLAN.{i}.VLANID', 'Layer2Bridging.Bridge.{i}.VLANID', { usual: [0, 4094] }],
	],
};
