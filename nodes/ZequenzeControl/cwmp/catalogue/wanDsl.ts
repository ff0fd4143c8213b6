import { counters } from './counters';
import type { Health, Row, Section } from './section';
import { UP } from './status';

const TENTH_DB = '0.1 dB';
/** Six decibels of noise margin are what lines are trained to; below three they drop. */
const NOISE_MARGIN: Health = { good: [60, null], bad: [30, null] };
const ATTENUATION: Health = { good: [0, 400], bad: [0, 600] };

/** Signal and state of the line; both data models use the same names. */
export const dslLine: Section = {
	group: 'WAN: DSL',
	device2: 'Device.DSL.Line.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANDSLInterfaceConfig.',
	rows: [
		['DSL line enabled', 'boolean w', 'Enable'],
		[
			'DSL line status',
			'string r',
			'Status',
			'Status',
			{ health: { good: ['Up'], bad: ['Down', 'Error', 'NoSignal'] } },
		],
		[
			'DSL link status',
			'string r',
			'LinkStatus',
			null,
			{ health: { good: ['Up'], bad: ['NoSignal', 'Disabled'] } },
		],
		['DSL time since the last change', 'integer r', 'LastChange', null, { unit: 's' }],
		['DSL standard in use', 'string r', 'StandardUsed'],
		['DSL standards supported', 'string r', 'StandardsSupported'],
		['DSL profile', 'string r', 'CurrentProfile'],
		['DSL line encoding', 'string r', 'LineEncoding'],
		['DSL power state', 'string r', 'PowerManagementState'],
		['DSL firmware version', 'string r', 'FirmwareVersion', null],
		[
			'DSL largest upstream rate',
			'integer r',
			'UpstreamMaxBitRate',
			'UpstreamMaxRate',
			{ unit: 'kbit/s' },
		],
		[
			'DSL largest downstream rate',
			'integer r',
			'DownstreamMaxBitRate',
			'DownstreamMaxRate',
			{ unit: 'kbit/s' },
		],
		[
			'DSL noise margin upstream',
			'integer r',
			'UpstreamNoiseMargin',
			'UpstreamNoiseMargin',
			{ unit: TENTH_DB, health: NOISE_MARGIN },
		],
		[
			'DSL noise margin downstream',
			'integer r',
			'DownstreamNoiseMargin',
			'DownstreamNoiseMargin',
			{ unit: TENTH_DB, health: NOISE_MARGIN },
		],
		[
			'DSL attenuation upstream',
			'integer r',
			'UpstreamAttenuation',
			'UpstreamAttenuation',
			{ unit: TENTH_DB, health: ATTENUATION },
		],
		[
			'DSL attenuation downstream',
			'integer r',
			'DownstreamAttenuation',
			'DownstreamAttenuation',
			{ unit: TENTH_DB, health: ATTENUATION },
		],
		['DSL power upstream', 'integer r', 'UpstreamPower', 'UpstreamPower', { unit: '0.1 dBmV' }],
		[
			'DSL power downstream',
			'integer r',
			'DownstreamPower',
			'DownstreamPower',
			{ unit: '0.1 dBmV' },
		],
		...errorSeconds('Total', 'since the statistics were reset'),
		...errorSeconds('Showtime', 'since the line came up'),
		...errorSeconds('QuarterHour', 'in this quarter of an hour'),
		...counters('DSL', 'Stats.'),
	],
};

/** The channel that runs over the line. */
export const dslChannel: Section = {
	group: 'WAN: DSL',
	device2: 'Device.DSL.Channel.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANDSLInterfaceConfig.',
	rows: [
		['DSL channel status', 'string r', 'Status', null, { health: UP }],
		['DSL upstream rate', 'integer r', 'UpstreamCurrRate', 'UpstreamCurrRate', { unit: 'kbit/s' }],
		[
			'DSL downstream rate',
			'integer r',
			'DownstreamCurrRate',
			'DownstreamCurrRate',
			{ unit: 'kbit/s' },
		],
		['DSL link encapsulation', 'string r', 'LinkEncapsulationUsed', 'LinkEncapsulationUsed'],
		['DSL interleaving depth', 'integer r', 'LPATH', 'LPATH'],
		...checksumErrors('Total', 'since the statistics were reset'),
		...checksumErrors('Showtime', 'since the line came up'),
	],
};

function errorSeconds(period: string, when: string): Row[] {
	return [
		[
			`DSL errored seconds ${when}`,
			'integer r',
			`Stats.${period}.ErroredSecs`,
			`Stats.${period}.ErroredSecs`,
			{ unit: 's' },
		],
		[
			`DSL severely errored seconds ${when}`,
			'integer r',
			`Stats.${period}.SeverelyErroredSecs`,
			`Stats.${period}.SeverelyErroredSecs`,
			{ unit: 's' },
		],
	];
}

function checksumErrors(period: string, when: string): Row[] {
	return [
		[
			`DSL CRC errors ${when}`,
			'integer r',
			`Stats.${period}.XTURCRCErrors`,
			`Stats.${period}.CRCErrors`,
		],
		[
			`DSL FEC errors ${when}`,
			'integer r',
			`Stats.${period}.XTURFECErrors`,
			`Stats.${period}.FECErrors`,
		],
	];
}
