import type { Branch } from '../dataModel.mts';
import { between, byInstance, keyOf, macOf, nameOf, ofParent } from '../firstValues.mts';
import { hostMac, hostOnWifi } from '../home.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';
import { hostTraffic, trafficCounters } from './traffic.mts';

const isDelivered = byInstance(['true', 'true'], 'false');

/** Two radios, each with a network and its access point. */
export const wifi: Branch = {
	tables: {
		'Device.WiFi.AccessPoint.': { delivered: 2, creatable: true },
		'Device.WiFi.AccessPoint.{i}.AssociatedDevice.': { delivered: 1, creatable: false },
		'Device.WiFi.Radio.': { delivered: 2, creatable: false },
		'Device.WiFi.SSID.': { delivered: 2, creatable: true },
	},
	objects: {
		'Device.WiFi.': {
			RadioNumberOfEntries: entriesOf('Device.WiFi.Radio.'),
			SSIDNumberOfEntries: entriesOf('Device.WiFi.SSID.'),
			AccessPointNumberOfEntries: entriesOf('Device.WiFi.AccessPoint.'),
		},
		'Device.WiFi.Radio.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			OperatingFrequencyBand: writable.string(byInstance(['2.4GHz', '5GHz'], ''), {
				oneOf: ['2.4GHz', '5GHz'],
			}),
			OperatingStandards: writable.string(byInstance(['g,n,ax', 'a,n,ac,ax'], ''), {
				maxLength: 64,
			}),
			AutoChannelEnable: writable.boolean(true),
			Channel: writable.unsignedInt(byInstance(['6', '36'], '1'), { range: [1, 255] }),
			OperatingChannelBandwidth: writable.string('Auto', {
				oneOf: ['20MHz', '40MHz', '80MHz', '160MHz', 'Auto'],
			}),
			CurrentOperatingChannelBandwidth: readOnly.string(byInstance(['20MHz', '80MHz'], '')),
			TransmitPower: writable.int(100, { range: [-1, 100] }),
			RegulatoryDomain: writable.string('ES ', { maxLength: 3 }),
		},
		'Device.WiFi.Radio.{i}.Stats.': {
			...trafficCounters(hostTraffic, hostTraffic),
			Noise: readOnly.int(byInstance(['-92', '-95'], '0')),
		},
		'Device.WiFi.SSID.{i}.': {
			Enable: writable.boolean(isDelivered),
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
			Enable: writable.boolean(isDelivered),
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
			MACAddress: readOnly.string((place) => hostMac(place, hostOnWifi(place.instances[0] ?? 0))),
			AuthenticationState: readOnly.boolean(true),
			Active: readOnly.boolean(true),
			SignalStrength: readOnly.int(between(-84, -40)),
			Noise: readOnly.int(ofParent(byInstance(['-92', '-95'], '0'))),
			LastDataDownlinkRate: readOnly.unsignedInt(ofParent(byInstance(['144400', '866700'], '0'))),
			LastDataUplinkRate: readOnly.unsignedInt(ofParent(byInstance(['72200', '433300'], '0'))),
		},
	},
};
