import { readDevice, type Device } from '../../control/answers/device';
import type { ControlClient } from '../../control/client';
import type { DeviceFilters } from '../../control/endpoints';
import { ControlError } from '../../control/failures/errors';
import type { ListPosition } from '../../control/lists/listEnd';
import { serverInstant } from '../../ground/dates';
import { askForDevices } from './askedDevices';
import { changesFrom, SECOND_MS, type DevicePosition } from './devicePosition';

/** Which part of the devices a poll has to see. */
export type DeviceView =
	/** All of them, because any may be new. */
	| 'all'
	/** Those whose connection changed. */
	| 'changed'
	/** Those with settings that wait, and those that had. */
	| 'pending';

/** How far polls have come in a list that takes several to read. */
export interface DeviceCursor {
	of: 'devices';
	link: ListPosition;
	/** When its reading began, in milliseconds since 1970. */
	startedAt: number;
	/** Whether it is the list of all devices, not only of what changed. */
	isWhole: boolean;
	/** Serial numbers that earlier polls saw. */
	listed: ReadonlySet<string>;
	/** What those polls learned. */
	devices: readonly Device[];
}

/** What a poll saw of the devices. */
export interface DeviceSnapshot {
	devices: Device[];
	complete: boolean;
	/** Serial numbers of devices of which this poll says nothing. */
	alsoListed: ReadonlySet<string>;
	/** Those of earlier polls of the same pass, and of this one. */
	pass: Device[];
	/** When the pass began, in milliseconds since 1970. */
	startedAt: number;
	/** The server showed devices that its filter should have left out. */
	isUnfiltered: boolean;
	/** The failure left everything unanswered that had to be asked for beside the list. */
	isUnanswered: boolean;
	cursor?: DeviceCursor;
	failure?: ControlError;
}

export interface DeviceSnapshotSettings {
	view: DeviceView;
	/** Whether the list has to be read from its beginning, to know what is there. */
	isFirst: boolean;
	filters: DeviceFilters;
	/** Few serial numbers are asked for one by one; empty is all. */
	serialNumbers: ReadonlySet<string>;
	position: DevicePosition;
	/** Serial numbers to ask for where the list does not show them. */
	open: readonly string[];
	deadline: number;
	cursor?: DeviceCursor;
}

const PAGE_SIZE = 1_000;
const MAX_ASKED = 100;

/** More than so many are not asked for one by one. */
export const FEW_DEVICES = 50;

/**
 * Looks at the devices that may have changed: as few as the server's filters allow. What the
 * deadline or a passing failure cuts off is left for the next poll. Throws ControlError.
 */
export async function snapshotOfDevices(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
): Promise<DeviceSnapshot> {
	const { serialNumbers, view } = settings;
	if (serialNumbers.size > 0 && serialNumbers.size <= FEW_DEVICES) {
		return await snapshotOfFew(client, settings);
	}
	if (view === 'pending') return await snapshotOfPending(client, settings);
	const isWhole = view === 'all' || settings.isFirst || settings.cursor?.isWhole === true;
	const from = isWhole ? null : changesFrom(settings.position);
	return from === null
		? await readAll(client, settings)
		: await snapshotOfChanges(client, settings, from);
}

async function readAll(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
): Promise<DeviceSnapshot> {
	return await readPages(client, settings, settings.filters, true);
}

async function snapshotOfFew(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
): Promise<DeviceSnapshot> {
	const asked = await askForDevices(client, [...settings.serialNumbers], settings.deadline);
	const { devices, alsoListed, failure } = asked;
	if (failure && asked.isUnanswered) throw failure;
	return { ...nothingSeen(), devices, alsoListed, failure, pass: devices };
}

