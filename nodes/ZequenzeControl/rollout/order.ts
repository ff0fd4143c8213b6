/** In which order devices get their turn. */
export type RollOutOrder = 'given' | 'random' | 'spread';

/** A device as far as the order of a roll-out is concerned. */
export interface Orderable {
	readonly serial_number: string;
	/** The model or type; devices of which it is not known are taken as one type. */
	readonly type?: string | null;
}

/**
 * The devices in the order of the roll-out. `random` is the same each time for one seed; `spread`
 * takes one device of each type in turn, the rarest types first, so that the first wave has every
 * model as far as it is large enough.
 */
export function inOrder<D extends Orderable>(
	devices: readonly D[],
	order: RollOutOrder,
	seed: string,
): D[] {
	if (order === 'given') return [...devices];
	if (order === 'random') return shuffled(devices, seed);
	return spread(shuffled(devices, seed));
}

/** By a hash of seed and serial number: a device keeps its place when others come or go. */
function shuffled<D extends Orderable>(devices: readonly D[], seed: string): D[] {
	return devices
		.map((device) => ({ device, place: hash(`${seed} ${device.serial_number}`) }))
		.sort((one, other) => one.place - other.place)
		.map(({ device }) => device);
}

function spread<D extends Orderable>(devices: readonly D[]): D[] {
	const byType = new Map<string, D[]>();
	for (const device of devices) {
		const type = device.type ?? '';
		const known = byType.get(type);
		if (known) known.push(device);
		else byType.set(type, [device]);
	}
	const queues = [...byType.values()].sort((one, other) => one.length - other.length);
	const taken: D[] = [];
	for (let turn = 0; taken.length < devices.length; turn += 1) {
		for (const queue of queues) {
			const device = queue[turn];
			if (device !== undefined) taken.push(device);
		}
	}
	return taken;
}

/** FNV-1a, 32 bits, with a last mix so that texts with one beginning do not stay neighbours. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	return (value ^ (value >>> 13)) >>> 0;
}
