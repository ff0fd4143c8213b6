import type { Row } from './section';

type Counter = readonly [label: string, name: string];

/** What every interface of Device:2 counts, under these names. */
const COUNTERS: readonly Counter[] = [
	['bytes sent', 'BytesSent'],
	['bytes received', 'BytesReceived'],
	['packets sent', 'PacketsSent'],
	['packets received', 'PacketsReceived'],
	['errors sent', 'ErrorsSent'],
	['errors received', 'ErrorsReceived'],
	['packets discarded when sending', 'DiscardPacketsSent'],
	['packets discarded when receiving', 'DiscardPacketsReceived'],
];

/**
 * Rows for the counters of an interface in Device:2. `igd1` maps the name of a counter to the one
 * in InternetGatewayDevice:1; what it does not name is not there.
 */
export function counters(
	label: string,
	device2: string,
	igd1: Readonly<Record<string, string>> = {},
): Row[] {
	return COUNTERS.map(([what, name]) => [
		`${label}: ${what}`,
		'integer r',
		`${device2}${name}`,
		igd1[name] ?? null,
	]);
}
