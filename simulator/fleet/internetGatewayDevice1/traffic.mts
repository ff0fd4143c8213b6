import { byInstance, countedAt } from '../firstValues.mts';
import { readOnly, type Parameter, type Place } from '../parameter.mts';

const usualPacket = 900;

/** Bytes in a second, as the device sees them. */
export interface Rates {
	received: number;
	sent: number;
}

/** What a home fetches from and sends to the Internet. */
export const internetTraffic: Rates = { received: 9_000, sent: 1_200 };

/** The share that each of the three hosts has in it, seen from the home's side. */
export const hostTraffic: Rates = { received: 400, sent: 3_000 };

/**
 * The counters of the interfaces of a table: those of the first `busy` grow, the others stand
 * still. `prefix` stands before bytes and packets, for TR-098 calls the same thing by several
 * names.
 */
export function trafficCounters(
	prefix: string,
	{ sent, received }: Rates,
	busy = 1,
): Record<string, Parameter> {
	const count = (perSecond: number): Parameter =>
		readOnly.unsignedInt(
			byInstance(
				Array.from({ length: busy }, () => counted(perSecond)),
				'0',
			),
		);
	return {
		[`${prefix}BytesSent`]: count(sent),
		[`${prefix}BytesReceived`]: count(received),
		[`${prefix}PacketsSent`]: count(sent / usualPacket),
		[`${prefix}PacketsReceived`]: count(received / usualPacket),
	};
}

/** TR-098 counts in 32 bits: a full counter begins again at 0. */
function counted(perSecond: number): (place: Place) => string {
	return (place) => String(Number(countedAt(perSecond)(place)) % 2 ** 32);
}
