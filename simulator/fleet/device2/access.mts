import type { Branch } from '../dataModel.mts';
import { countedInSpan, perSpan, spanStarts } from '../dslSpans.mts';
import { between, secondsUp } from '../firstValues.mts';
import { entriesOf, readOnly, writable } from '../parameter.mts';
import { cardNumber, equipmentNumber, subscriberNumber } from './simCard.mts';
import { internetTraffic, keepAliveTraffic, trafficCounters } from './traffic.mts';

const line = 'Device.DSL.Line.';
const channel = 'Device.DSL.Channel.';
const cellular = 'Device.Cellular.Interface.';

const dslTraffic = { ...trafficCounters(keepAliveTraffic), ...spanStarts };

/**
 * The ways to the Internet: fibre carries the traffic, a VDSL line and a mobile network stand by.
 */
export const access: Branch = {
	tables: {
		[cellular]: { delivered: 1, creatable: false },
		[channel]: { delivered: 1, creatable: false },
		[line]: { delivered: 1, creatable: false },
		'Device.Optical.Interface.': { delivered: 1, creatable: false },
	},
	objects: {
		'Device.Optical.': { InterfaceNumberOfEntries: entriesOf('Device.Optical.Interface.') },
		'Device.Optical.Interface.{i}.': {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			Name: readOnly.string('pon0'),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: writable.string('', { maxLength: 1024 }),
			Upstream: readOnly.boolean(true),
			OpticalSignalLevel: readOnly.int((place) => String(-15000 - (place.fingerprint % 12000))),
			LowerOpticalThreshold: readOnly.int(-28000),
			UpperOpticalThreshold: readOnly.int(-8000),
			TransmitOpticalLevel: readOnly.int(2100),
			LowerTransmitPowerThreshold: readOnly.int(500),
			UpperTransmitPowerThreshold: readOnly.int(5000),
		},
		'Device.Optical.Interface.{i}.Stats.': trafficCounters(internetTraffic),
		'Device.DSL.': {
			LineNumberOfEntries: entriesOf(line),
			ChannelNumberOfEntries: entriesOf(channel),
		},
		[`${line}{i}.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			Name: readOnly.string('dsl0'),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: writable.string('', { maxLength: 1024 }),
			Upstream: readOnly.boolean(true),
			FirmwareVersion: readOnly.string('8.13.1.10'),
			LinkStatus: readOnly.string('Up'),
			StandardsSupported: readOnly.string(
				'G.992.1_Annex_A,G.992.3_Annex_A,G.992.5_Annex_A,G.993.2_Annex_A',
			),
			StandardUsed: readOnly.string('G.993.2_Annex_A'),
			LineEncoding: readOnly.string('DMT'),
			AllowedProfiles: readOnly.string('8a,8b,8c,8d,12a,12b,17a'),
			CurrentProfile: readOnly.string('17a'),
			PowerManagementState: readOnly.string('L0'),
			SuccessFailureCause: readOnly.unsignedInt(0),
			LineNumber: readOnly.int(1),
			UpstreamMaxBitRate: readOnly.unsignedInt(between(42_000, 46_999)),
			DownstreamMaxBitRate: readOnly.unsignedInt(between(104_000, 122_999)),
			UpstreamNoiseMargin: readOnly.int(between(62, 99)),
			DownstreamNoiseMargin: readOnly.int(between(65, 112)),
			UpstreamAttenuation: readOnly.int(between(40, 118)),
			DownstreamAttenuation: readOnly.int(between(92, 171)),
			UpstreamPower: readOnly.int(between(48, 72)),
			DownstreamPower: readOnly.int(between(121, 142)),
		},
		[`${line}{i}.Stats.`]: dslTraffic,
		...perSpan(`${line}{i}.Stats.`, (span) => ({
			ErroredSecs: countedInSpan(6 / 86_400, span),
			SeverelyErroredSecs: countedInSpan(0.2 / 86_400, span),
		})),
		[`${channel}{i}.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			Name: readOnly.string('ptm0'),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: readOnly.string((place) => `${line}${place.instances[0]}.`),
			LinkEncapsulationSupported: readOnly.string('G.993.2_Annex_K_PTM'),
			LinkEncapsulationUsed: readOnly.string('G.993.2_Annex_K_PTM'),
			LPATH: readOnly.unsignedInt(0),
			ActualInterleavingDelay: readOnly.unsignedInt(0),
			ACTINP: readOnly.int(520),
			UpstreamCurrRate: readOnly.unsignedInt(40_000),
			DownstreamCurrRate: readOnly.unsignedInt(100_000),
		},
		[`${channel}{i}.Stats.`]: dslTraffic,
		...perSpan(`${channel}{i}.Stats.`, (span) => ({
			XTURFECErrors: countedInSpan(40 / 3600, span),
			XTUCFECErrors: countedInSpan(5 / 3600, span),
			XTURCRCErrors: countedInSpan(9 / 86_400, span),
			XTUCCRCErrors: countedInSpan(2 / 86_400, span),
			XTURHECErrors: countedInSpan(0, span),
			XTUCHECErrors: countedInSpan(0, span),
		})),
		'Device.Cellular.': {
			RoamingEnabled: writable.boolean(false),
			RoamingStatus: readOnly.string('Home'),
			InterfaceNumberOfEntries: entriesOf(cellular),
		},
		[`${cellular}{i}.`]: {
			Enable: writable.boolean(true),
			Status: readOnly.string('Up'),
			Name: readOnly.string('wwan0'),
			LastChange: readOnly.unsignedInt(secondsUp),
			LowerLayers: writable.string('', { maxLength: 1024 }),
			Upstream: readOnly.boolean(true),
			IMEI: readOnly.string(equipmentNumber),
			SupportedAccessTechnologies: readOnly.string('UMTS,LTE'),
			PreferredAccessTechnology: writable.string('LTE', { oneOf: ['UMTS', 'LTE'] }),
			CurrentAccessTechnology: readOnly.string('LTE'),
			NetworkRequested: writable.string('', { maxLength: 64 }),
			NetworkInUse: readOnly.string('Example Mobile'),
			RSSI: readOnly.int(between(-78, -58)),
			RSRP: readOnly.int(between(-109, -84)),
			RSRQ: readOnly.int(between(-14, -7)),
			UpstreamMaxBitRate: readOnly.unsignedInt(50_000),
			DownstreamMaxBitRate: readOnly.unsignedInt(150_000),
		},
		[`${cellular}{i}.USIM.`]: {
			Status: readOnly.string('Valid'),
			IMSI: readOnly.string(subscriberNumber),
			ICCID: readOnly.string(cardNumber),
			PIN: writable.string('1234', { hidden: true, maxLength: 8 }),
		},
		[`${cellular}{i}.Stats.`]: {
			...trafficCounters(keepAliveTraffic),
			ErrorsSent: readOnly.unsignedLong(0),
			ErrorsReceived: readOnly.unsignedLong(0),
			DiscardPacketsSent: readOnly.unsignedLong(0),
			DiscardPacketsReceived: readOnly.unsignedLong(0),
		},
	},
};
