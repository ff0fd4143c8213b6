import { counters } from './counters';
import type { Row, Section } from './section';

/** Six decibels of noise margin are what lines are trained to; below three they drop. */

/** Signal and state of the line; both data models use the same names. */
export const dslLine: Section = {
	group: 'WAN: DSL',
	device2: 'Device.DSL.Line.{i}.',
	igd1: 'InternetGatewayDevice.WANDevice.{i}.WANDSLInterfaceConfig.',
	// prettier-ignore
	rows: [
		['DSL line enabled', 'boolean w', 'Enable'],
		['DSL line status', 'string r', 'Status'],
		['DSL link status', 'string r', 'LinkStatus', null],
		['DSL time since the last change', 'integer r', 'LastChange', null],
		['DSL standard in use', 'string r', 'StandardUsed'],
		['DSL standards supported', 'string r', 'StandardsSupported'],
		['DSL profile', 'string r', 'CurrentProfile'],
		['DSL line encoding', 'string r', 'LineEncoding'],
		['DSL power state', 'string r', 'PowerManagementState'],
		['DSL firmware version', 'string r', 'FirmwareVersion', null],
		['DSL largest upstream rate', 'integer r', 'UpstreamMaxBitRate', 'UpstreamMaxRate'],
		['DSL largest downstream rate', 'integer r', 'DownstreamMaxBitRate', 'DownstreamMaxRate'],
		['DSL noise margin upstream', 'integer r', 'UpstreamNoiseMargin'],
		['DSL noise margin downstream', 'integer r', 'DownstreamNoiseMargin'],
		['DSL attenuation upstream', 'integer r', 'UpstreamAttenuation'],
		['DSL attenuation downstream', 'integer r', 'DownstreamAttenuation'],
		['DSL power upstream', 'integer r', 'UpstreamPower'],
		['DSL power downstream', 'integer r', 'DownstreamPower'],
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
	// prettier-ignore
	rows: [
		['DSL channel status', 'string r', 'Status', null],
		['DSL upstream rate', 'integer r', 'UpstreamCurrRate'],
		['DSL downstream rate', 'integer r', 'DownstreamCurrRate'],
		['DSL link encapsulation', 'string r', 'LinkEncapsulationUsed', 'LinkEncapsulationUsed'],
		['DSL interleaving depth', 'integer r', 'LPATH', 'LPATH'],
		...checksumErrors('Total', 'since the statistics were reset'),
		...checksumErrors('Showtime', 'since the line came up'),
	],
};

function errorSeconds(period: string, when: string): Row[] {
	return [
		[`DSL errored seconds ${when}`, 'integer r', `Stats.${period}.ErroredSecs`],
		[`DSL severely errored seconds ${when}`, 'integer r', `Stats.${period}.SeverelyErroredSecs`],
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
