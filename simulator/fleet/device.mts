import { seededRandom } from '../seededRandom.mts';
import type { DataModel } from './dataModel.mts';
import { device2 } from './device2.mts';
import { internetGatewayDevice1 } from './internetGatewayDevice1.mts';
import { takeOverAtRestart } from './lateValues.mts';
import { ParameterTree } from './parameterTree.mts';

/**
 * A device as the server knows it, with the tree that only the device knows. Times are epoch
 * milliseconds.
 */
export interface Device {
	serial: string;
	name: string;
	/** Id of the device type: 1 for TR-181 models, 2 for TR-098 ones. */
	type: number;
	organization: number;
	online: boolean;
	lastStatusChange: number;
	/** Last contact with the server; null before the first. */
	lastInform: number | null;
	createdAt: number;
	updatedAt: number;
	tree: ParameterTree;
	/** Actions that wait for the device's next contact, by their codes. */
	actions: string[];
	/** Restarts the device: its up time begins again, and what waited for it applies. */
	restart(): void;
}

/** Every fifth device is an old one. */
const oldModelEvery = 5;
const organizations = 3;

/** Returns the serial number of the device at a position of the fleet, counted from 0. */
export function serialOf(index: number): string {
	return `SN${String(index + 1).padStart(6, '0')}`;
}

/** Returns the device at a position of the fleet; the same seed gives the same device. */
export function makeDevice(index: number, seed: number, online: boolean, now: number): Device {
	const serial = serialOf(index);
	const isOld = (index + 1) % oldModelEvery === 0;
	const model: DataModel = isOld ? internetGatewayDevice1 : device2;
	const random = seededRandom(seed + index * 7919);
	const fingerprint = Math.floor(random() * 2 ** 32);
	let switchedOn = now - Math.floor(random() * 30 * 24 * 3600) * 1000;
	const upTime = (): number => Math.floor((Date.now() - switchedOn) / 1000);
	const tree = new ParameterTree(model, { serial, index, fingerprint, upTime });
	return {
		serial,
		name: `Home ${index + 1}`,
		type: isOld ? 2 : 1,
		organization: (index % organizations) + 1,
		online,
		lastStatusChange: switchedOn,
		lastInform: null,
		createdAt: switchedOn,
		updatedAt: now,
		tree,
		actions: [],
		restart: () => {
			switchedOn = Date.now();
			takeOverAtRestart(tree);
		},
	};
}
