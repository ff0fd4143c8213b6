import type { Section } from './section';

/**
 * Telephony, by the service data model VoiceService:1 (TR-104), which both roots carry below
 * Services.
 */
export const voice: Section = {
	group: 'Voice',
	device2: 'Device.Services.VoiceService.{i}.VoiceProfile.{i}.',
	igd1: 'InternetGatewayDevice.Services.VoiceService.{i}.VoiceProfile.{i}.',
	// prettier-ignore
	rows: [
		['Voice profile enabled', 'string w', 'Enable', 'Enable', { usual: ['Disabled', 'Quiescent', 'Enabled'] }],
		['Voice profile name', 'string w', 'Name'],
		['Voice signalling protocol', 'string w', 'SignalingProtocol'],
		['Voice DTMF method', 'string w', 'DTMFMethod', 'DTMFMethod', { usual: ['InBand', 'RFC2833', 'SIPInfo'] }],
		['Voice digit map', 'string w', 'DigitMap'],
		['SIP proxy', 'string w', 'SIP.ProxyServer'],
		['SIP proxy port', 'integer w', 'SIP.ProxyServerPort', 'SIP.ProxyServerPort', { usual: [1, 65535] }],
		['SIP registrar', 'string w', 'SIP.RegistrarServer'],
		['SIP registrar port', 'integer w', 'SIP.RegistrarServerPort', 'SIP.RegistrarServerPort', { usual: [1, 65535] }],
		['SIP outbound proxy', 'string w', 'SIP.OutboundProxy'],
		['SIP outbound proxy port', 'integer w', 'SIP.OutboundProxyPort', 'SIP.OutboundProxyPort', { usual: [1, 65535] }],
		['SIP user agent domain', 'string w', 'SIP.UserAgentDomain'],
		['SIP registration period', 'integer w', 'SIP.RegistrationPeriod', 'SIP.RegistrationPeriod', { unit: 's', usual: [60, 86400] }],
		['Voice lines', 'table', 'Line.'],
		['Voice line enabled', 'string w', 'Line.{i}.Enable', 'Line.{i}.Enable', { usual: ['Disabled', 'Quiescent', 'Enabled'] }],
		['Voice line status', 'string r', 'Line.{i}.Status'],
		['Voice line call state', 'string r', 'Line.{i}.CallState'],
		['Voice line phone number', 'string w', 'Line.{i}.DirectoryNumber'],
		['Voice line SIP user', 'string w', 'Line.{i}.SIP.AuthUserName'],
		['Voice line SIP password', 'string w', 'Line.{i}.SIP.AuthPassword', 'Line.{i}.SIP.AuthPassword', { secret: true }],
		['Voice line SIP URI', 'string w', 'Line.{i}.SIP.URI'],
		['Voice line incoming calls', 'integer r', 'Line.{i}.Stats.IncomingCallsReceived'],
		['Voice line outgoing calls', 'integer r', 'Line.{i}.Stats.OutgoingCallsAttempted'],
		['Voice line packets lost', 'integer r', 'Line.{i}.Stats.PacketsLost'],
	],
};
