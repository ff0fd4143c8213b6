import { lazy } from '../../ground/lazy';
import { plainName } from '../leafName';
import type { ValueType } from '../valueType';

/**
 * Types that devices declare for their vendors' own parameters against what the names suggest:
 * ports that are texts, switches that are numbers. By the vendor's mark in the path and the last
 * name, in which # stands for digits; other firmware may declare them otherwise.
 */
const DECLARED: Readonly<Record<string, Partial<Record<ValueType, string>>>> = {
	// Calix
	'000631': { integer: 'EnablePMF RestoreDefaultSSID SetDefaultPassword' },
	// Cisco, Comcast and the gateways of RDK
	CISCO: {
		boolean: 'AutoBlockAck BssCountStaAsCpe FilterAsBlackList KickAssocDevices ResetRadios',
		integer: 'AdminControl ApplySettingSSID MbssUserControl ObssCoex WpsPushButton',
	},
	COMCAST: {
		boolean: 'DHCPCircuitIDSSID DHCPRemoteID',
		integer:
			'AssociatedDevicesHighWatermark CarrierSenseThresholdRange ReconnectPrimary ReconnectToPrimaryRemoteEndpoint TXOverflow',
	},
	RDKCENTRAL: {
		boolean: 'ASRA ClearPartnerId ESR InterworkingApplySettings OnBoarding_DeleteLogs UESA',
		integer:
			'ChanUtilSelfHealEnable DeferFWDownloadReboot FirmwareDownloadAndFactoryReset Group RebootPendingNotification RetrieveNow',
	},
	// The networks of China Telecom and China Unicom
	CT: {
		boolean: 'CardStatus',
		integer:
			'Ability EphemeralTermIDUniform PhoneNumber RMSConfigOver SupplyVottage TestServer ThreeHandShake Tr#Enable UPLink WPSKeyWord',
	},
	CU: {
		integer:
			'ABInsulationResistance AGCapacitance AGInsulationResistance BGCapacitance BGInsulationResistance EphemeralTermIDUniform PerceivedSeverity SoftswitchVendor',
	},
	// Gemtek
	GTK: {
		boolean: 'FTP FastLeaveStatus H# IPSec L#TP PPTP ProxyStatus SIP SnoopingStatus TFTP UpStream',
		integer: 'TelephoneNumber',
		string: 'EnableESN P#_LifeTime',
	},
	// Huawei
	HW: {
		boolean:
			'IPSecForward MacFilterPolicy PSMode UserAgentDomainPriorityMode UserRepeatCheck WMMStatus WlanMacFilterPolicy',
		integer:
			'BootDeRegisterEnable EnableCertificate KeepSilenceNoUser Lan#Enable LogServerEnable LogSwitch OverseaVer SSID#Enable SftpEnable SftpLANEnable SftpWANEnable TonePattern WPSKeyWord',
		string:
			'#kSupported #vSupported BeamFormingSupported DefaultPktLen DualBandSupported L#TPPort LocalPortEnable Noise PptpPort RSSI RTSPPort RxRate SNR ServerType SingalQuality SipPort TftpPort TxRate',
	},
	// MikroTik
	MIKROTIK: { string: 'ToPorts' },
	// TP-Link
	TP: {
		boolean: 'DetectionMode LinkType Status',
		integer:
			'AutoToController DevicePassword OutgoingCallEndWithSharp OutgoingCallprior PeerPassword UsbAllowRemoteAccess UsbVoiceEnable',
		string: 'CallBarringMode',
	},
	// ZTE
	ZTE: { boolean: 'RA SGI', integer: 'SnoopingEnable', string: 'Level' },
	// Zyxel
	ZYXEL: {
		boolean:
			'AutoGenWepKey AutoShowQuickStart CertIgnoreTime DeleteLease L#DevCtrl_FWCheck LAN VDSL_US#_#a WAN WLAN WiFiStatus Y#Mode checkDuplicateVlan',
		integer:
			'DNSQueryScenario DeTriggerLording DisableWifiHWButton FastLeave Flag# JoinImmediate LanToLanEnable ProhibitAfterSteering SnoopingEnable TarpVer TriggerLording',
	},
};

/**
 * The first mark of a vendor in a path: `X_ZTE-COM_Level` and `X_CISCO_COM_Level` give ZTE and
 * CISCO.
 */
const MARK = /(?:^|\.)X_([\dA-Za-z]+)/;

/**
 * The type that the vendor's devices are known to declare for this path; undefined where the name
 * tells enough.
 */
export function vendorTypeOf(path: string): ValueType | undefined {
	const vendor = MARK.exec(path)?.[1]?.toUpperCase();
	const names = vendor === undefined ? undefined : declaredBy().get(vendor);
	return names?.get(plainName(path).replace(/\d+/g, '#'));
}

const declaredBy = lazy(
	() =>
		new Map(
			Object.entries(DECLARED).map(([vendor, { boolean, integer, string }]) => [
				vendor,
				new Map([
					...typed('boolean', boolean),
					...typed('integer', integer),
					...typed('string', string),
				]),
			]),
		),
);

function typed(type: ValueType, names = ''): Array<[string, ValueType]> {
	return names
		.split(' ')
		.filter(Boolean)
		.map((name) => [name, type]);
}
