export interface VariableSet {
	/** Stable name, stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** Paths for a `get` in each data model; empty where the standard has none. */
	readonly device2: readonly string[];
	readonly igd1: readonly string[];
}

const INFO = [
	'Manufacturer',
	'ManufacturerOUI',
	'ModelName',
	'ProductClass',
	'SerialNumber',
	'HardwareVersion',
	'SoftwareVersion',
	'ProvisioningCode',
	'UpTime',
];
const VITALS = ['UpTime', 'MemoryStatus.Total', 'MemoryStatus.Free', 'ProcessStatus.CPUUsage'];
const ACS = [
	'URL',
	'Username',
	'PeriodicInformEnable',
	'PeriodicInformInterval',
	'PeriodicInformTime',
	'ParameterKey',
	'ConnectionRequestURL',
	'ConnectionRequestUsername',
	'UpgradesManaged',
];

const LAN = 'InternetGatewayDevice.LANDevice.1.';
const WAN = 'InternetGatewayDevice.WANDevice.1.';

/**
 * Ready-made lists of variables to read. Only what nearly every device of its kind has: one unknown
 * name fails the whole request. Tables are read as branches, for instance numbers differ from
 * device to device.
 */
export const variableSets: readonly VariableSet[] = [
	{
		value: 'connectedHosts',
		name: 'Connected Hosts',
		description: 'Who is or was connected: addresses, names, interfaces',
		device2: ['Device.Hosts.Host.'],
		igd1: [`${LAN}Hosts.Host.`],
	},
	{
		value: 'deviceIdentity',
		name: 'Device Identity',
		description: 'Manufacturer, model, serial number and versions',
		...both('DeviceInfo.', INFO),
	},
	{
		value: 'dslLine',
		name: 'DSL Line',
		description: 'Rates, noise margin, attenuation and errors',
		device2: ['Device.DSL.Line.', 'Device.DSL.Channel.'],
		igd1: [`${WAN}WANDSLInterfaceConfig.`],
	},
	{
		value: 'ethernetPorts',
		name: 'Ethernet Ports',
		description: 'State, rate and counters of each port',
		device2: ['Device.Ethernet.Interface.'],
		igd1: [`${LAN}LANEthernetInterfaceConfig.`],
	},
	{
		value: 'health',
		name: 'Health',
		description: 'Uptime, memory and CPU',
		...both('DeviceInfo.', VITALS),
	},
	{
		value: 'lanDhcp',
		name: 'LAN and DHCP Server',
		description: 'Addresses handed out in the local network',
		device2: ['Device.DHCPv4.Server.'],
		igd1: [`${LAN}LANHostConfigManagement.`],
	},
	{
		value: 'managementServer',
		name: 'Management Server',
		description: 'How the device reports to its server, without passwords',
		...both('ManagementServer.', ACS),
	},
	{
		value: 'mobileNetwork',
		name: 'Mobile Network',
		description: 'Signal, network and SIM of cellular interfaces',
		device2: ['Device.Cellular.Interface.'],
		igd1: [],
	},
	{
		value: 'opticalSignal',
		name: 'Optical Signal',
		description: 'Power received and sent on fibre',
		device2: ['Device.Optical.Interface.'],
		igd1: [],
	},
	{
		value: 'portMappings',
		name: 'Port Mappings',
		description:
			'Ports that are open to the Internet; on InternetGatewayDevice:1 among the other data of the connections they belong to',
		device2: ['Device.NAT.PortMapping.'],
		// They hang on a PPP or an IP connection: who asks for both fails where one does not exist.
		igd1: [`${WAN}WANConnectionDevice.`],
	},
	{
		value: 'ppp',
		name: 'PPP Connection',
		description: 'State, addresses and counters of PPP connections',
		device2: ['Device.PPP.Interface.'],
		igd1: [`${WAN}WANConnectionDevice.1.WANPPPConnection.`],
	},
	{
		value: 'routes',
		name: 'Routes',
		description: 'Routing table of the device',
		device2: ['Device.Routing.Router.'],
		igd1: ['InternetGatewayDevice.Layer3Forwarding.Forwarding.'],
	},
	{
		value: 'time',
		name: 'Time',
		description: 'Clock, time zone and first NTP server',
		device2: ['NTPServer1', 'CurrentLocalTime', 'LocalTimeZone'].map(
			(name) => `Device.Time.${name}`,
		),
		igd1: ['NTPServer1', 'CurrentLocalTime', 'LocalTimeZoneName'].map(
			(name) => `InternetGatewayDevice.Time.${name}`,
		),
	},
	{
		value: 'voice',
		name: 'Voice',
		description: 'Telephony: profiles, lines and their registration',
		device2: ['Device.Services.VoiceService.'],
		igd1: ['InternetGatewayDevice.Services.VoiceService.'],
	},
	{
		value: 'wan',
		name: 'WAN',
		description: 'State, addresses and counters of the Internet connection',
		device2: ['Device.IP.Interface.'],
		igd1: [`${WAN}WANCommonInterfaceConfig.`, `${WAN}WANConnectionDevice.`],
	},
	{
		value: 'wifiClients',
		name: 'Wi-Fi Clients',
		description: 'Access points and the devices associated with them',
		device2: ['Device.WiFi.AccessPoint.'],
		// Clients hang on the network they use, and any of the networks may have some.
		igd1: [`${LAN}WLANConfiguration.`],
	},
	{
		value: 'wifiOverview',
		name: 'Wi-Fi Overview',
		description: 'Radios and network names: state, channel, counters',
		device2: ['Device.WiFi.Radio.', 'Device.WiFi.SSID.'],
		igd1: [`${LAN}WLANConfiguration.`],
	},
];

/** The set of this name; undefined where there is none. */
export function variableSet(value: string): VariableSet | undefined {
	return variableSets.find((set) => set.value === value);
}

/** The same names below both roots. */
function both(branch: string, names: readonly string[]): Pick<VariableSet, 'device2' | 'igd1'> {
	return {
		device2: names.map((name) => `Device.${branch}${name}`),
		igd1: names.map((name) => `InternetGatewayDevice.${branch}${name}`),
	};
}
