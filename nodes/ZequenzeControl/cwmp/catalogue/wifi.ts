import { counters } from './counters';
import type { Section } from './section';

const CHANNEL = { usual: [0, 253] } as const;
const SECURITY_MODE = {
	usual: [
		'None',
		'WEP-64',
		'WEP-128',
		'WPA-Personal',
		'WPA2-Personal',
		'WPA3-Personal',
		'WPA-WPA2-Personal',
		'WPA3-Personal-Transition',
		'WPA-Enterprise',
		'WPA2-Enterprise',
		'WPA3-Enterprise',
		'WPA-WPA2-Enterprise',
	],
} as const;
const BEACON_TYPE = {
	usual: [
		'None',
		'Basic',
		'WPA',
		'11i',
		'BasicandWPA',
		'Basicand11i',
		'WPAand11i',
		'BasicandWPAand11i',
	],
} as const;

export const wifi: Section = {
	group: 'Wi-Fi',
	device2: 'Device.WiFi.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.',
	// prettier-ignore
	rows: [
		['Wi-Fi', 'object', '', null],
		['Number of radios', 'integer r', 'RadioNumberOfEntries', null],
		['Number of SSIDs', 'integer r', 'SSIDNumberOfEntries', null],
		['Number of access points', 'integer r', 'AccessPointNumberOfEntries', null],
		['Wi-Fi radios', 'object', 'Radio.', null],
		['Wi-Fi SSIDs', 'table', 'SSID.', null],
		['Wi-Fi access points', 'table', 'AccessPoint.', null],
		['Wi-Fi networks', 'object', null, 'WLANConfiguration.'],
		['Number of Wi-Fi networks', 'integer r', null, 'LANWLANConfigurationNumberOfEntries'],
	],
};

/** The radio; the older data model keeps radio and network in one table. */
export const wifiRadio: Section = {
	group: 'Wi-Fi: Radio',
	device2: 'Device.WiFi.Radio.{i}.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.',
	// prettier-ignore
	rows: [
		['Radio enabled', 'boolean w', 'Enable', 'RadioEnabled'],
		['Radio status', 'string r', 'Status', null],
		['Radio name', 'string r', 'Name', null],
		['Radio time since the last change', 'integer r', 'LastChange', null],
		['Radio largest bit rate', 'integer r', 'MaxBitRate', null],
		['Radio bands supported', 'string r', 'SupportedFrequencyBands', null],
		['Radio band', 'string w', 'OperatingFrequencyBand', null, { usual: ['2.4GHz', '5GHz', '6GHz'] }],
		['Radio standards supported', 'string r', 'SupportedStandards', null],
		['Radio standards in use', 'string w/r', 'OperatingStandards', 'Standard'],
		['Radio channels possible', 'string r', 'PossibleChannels'],
		['Radio channels in use nearby', 'string r', 'ChannelsInUse', 'ChannelsInUse'],
		['Radio channel', 'integer w', 'Channel', 'Channel', CHANNEL],
		['Radio automatic channel supported', 'boolean r', 'AutoChannelSupported', null],
		['Radio automatic channel', 'boolean w', 'AutoChannelEnable'],
		['Radio automatic channel: time between searches', 'integer w', 'AutoChannelRefreshPeriod', null],
		['Radio channel bandwidth', 'string w', 'OperatingChannelBandwidth', null, { usual: ['20MHz', '40MHz', '80MHz', '160MHz', '320MHz', 'Auto'] }],
		['Radio channel bandwidth in use', 'string r', 'CurrentOperatingChannelBandwidth', null],
		['Radio extension channel', 'string w', 'ExtensionChannel', null],
		['Radio guard interval', 'string w', 'GuardInterval', null],
		['Radio transmit power', 'integer w', 'TransmitPower', 'TransmitPower', { unit: '%', usual: [-1, 100] }],
		['Radio regulatory domain', 'string w', 'RegulatoryDomain'],
		['Radio beacon period', 'integer w', 'BeaconPeriod', null, { unit: 'ms', usual: [20, 1000] }],
		['Radio DTIM period', 'integer w', 'DTIMPeriod', null, { usual: [1, 255] }],
		['Radio DFS and TPC enabled', 'boolean w', 'IEEE80211hEnabled', null],
		['Radio noise', 'integer r', 'Stats.Noise', null],
		...counters('Radio', 'Stats.'),
	],
};

