import type { EncodedValue } from '../cwmp/valueType';

/** A variable as it shall be on a device. */
export interface WantedVariable {
	readonly variable_name: string;
	/** The values that are right; the first is what is set where none of them is there. */
	readonly allowed: readonly [EncodedValue, ...EncodedValue[]];
}

/** The roots of the two data models; a device has one of them. */
export const ROOTS = ['Device.', 'InternetGatewayDevice.'] as const;

export type Root = (typeof ROOTS)[number];

/** The standard root that a path lies under; undefined for a vendor's own. */
export function rootOf(path: string): Root | undefined {
	return ROOTS.find((root) => path.startsWith(root));
}

/**
 * The roots under which something is wanted: where there are two, a device has to be asked for its
 * own.
 */
export function rootsIn(wanted: readonly WantedVariable[]): Root[] {
	return ROOTS.filter((root) => wanted.some(({ variable_name: path }) => path.startsWith(root)));
}

/** What applies to a device with this root: all but what lies under the other one. */
export function applicableTo(
	wanted: readonly WantedVariable[],
	root: Root,
): readonly WantedVariable[] {
	return wanted.filter(({ variable_name: path }) => {
		const own = rootOf(path);
		return own === undefined || own === root;
	});
}
