import { readOnly, writable, type FirstValue, type Parameter, type Place } from './parameter.mts';

const firmwares = ['3.1.0', '3.1.2', '3.2.0'] as const;

/** The firmware a device was delivered with. */
export function firmwareOf({ fingerprint }: Pick<Place, 'fingerprint'>): string {
	return firmwares[fingerprint % firmwares.length] ?? firmwares[0];
}

/**
 * What the instances 1, 2, … of the innermost table are delivered with, and what an added one
 * starts with.
 */
export function byInstance(
	delivered: readonly FirstValue[],
	added: FirstValue,
): (place: Place) => string {
	return (place) => {
		const number = place.instances.at(-1) ?? 0;
		const value = (place.isDelivered() ? delivered[number - 1] : undefined) ?? added;
		return typeof value === 'string' ? value : value(place);
	};
}

/** A value that goes by the instance of the table around the innermost one. */
export function ofParent(value: (place: Place) => string): (place: Place) => string {
	return (place) => value({ ...place, instances: place.instances.slice(0, -1) });
}

/** A whole number between two others, both included, that belongs to the device for good. */
export function between(least: number, greatest: number): (place: Place) => string {
	return ({ fingerprint }) => String(least + (fingerprint % (greatest - least + 1)));
}

/** The seconds since the device and what hangs on it came up. */
export function secondsUp({ upTime }: Place): string {
	return String(upTime);
}

/** A counter that grows from the start of the device on, faster in some homes than in others. */
export function countedAt(perSecond: number): (place: Place) => string {
	return ({ upTime, fingerprint }) =>
		String(Math.floor(upTime * perSecond * (0.5 + (fingerprint % 1000) / 1000)));
}

/** A locally administered MAC address that no other device of the fleet has. */
export function macOf({ index, instances }: Place): string {
	const last = instances.reduce((sum, instance) => sum * 16 + instance, 0) % 256;
	return macFrom([0x02, 0xab], index, last);
}

/** The MAC address of the device itself in the home, which its Ethernet ports share. */
export function lanMacOf({ index }: Place): string {
	return macFrom([0x02, 0xab], index, 0xe0);
}

/** The MAC address of the device towards the operator. */
export function wanMacOf({ index }: Place): string {
	return macFrom([0x02, 0xab], index, 0xf0);
}

/** A MAC address from two bytes of the maker, the position in the fleet and the last byte. */
export function macFrom(maker: readonly [number, number], index: number, last: number): string {
	const bytes = [...maker, (index >> 16) & 255, (index >> 8) & 255, index & 255, last];
	return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The Wi-Fi name printed on the device. */
export function nameOf({ index, instances }: Place): string {
	return `Example-${index + 1}-${instances.at(-1) ?? 1}`;
}

/** The Wi-Fi key printed on the device. */
export function keyOf({ fingerprint, instances }: Place): string {
	return `key-${fingerprint.toString(36)}-${instances.at(-1) ?? 1}`;
}

/** The address that the device got from the operator (shared address space). */
export function wanAddressOf({ index }: Pick<Place, 'index'>): string {
	const host = index + 1;
	return `100.64.${(host >> 8) & 255}.${host & 255}`;
}

/** The operator's end of the connection. */
export const operatorAddress = '100.64.255.254';

/** The operator's name servers. */
export const nameServers = ['192.0.2.53', '192.0.2.54'] as const;

/** The ping diagnostics: the same names in both data models. */
export const pingParameters: Record<string, Parameter> = {
	DiagnosticsState: writable.string('None', { oneOf: ['Requested'] }),
	Interface: writable.string('', { maxLength: 256 }),
	Host: writable.string('', { maxLength: 256 }),
	NumberOfRepetitions: writable.unsignedInt(4, { range: [1, 1000] }),
	Timeout: writable.unsignedInt(1000, { range: [1, 60000] }),
	DataBlockSize: writable.unsignedInt(64, { range: [1, 65535] }),
	SuccessCount: readOnly.unsignedInt(0),
	FailureCount: readOnly.unsignedInt(0),
	AverageResponseTime: readOnly.unsignedInt(0),
	MinimumResponseTime: readOnly.unsignedInt(0),
	MaximumResponseTime: readOnly.unsignedInt(0),
};