/** The network that people see. */
export const wifiSsid: Section = {
	group: 'Wi-Fi: SSID',
	device2: 'Device.WiFi.SSID.{i}.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.',
	// prettier-ignore
	rows: [
		['SSID enabled', 'boolean w', 'Enable', 'Enable'],
		['SSID status', 'string r', 'Status'],
		['Wi-Fi network name (SSID)', 'string w', 'SSID'],
		['SSID BSSID', 'string r', 'BSSID'],
		['SSID interface name', 'string r', 'Name', 'Name'],
		['SSID MAC address', 'string r', 'MACAddress', null],
		['SSID radio', 'string w', 'LowerLayers', null],
		['SSID time since the last change', 'integer r', 'LastChange', null],
		['SSID largest bit rate', 'string w', null, 'MaxBitRate'],
		...counters('SSID', 'Stats.', {
			BytesSent: 'TotalBytesSent',
			BytesReceived: 'TotalBytesReceived',
			PacketsSent: 'TotalPacketsSent',
			PacketsReceived: 'TotalPacketsReceived',
			ErrorsSent: 'Stats.ErrorsSent',
			ErrorsReceived: 'Stats.ErrorsReceived',
		}),
	],
};

/** Who may join, and how. */
export const wifiAccess: Section = {
	group: 'Wi-Fi: Access and Security',
	device2: 'Device.WiFi.AccessPoint.{i}.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.',
	// prettier-ignore
	rows: [
		['Access point enabled', 'boolean w', 'Enable', null],
		['Access point status', 'string r', 'Status', null],
		['Access point SSID', 'string w', 'SSIDReference', null],
		['SSID broadcast', 'boolean w', 'SSIDAdvertisementEnabled'],
		['Wi-Fi clients isolated', 'boolean w', 'IsolationEnable', null],
		['Wi-Fi clients allowed at once', 'integer w', 'MaxAssociatedDevices', null, { usual: [0, 512] }],
		['Wi-Fi clients now', 'integer r', 'AssociatedDeviceNumberOfEntries', 'TotalAssociations'],
		['WMM enabled', 'boolean w', 'WMMEnable'],
		['U-APSD enabled', 'boolean w', 'UAPSDEnable'],
		['Wi-Fi MAC address filter', 'boolean w', 'MACAddressControlEnabled'],
		['Wi-Fi MAC addresses allowed', 'string w', 'AllowedMACAddress', null],
		['Wi-Fi security modes supported', 'string r', 'Security.ModesSupported', null],
		['Wi-Fi security mode', 'string w', 'Security.ModeEnabled', null, SECURITY_MODE],
		['Wi-Fi beacon type', 'string w', null, 'BeaconType', BEACON_TYPE],
		['Wi-Fi passphrase', 'string w', 'Security.KeyPassphrase', 'KeyPassphrase', { secret: true }],
		['Wi-Fi pre-shared key', 'string w', 'Security.PreSharedKey', 'PreSharedKey.{i}.PreSharedKey', { secret: true }],
		['Wi-Fi passphrase of the pre-shared key', 'string w', null, 'PreSharedKey.{i}.KeyPassphrase', { secret: true }],
		['Wi-Fi SAE passphrase (WPA3)', 'string w', 'Security.SAEPassphrase', null, { secret: true }],
		['Wi-Fi WEP key', 'string w', 'Security.WEPKey', 'WEPKey.{i}.WEPKey', { secret: true }],
		['Wi-Fi WEP key in use', 'integer w', null, 'WEPKeyIndex', { usual: [1, 4] }],
		['Wi-Fi rekeying interval', 'integer w', 'Security.RekeyingInterval', null, { unit: 's', usual: [0, 86400] }],
		['Wi-Fi protected management frames', 'string w', 'Security.MFPConfig', null, { usual: ['Disabled', 'Optional', 'Required'] }],
		['Wi-Fi basic encryption', 'string w', null, 'BasicEncryptionModes'],
		['Wi-Fi basic authentication', 'string w', null, 'BasicAuthenticationMode'],
		['Wi-Fi WPA encryption', 'string w', null, 'WPAEncryptionModes'],
		['Wi-Fi WPA authentication', 'string w', null, 'WPAAuthenticationMode'],
		['Wi-Fi WPA2 encryption', 'string w', null, 'IEEE11iEncryptionModes'],
		['Wi-Fi WPA2 authentication', 'string w', null, 'IEEE11iAuthenticationMode'],
		['RADIUS server', 'string w', 'Security.RadiusServerIPAddr', null],
		['RADIUS port', 'integer w', 'Security.RadiusServerPort', null, { usual: [1, 65535] }],
		['RADIUS secret', 'string w', 'Security.RadiusSecret', null, { secret: true }],
		['WPS enabled', 'boolean w', 'WPS.Enable'],
		['WPS methods supported', 'string r', 'WPS.ConfigMethodsSupported', 'WPS.ConfigMethodsSupported'],
		['WPS methods enabled', 'string w', 'WPS.ConfigMethodsEnabled', 'WPS.ConfigMethodsEnabled'],
		['WPS PIN', 'string w', 'WPS.PIN', null, { secret: true }],
		['WPS device password', 'integer w', null, 'WPS.DevicePassword', { secret: true }],
	],
};

