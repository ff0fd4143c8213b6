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

const lan = 'InternetGatewayDevice.LANDevice.';
const wan = 'InternetGatewayDevice.WANDevice.';
const connection = `${wan}{i}.WANConnectionDevice.`;
const ppp = `${connection}{i}.WANPPPConnection.`;

const description: ModelDescription = {
	name: 'InternetGatewayDevice:1',
	root: 'InternetGatewayDevice.',
	ping: 'InternetGatewayDevice.IPPingDiagnostics.',
	tables: {
		[lan]: { delivered: 1, creatable: false },
		[`${lan}{i}.WLANConfiguration.`]: { delivered: 2, creatable: true },
		[`${lan}{i}.Hosts.Host.`]: { delivered: 2, creatable: false },
		[wan]: { delivered: 1, creatable: false },
		[connection]: { delivered: 1, creatable: true },
		[ppp]: { delivered: 1, creatable: true },
		[`${ppp}{i}.PortMapping.`]: { delivered: 1, creatable: true },
	},
	objects: {
		'InternetGatewayDevice.': {
			DeviceSummary: readOnly.string('InternetGatewayDevice:1.4[](Baseline:1)'),
			LANDeviceNumberOfEntries: entriesOf(lan),
			WANDeviceNumberOfEntries: entriesOf(wan),
		},
		'InternetGatewayDevice.DeviceInfo.': {
			Manufacturer: readOnly.string('Example Networks'),
			ManufacturerOUI: readOnly.string('02AB00'),
			ModelName: readOnly.string('DSL-100'),
			ProductClass: readOnly.string('DSL100'),
			SerialNumber: readOnly.string((place) => place.serial),
			HardwareVersion: readOnly.string('1.0'),
			SoftwareVersion: readOnly.string(firmwareOf),
			ProvisioningCode: writable.string('', { maxLength: 64 }),
			UpTime: readOnly.unsignedInt((place) => String(place.upTime)),
		},
		'InternetGatewayDevice.DeviceInfo.MemoryStatus.': {
			Total: readOnly.unsignedInt(65536),
			Free: readOnly.unsignedInt((place) => String(9000 + (place.fingerprint % 30000))),
		},
		'InternetGatewayDevice.DeviceInfo.ProcessStatus.': {
			CPUUsage: readOnly.unsignedInt((place) => String(place.fingerprint % 80)),
		},
		'InternetGatewayDevice.ManagementServer.': {
			URL: writable.string('https://acs.example.net/cwmp', { maxLength: 256 }),
			Username: writable.string((place) => place.serial, { maxLength: 256 }),
			Password: writable.string('device-secret', { hidden: true, maxLength: 256 }),
			PeriodicInformEnable: writable.boolean(true),
			PeriodicInformInterval: writable.unsignedInt(3600, { range: [1, 4294967295] }),
			PeriodicInformTime: writable.dateTime('0001-01-01T00:00:00Z'),
			ConnectionRequestURL: readOnly.string((place) => `http://${wanAddressOf(place)}:7547/`),
			ConnectionRequestUsername: writable.string('acs', { maxLength: 256 }),
			ConnectionRequestPassword: writable.string('request-secret', {
				hidden: true,
				maxLength: 256,
			}),
		},
		'InternetGatewayDevice.Time.': {
			Enable: writable.boolean(true),
			NTPServer1: writable.string('0.pool.ntp.org', { maxLength: 64 }),
			NTPServer2: writable.string('1.pool.ntp.org', { maxLength: 64 }),
			LocalTimeZoneName: writable.string('CET', { maxLength: 64 }),
		},
		'InternetGatewayDevice.IPPingDiagnostics.': pingParameters,
		[`${lan}{i}.`]: {
			LANWLANConfigurationNumberOfEntries: entriesOf(`${lan}{i}.WLANConfiguration.`),
		},
		[`${lan}{i}.WLANConfiguration.{i}.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			BSSID: readOnly.string(macOf),
			SSID: writable.string(nameOf, { maxLength: 32 }),
			Channel: writable.unsignedInt(6, { range: [0, 255] }),
			BeaconType: writable.string('11i', { oneOf: ['None', 'Basic', 'WPA', '11i', 'WPAand11i'] }),
			KeyPassphrase: writable.string(keyOf, { hidden: true, maxLength: 63 }),
			TotalAssociations: readOnly.unsignedInt(1),
		},
		[`${lan}{i}.Hosts.Host.{i}.`]: {
			HostName: readOnly.string((place) => `host-${place.instances[1]}`),
			IPAddress: readOnly.string(addressOf),
			MACAddress: readOnly.string(macOf),
			Active: readOnly.boolean(true),
		},
		[`${wan}{i}.WANDSLInterfaceConfig.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			DownstreamCurrRate: readOnly.unsignedInt(52000),
			UpstreamCurrRate: readOnly.unsignedInt(10400),
		},
		[`${ppp}{i}.`]: {
			Enable: writable.boolean(true),
			ConnectionStatus: readOnly.string('Connected'),
			ExternalIPAddress: readOnly.string(wanAddressOf),
			Username: writable.string((place) => `${place.serial}@isp.example`, { maxLength: 64 }),
			Password: writable.string('ppp-secret', { hidden: true, maxLength: 64 }),
			NATEnabled: writable.boolean(true),
			DNSServers: writable.string('192.0.2.53,192.0.2.54', { maxLength: 64 }),
		},
		[`${ppp}{i}.PortMapping.{i}.`]: {
			PortMappingEnabled: writable.boolean(false),
			ExternalPort: writable.unsignedInt(0, { range: [0, 65535] }),
			InternalPort: writable.unsignedInt(0, { range: [0, 65535] }),
			PortMappingProtocol: writable.string('TCP', { oneOf: ['TCP', 'UDP'] }),
			InternalClient: writable.string('', { maxLength: 256 }),
			PortMappingDescription: writable.string('', { maxLength: 256 }),
		},
	},
};

/** TR-098 devices: DSL gateways. */
export const internetGatewayDevice1 = prepareModel(description);