/** The list of what changed, where the server filters it; else all of it. */
async function snapshotOfChanges(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
	from: number,
): Promise<DeviceSnapshot> {
	const filters = { ...settings.filters, last_status_change_from: new Date(from).toISOString() };
	const snapshot = await readPages(client, settings, filters, false).catch((error: unknown) => {
		// Some servers may not know the filter, and say so.
		if (error instanceof ControlError && error.httpCode === 400) return null;
		throw error;
	});
	if (snapshot === null) {
		const all = await readAll(client, { ...settings, cursor: undefined });
		return { ...all, isUnfiltered: true };
	}
	const isContradicted = snapshot.devices.some(({ changedAt }) => {
		const instant = serverInstant(changedAt);
		return instant !== null && instant + SECOND_MS <= from;
	});
	// Then it lists all of them.
	if (isContradicted) return { ...snapshot, isUnfiltered: true };
	if (!snapshot.complete || hasWitness(snapshot.pass, settings.position)) return snapshot;
	// It does not even show what was its latest change, so nobody knows what else it leaves out.
	return await readAll(client, { ...settings, cursor: undefined });
}

function hasWitness(devices: readonly Device[], { witnesses }: DevicePosition): boolean {
	return devices.some(({ serialNumber }) => witnesses.includes(serialNumber ?? ''));
}

async function snapshotOfPending(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
): Promise<DeviceSnapshot> {
	const filters = { ...settings.filters, pending: true };
	const list = await readPages(client, settings, filters, false);
	if (!list.complete) return list;
	const shown = new Set(list.pass.map(({ serialNumber }) => serialNumber));
	const missing = settings.open.filter((serialNumber) => !shown.has(serialNumber));
	const due = missing.slice(0, MAX_ASKED);
	const asked = await askForDevices(client, due, settings.deadline);
	const known = new Set([...due, ...list.alsoListed]);
	const unknown = missing.filter((serialNumber) => !due.includes(serialNumber));
	return {
		...list,
		devices: [...list.devices, ...asked.devices],
		alsoListed: new Set([...known, ...unknown, ...asked.alsoListed]),
		failure: list.failure ?? asked.failure,
		// What the list has shown counts all the same: it may not show that again.
		isUnanswered: asked.isUnanswered,
	};
}

async function readPages(
	client: ControlClient,
	settings: DeviceSnapshotSettings,
	filters: DeviceFilters,
	isWhole: boolean,
): Promise<DeviceSnapshot> {
	const { cursor, deadline } = settings;
	const devices: Device[] = [];
	const startedAt = cursor?.startedAt ?? Date.now();
	const listed = cursor?.listed ?? new Set<string>();
	const before = cursor?.devices ?? [];
	let next = cursor?.link ?? null;
	const done = (complete: boolean, failure?: ControlError): DeviceSnapshot => {
		const pass = [...before, ...devices];
		return {
			...nothingSeen(),
			devices,
			pass,
			startedAt,
			alsoListed: listed,
			complete,
			failure,
			...(!complete && next && { cursor: cursorAt(next, { startedAt, pass, isWhole }) }),
		};
	};
	try {
		for await (const page of client.deviceList(filters, PAGE_SIZE, cursor?.link)) {
			for (const entry of page.entries) devices.push(readDevice(entry));
			({ next } = page);
			if (next === null) break;
			if (Date.now() > deadline) return done(false);
		}
	} catch (error) {
		const isPassing = error instanceof ControlError && error.transient && devices.length > 0;
		if (!isPassing || next === null) return await Promise.reject(error);
		return done(false, error);
	}
	// A page that the server no longer knows comes empty: then all has to be read again.
	if (cursor && devices.length === 0) {
		return await readPages(client, { ...settings, cursor: undefined }, filters, isWhole);
	}
	return done(true);
}

/** Only the times of what was read are kept until the next poll. */
function cursorAt(
	link: ListPosition,
	{ startedAt, pass, isWhole }: { startedAt: number; pass: readonly Device[]; isWhole: boolean },
): DeviceCursor {
	const devices = pass.map((device) => ({ ...device, raw: NOTHING }));
	return { of: 'devices', link, startedAt, isWhole, listed: serials(devices), devices };
}

const NOTHING: Device['raw'] = {};

function serials(devices: readonly Device[]): Set<string> {
	return new Set(devices.flatMap(({ serialNumber }) => serialNumber ?? []));
}

function nothingSeen(): DeviceSnapshot {
	return {
		devices: [],
		complete: true,
		alsoListed: new Set(),
		pass: [],
		startedAt: Date.now(),
		isUnfiltered: false,
		isUnanswered: false,
	};
}
