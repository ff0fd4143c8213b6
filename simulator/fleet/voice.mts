import type { Branch } from './dataModel.mts';
import { byInstance, countedAt } from './firstValues.mts';
import { entriesOf, readOnly, writable, type Place } from './parameter.mts';

/** The number under which the line is called; no country has the code 999. */
const numberOf = ({ index }: Place): string => `+999210${String(index).padStart(5, '0')}`;

const provider = 'voice.isp.example';
const enabled = ['Disabled', 'Quiescent', 'Enabled'];

/**
 * Telephony with one line, by VoiceService:1 (TR-104), which both data models carry below Services.
 */
export function voiceBelow(root: string): Branch {
	const services = `${root}Services.VoiceService.`;
	const profiles = `${services}{i}.VoiceProfile.`;
	const profile = `${profiles}{i}.`;
	const lines = `${profile}Line.`;
	return {
		tables: {
			[services]: { delivered: 1, creatable: false },
			[profiles]: { delivered: 1, creatable: true },
			[lines]: { delivered: 1, creatable: true },
		},
		objects: {
			[`${services}{i}.`]: { VoiceProfileNumberOfEntries: entriesOf(profiles) },
			[`${services}{i}.Capabilities.`]: {
				MaxProfileCount: readOnly.unsignedInt(1),
				MaxLineCount: readOnly.unsignedInt(2),
				MaxSessionCount: readOnly.unsignedInt(2),
				SignalingProtocols: readOnly.string('SIP'),
			},
			[profile]: {
				Enable: writable.string(byInstance(['Enabled'], 'Disabled'), { oneOf: enabled }),
				NumberOfLines: entriesOf(lines),
				Name: writable.string(byInstance(['Home'], ''), { maxLength: 64 }),
				SignalingProtocol: writable.string('SIP', { oneOf: ['SIP'] }),
				MaxSessions: readOnly.unsignedInt(2),
				DTMFMethod: writable.string('RFC2833', { oneOf: ['InBand', 'RFC2833', 'SIPInfo'] }),
			},
			[`${profile}SIP.`]: {
				ProxyServer: writable.string(byInstance([`proxy.${provider}`], ''), { maxLength: 256 }),
				ProxyServerPort: writable.unsignedInt(5060, { range: [0, 65535] }),
				ProxyServerTransport: writable.string('UDP', { oneOf: ['UDP', 'TCP', 'TLS', 'SCTP'] }),
				RegistrarServer: writable.string(byInstance([`registrar.${provider}`], ''), {
					maxLength: 256,
				}),
				RegistrarServerPort: writable.unsignedInt(5060, { range: [0, 65535] }),
				UserAgentDomain: writable.string(byInstance([provider], ''), { maxLength: 256 }),
				RegistrationPeriod: writable.unsignedInt(3600, { range: [1, 4294967295] }),
			},
			[`${lines}{i}.`]: {
				Enable: writable.string(byInstance(['Enabled'], 'Disabled'), { oneOf: enabled }),
				DirectoryNumber: writable.string(byInstance([numberOf], ''), { maxLength: 32 }),
				Status: readOnly.string(byInstance(['Up'], 'Disabled')),
				CallState: readOnly.string('Idle'),
			},
			[`${lines}{i}.SIP.`]: {
				AuthUserName: writable.string(byInstance([numberOf], ''), { maxLength: 128 }),
				AuthPassword: writable.string('sip-secret', { hidden: true, maxLength: 128 }),
				URI: writable.string(byInstance([(place) => `${numberOf(place)}@${provider}`], ''), {
					maxLength: 389,
				}),
			},
			[`${lines}{i}.Stats.`]: {
				IncomingCallsReceived: readOnly.unsignedInt(countedAt(5 / 86_400)),
				IncomingCallsAnswered: readOnly.unsignedInt(countedAt(4 / 86_400)),
				OutgoingCallsAttempted: readOnly.unsignedInt(countedAt(3 / 86_400)),
				OutgoingCallsAnswered: readOnly.unsignedInt(countedAt(2 / 86_400)),
				CallsDropped: readOnly.unsignedInt(0),
				TotalCallTime: readOnly.unsignedInt(countedAt(1200 / 86_400)),
			},
		},
	};
}
