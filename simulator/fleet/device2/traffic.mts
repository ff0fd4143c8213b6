import { byInstance, countedAt } from '../firstValues.mts';
import { readOnly, type Parameter } from '../parameter.mts';

const usualPacket = 900;

/** Bytes in a second, as the device sees them. */
interface Rates {
	received: number;
	sent: number;
}

/**
 * The counters of the interfaces of a table: one rate for each of the first, the others stand
 * still.
 */
export function trafficCounters(...perInstance: readonly Rates[]): Record<string, Parameter> {
	const count = (rateOf: (rates: Rates) => number): Parameter =>
		readOnly.unsignedLong(
			byInstance(
				perInstance.map((rates) => countedAt(rateOf(rates))),
				'0',
			),
		);
	return {
		BytesSent: count(({ sent }) => sent),
		BytesReceived: count(({ received }) => received),
		PacketsSent: count(({ sent }) => sent / usualPacket),
		PacketsReceived: count(({ received }) => received / usualPacket),
		ErrorsSent: readOnly.unsignedInt(0),
		ErrorsReceived: readOnly.unsignedInt(0),
		DiscardPacketsSent: readOnly.unsignedInt(0),
		DiscardPacketsReceived: readOnly.unsignedInt(0),
	};
}

/** What a home fetches from and sends to the Internet. */
export const internetTraffic: Rates = { received: 18_000, sent: 2_400 };

/** The same, seen from the home's side. */
export const homeTraffic: Rates = { received: 2_400, sent: 18_000 };

/** The share that each of the three hosts has in it. */
export const hostTraffic: Rates = { received: 800, sent: 6_000 };

/** What keeps an interface in reserve awake. */
export const keepAliveTraffic: Rates = { received: 4, sent: 4 };
