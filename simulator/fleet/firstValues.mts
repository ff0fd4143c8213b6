import { type Parameter, type Place, readOnly, writable } from './parameter.mts';

const firmwares = ['3.1.0', '3.1.2', '3.2.0'] as const;

/** The firmware a device was delivered with. */
export function firmwareOf({ fingerprint }: Pick<Place, 'fingerprint'>): string {
	return firmwares[fingerprint % firmwares.length] ?? firmwares[0];
}

/** A locally administered MAC address that no other device or interface of the fleet has. */
export function macOf({ index, instances }: Place): string {
	const last = instances.reduce((sum, instance) => sum * 16 + instance, 0) % 256;
	const bytes = [0x02, 0xab, (index >> 16) & 255, (index >> 8) & 255, index & 255, last];
	return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The Wi-Fi name printed on the device. */
export function nameOf({ index, instances }: Place): string {
	return `Example-${index + 1}-${instances[0] ?? 1}`;
}

/** The Wi-Fi key printed on the device. */
export function keyOf({ fingerprint, instances }: Place): string {
	return `key-${fingerprint.toString(36)}-${instances[0] ?? 1}`;
}

/** The address that the device got from the operator (shared address space). */
export function wanAddressOf({ index }: Pick<Place, 'index'>): string {
	return `100.64.${(index >> 8) & 255}.${index & 255}`;
}

/** The address of a host in the home. */
export function addressOf({ instances }: Place): string {
	return `192.168.1.${100 + (instances[0] ?? 0)}`;
}

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
