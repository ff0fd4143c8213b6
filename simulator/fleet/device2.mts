import { type ModelDescription, prepareModel } from './dataModel.mts';
import {
	addressOf,
	firmwareOf,
	keyOf,
	macOf,
	nameOf,
	pingParameters,
	wanAddressOf,
} from './firstValues.mts';
import { entriesOf, readOnly, writable } from './parameter.mts';

const description: ModelDescription = {
	name: 'Device:2',
	root: 'Device.',
	ping: 'Device.IP.Diagnostics.IPPing.',
	tables: {
		'Device.DNS.Client.Server.': { delivered: 2, creatable: true },
		'Device.Ethernet.Interface.': { delivered: 4, creatable: false },
		'Device.Hosts.Host.': { delivered: 3, creatable: false },
		'Device.IP.Interface.': { delivered: 2, creatable: true },
		'Device.IP.Interface.{i}.IPv4Address.': { delivered: 1, creatable: true },
		'Device.NAT.PortMapping.': { delivered: 1, creatable: true },
		'Device.Optical.Interface.': { delivered: 1, creatable: false },
		'Device.PPP.Interface.': { delivered: 1, creatable: true },
		'Device.WiFi.AccessPoint.': { delivered: 2, creatable: true },
		'Device.WiFi.AccessPoint.{i}.AssociatedDevice.': { delivered: 1, creatable: false },
		'Device.WiFi.Radio.': { delivered: 2, creatable: false },
		'Device.WiFi.SSID.': { delivered: 2, creatable: true },
	},
	objects: {
		'Device.': { RootDataModelVersion: readOnly.string('2.15') },
		'Device.DeviceInfo.': {
			Manufacturer: readOnly.string('Example Networks'),
			ManufacturerOUI: readOnly.string('02AB00'),
			ModelName: readOnly.string('XR-500'),
			ProductClass: readOnly.string('XR500'),
			SerialNumber: readOnly.string((place) => place.serial),
			HardwareVersion: readOnly.string('1.2'),
			SoftwareVersion: readOnly.string(firmwareOf),
			ProvisioningCode: writable.string('', { maxLength: 64 }),
			UpTime: readOnly.unsignedInt((place) => String(place.upTime)),
			FirstUseDate: readOnly.dateTime('2024-03-01T09:30:00Z'),
		},
		'Device.DeviceInfo.MemoryStatus.': {
			Total: readOnly.unsignedInt(262144),
			Free: readOnly.unsignedInt((place) => String(60000 + (place.fingerprint % 90000))),
		},
		'Device.DeviceInfo.ProcessStatus.': {
			CPUUsage: readOnly.unsignedInt((place) => String(place.fingerprint % 60)),
		},
		'Device.ManagementServer.': {
			EnableCWMP: writable.boolean(true),
			URL: writable.string('https://acs.example.net/cwmp', { maxLength: 256 }),
			Username: writable.string((place) => place.serial, { maxLength: 256 }),
			Password: writable.string('device-secret', { hidden: true, maxLength: 256 }),
			PeriodicInformEnable: writable.boolean(true),
			PeriodicInformInterval: writable.unsignedInt(3600, { range: [1, 4294967295] }),
			PeriodicInformTime: writable.dateTime('0001-01-01T00:00:00Z'),
			ParameterKey: readOnly.string(''),
			ConnectionRequestURL: readOnly.string((place) => `http://${wanAddressOf(place)}:7547/`),
			ConnectionRequestUsername: writable.string('acs', { maxLength: 256 }),
			ConnectionRequestPassword: writable.string('request-secret', {
				hidden: true,
				maxLength: 256,
			}),
			UpgradesManaged: writable.boolean(true),
		},
		'Device.Time.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Synchronized'),
			NTPServer1: writable.string('0.pool.ntp.org', { maxLength: 64 }),
			NTPServer2: writable.string('1.pool.ntp.org', { maxLength: 64 }),
			CurrentLocalTime: readOnly.dateTime('2025-01-01T00:00:00Z'),
			LocalTimeZone: writable.string('CET-1CEST,M3.5.0,M10.5.0/3', { maxLength: 256 }),
		},
		'Device.WiFi.': {
			RadioNumberOfEntries: entriesOf('Device.WiFi.Radio.'),
			SSIDNumberOfEntries: entriesOf('Device.WiFi.SSID.'),
			AccessPointNumberOfEntries: entriesOf('Device.WiFi.AccessPoint.'),
		},
		'Device.WiFi.Radio.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			OperatingFrequencyBand: readOnly.string((place) =>
				place.instances[0] === 1 ? '2.4GHz' : '5GHz',
			),
			AutoChannelEnable: writable.boolean(true),
			Channel: writable.unsignedInt((place) => (place.instances[0] === 1 ? '6' : '36'), {
				range: [1, 255],
			}),
			OperatingChannelBandwidth: writable.string('Auto', {
				oneOf: ['20MHz', '40MHz', '80MHz', '160MHz', 'Auto'],
			}),
			TransmitPower: writable.int(100, { range: [-1, 100] }),
			RegulatoryDomain: writable.string('ES ', { maxLength: 3 }),
		},
		'Device.WiFi.SSID.{i}.': {
			Enable: writable.boolean(false),
			Status: readOnly.string('Up'),
			Alias: writable.string((place) => `cpe-ssid-${place.instances[0]}`, { maxLength: 64 }),
			LowerLayers: writable.string((place) => `Device.WiFi.Radio.${place.instances[0]}.`, {
				maxLength: 1024,
			}),
			BSSID: readOnly.string(macOf),
			SSID: writable.string(nameOf, { maxLength: 32 }),
		},
		'Device.WiFi.SSID.{i}.Stats.': {
			BytesSent: readOnly.unsignedLong((place) => String(9007199254740993n + BigInt(place.index))),
			BytesReceived: readOnly.unsignedLong((place) => String(place.fingerprint)),
			ErrorsSent: readOnly.unsignedInt(0),
		},
		'Device.WiFi.AccessPoint.{i}.': {
			Enable: writable.boolean(false),
			Status: readOnly.string('Enabled'),
			SSIDReference: writable.string((place) => `Device.WiFi.SSID.${place.instances[0]}.`, {
				maxLength: 256,
			}),
			SSIDAdvertisementEnabled: writable.boolean(true),
			MaxAssociatedDevices: writable.unsignedInt(32, { range: [0, 128] }),
			AssociatedDeviceNumberOfEntries: entriesOf('Device.WiFi.AccessPoint.{i}.AssociatedDevice.'),
		},
		'Device.WiFi.AccessPoint.{i}.Security.': {
			ModesSupported: readOnly.string('None,WPA2-Personal,WPA3-Personal'),
			ModeEnabled: writable.string('WPA2-Personal', {
				oneOf: ['None', 'WPA2-Personal', 'WPA3-Personal'],
			}),
			KeyPassphrase: writable.string(keyOf, { hidden: true, maxLength: 63 }),
			RekeyingInterval: writable.unsignedInt(3600),
		},
		'Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.': {
			MACAddress: readOnly.string(macOf),
			Active: readOnly.boolean(true),
			SignalStrength: readOnly.int((place) => String(-40 - (place.fingerprint % 45))),
			LastDataDownlinkRate: readOnly.unsignedInt(866000),
		},
		'Device.Ethernet.': { InterfaceNumberOfEntries: entriesOf('Device.Ethernet.Interface.') },
		'Device.Ethernet.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string((place) => (place.instances[0] === 1 ? 'Up' : 'Down')),
			MACAddress: readOnly.string(macOf),
			MaxBitRate: writable.int(-1, { range: [-1, 10000] }),
			DuplexMode: writable.string('Auto', { oneOf: ['Half', 'Full', 'Auto'] }),
		},
		'Device.IP.': { InterfaceNumberOfEntries: entriesOf('Device.IP.Interface.') },
		'Device.IP.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			MaxMTUSize: writable.unsignedInt(1500, { range: [64, 65535] }),
			Type: readOnly.string('Normal'),
		},
		'Device.IP.Interface.{i}.IPv4Address.{i}.': {
			Enable: writable.boolean(true),
			IPAddress: writable.string(wanAddressOf, { maxLength: 15 }),
			SubnetMask: writable.string('255.255.255.0', { maxLength: 15 }),
			AddressingType: readOnly.string('DHCP'),
		},
		'Device.IP.Diagnostics.IPPing.': {
			...pingParameters,
			ProtocolVersion: writable.string('Any', { oneOf: ['Any', 'IPv4', 'IPv6'] }),
		},
		'Device.PPP.': { InterfaceNumberOfEntries: entriesOf('Device.PPP.Interface.') },
		'Device.PPP.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			ConnectionStatus: readOnly.string('Connected'),
			Username: writable.string((place) => `${place.serial}@isp.example`, { maxLength: 64 }),
			Password: writable.string('ppp-secret', { hidden: true, maxLength: 64 }),
			MaxMRUSize: writable.unsignedInt(1492, { range: [64, 65535] }),
		},
		'Device.NAT.': { PortMappingNumberOfEntries: entriesOf('Device.NAT.PortMapping.') },
		'Device.NAT.PortMapping.{i}.': {
			Enable: writable.boolean(false),
			Status: readOnly.string('Disabled'),
			ExternalPort: writable.unsignedInt(0, { range: [0, 65535] }),
			InternalPort: writable.unsignedInt(0, { range: [0, 65535] }),
			Protocol: writable.string('TCP', { oneOf: ['TCP', 'UDP'] }),
			InternalClient: writable.string('', { maxLength: 256 }),
			LeaseDuration: writable.unsignedInt(0),
			Description: writable.string('', { maxLength: 256 }),
		},
		'Device.DNS.Client.': {
			Enable: writable.boolean(true),
			ServerNumberOfEntries: entriesOf('Device.DNS.Client.Server.'),
		},
		'Device.DNS.Client.Server.{i}.': {
			Enable: writable.boolean(true),
			DNSServer: writable.string((place) => `192.0.2.${52 + (place.instances[0] ?? 0)}`, {
				maxLength: 45,
			}),
			Type: readOnly.string('Static'),
		},
		'Device.Hosts.': { HostNumberOfEntries: entriesOf('Device.Hosts.Host.') },
		'Device.Hosts.Host.{i}.': {
			HostName: readOnly.string((place) => `host-${place.instances[0]}`),
			IPAddress: readOnly.string(addressOf),
			PhysAddress: readOnly.string(macOf),
			Active: readOnly.boolean(true),
		},
		'Device.Optical.': { InterfaceNumberOfEntries: entriesOf('Device.Optical.Interface.') },
		'Device.Optical.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			OpticalSignalLevel: readOnly.int((place) => String(-15000 - (place.fingerprint % 12000))),
			TransmitOpticalLevel: readOnly.int(2100),
		},
		'Device.X_EXAMPLE-NET_Support.': {
			RemoteAccess: writable.boolean(false),
			AdminPassword: writable.string('admin-secret', { hidden: true, maxLength: 64 }),
			Uplink: readOnly.string('fibre'),
			TotalTraffic: readOnly.long(-1),
		},
	},
};

/** TR-181 issue 2 devices: fibre gateways. */
export const device2 = prepareModel(description);