/** Every client of an access point. */
export const wifiClients: Section = {
	group: 'Wi-Fi: Associated Devices',
	device2: 'Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.',
	igd1: 'InternetGatewayDevice.LANDevice.{i}.WLANConfiguration.{i}.AssociatedDevice.{i}.',
	// prettier-ignore
	rows: [
		['Wi-Fi client: MAC address', 'string r', 'MACAddress', 'AssociatedDeviceMACAddress'],
		['Wi-Fi client: IP address', 'string r', null, 'AssociatedDeviceIPAddress'],
		['Wi-Fi client: authenticated', 'boolean r', 'AuthenticationState', 'AssociatedDeviceAuthenticationState'],
		['Wi-Fi client: active', 'boolean r', 'Active', null],
		['Wi-Fi client: standard', 'string r', 'OperatingStandard', null],
		['Wi-Fi client: connected since', 'string r', 'AssociationTime', null],
		['Wi-Fi client: signal strength', 'integer r', 'SignalStrength', null],
		['Wi-Fi client: noise', 'integer r', 'Noise', null],
		['Wi-Fi client: downlink rate', 'integer r', 'LastDataDownlinkRate', null],
		['Wi-Fi client: uplink rate', 'integer r', 'LastDataUplinkRate', null],
		['Wi-Fi client: transmit rate', 'string r', null, 'LastDataTransmitRate'],
		['Wi-Fi client: retransmissions', 'integer r', 'Retransmissions', null],
		['Wi-Fi client: bytes sent', 'integer r', 'Stats.BytesSent', null],
		['Wi-Fi client: bytes received', 'integer r', 'Stats.BytesReceived', null],
		['Wi-Fi client: errors sent', 'integer r', 'Stats.ErrorsSent', null],
		['Wi-Fi client: failed retransmissions', 'integer r', 'Stats.FailedRetransCount', null],
	],
};

/** What else is on the air. */
export const wifiNeighbours: Section = {
	group: 'Wi-Fi: Neighbouring Networks',
	device2: 'Device.WiFi.NeighboringWiFiDiagnostic.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Neighbouring networks: state of the scan', 'string w', 'DiagnosticsState', null],
		['Neighbouring network: SSID', 'string r', 'Result.{i}.SSID', null],
		['Neighbouring network: channel', 'integer r', 'Result.{i}.Channel', null],
		['Neighbouring network: signal strength', 'integer r', 'Result.{i}.SignalStrength', null],
	],
};
