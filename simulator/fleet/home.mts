import { macFrom } from './firstValues.mts';
import type { Place } from './parameter.mts';

/** The hosts of every home: one on the first Ethernet port, then one on each Wi-Fi network. */
export const hostNames = ['nas', 'tablet', 'phone'] as const;

/** The device's own address in the home. */
export const gatewayAddress = '192.168.1.1';

export const homeNetwork = {
	address: '192.168.1.0',
	mask: '255.255.255.0',
	firstLease: '192.168.1.101',
	lastLease: '192.168.1.199',
	/** In seconds. */
	leaseTime: 86_400,
	domain: 'home.arpa',
} as const;

/** The address of a host, by its number. */
export function hostAddress(host: number): string {
	return `192.168.1.${100 + host}`;
}

/** The address of the host that has the number of the innermost instance. */
export function addressOf({ instances }: Place): string {
	return hostAddress(instances.at(-1) ?? 0);
}

/** The MAC address of a host, by its number; no other device or host of the fleet has it. */
export function hostMac({ index }: Place, host: number): string {
	return macFrom([0x06, 0xcd], index, host);
}

/** The MAC address of the host that has the number of the innermost instance. */
export function hostMacOf(place: Place): string {
	return hostMac(place, place.instances.at(-1) ?? 0);
}

/** The number of the host that is on a Wi-Fi network. */
export function hostOnWifi(network: number): number {
	return network + 1;
}
