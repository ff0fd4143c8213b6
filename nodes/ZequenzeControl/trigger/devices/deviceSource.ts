import type { IDataObject } from 'n8n-workflow';

import type { Device } from '../../control/answers/device';
import { rest } from '../../control/n8nTransport';
import { changesInSlices } from '../../follow/events/changes';
import { deviceEventItem } from '../../follow/events/deviceEventItem';
import {
	deviceKind,
	happenedAt,
	hasPendingSettings,
	isUndecided,
} from '../../follow/events/deviceKind';
import { inOrderOfTime } from '../../follow/events/listOrder';
import type { EventName } from '../../follow/memory/eventNames';
import type { Happening, Kind } from '../../follow/memory/kind';
import { seenIn } from '../../follow/memory/lastSeen';
import type { Memory } from '../../follow/memory/memory';
import { idIn } from '../../follow/packing/subjectKey';
import { serverInstant } from '../../ground/dates';
import { newsSince } from '../relevance';
import type { DeviceSettings, TriggerSettings } from '../settings';
import { memoryOf, type Outcome, type Round, type Source } from '../source';
import {
	changedSince,
	changesSeen,
	latestChange,
	oldUntil,
	positionIn,
	storedPosition,
	type DevicePosition,
} from './devicePosition';
import { sampleDevices } from './deviceSample';
import { snapshotOfDevices, type DeviceSnapshot, type DeviceView } from './deviceSnapshot';

/** Follows devices. */
export function deviceSource(settings: TriggerSettings, devices: DeviceSettings): Source {
	return {
		key: JSON.stringify(['devices', devices.view, devices.list]),
		poll: async (round) => await pollDevices(settings, devices, round),
		sample: async (client, deadline) => {
			const events = await sampleDevices(client, settings, devices, deadline);
			return events.map((event) => itemOf(event, settings));
		},
	};
}

async function pollDevices(
	settings: TriggerSettings,
	devices: DeviceSettings,
	round: Round,
): Promise<Outcome> {
	const { client, host, deadline, cursor } = round;
	const { view, list } = devices;
	const before = memoryOf(round.before, (scope) => scope === 'devices');
	// With other filters of the list, other devices come in sight: these are not new.
	const credential = JSON.stringify([round.credential, view, list]);
	const isKnown = before?.host === host && before.credential === credential;
	const isFirst = !isKnown || before.lacksBaseline === true;
	const position = positionIn(isKnown ? before.position : undefined);
	const snapshot = await snapshotOfDevices(client, {
		view,
		isFirst,
		filters: devices.filters,
		serialNumbers: devices.serialNumbers,
		position,
		open: isKnown ? openDevices(before) : [],
		deadline,
		cursor: cursor?.of === 'devices' ? cursor : undefined,
	});
	const now = client.serverTime() ?? Date.now();
	const since = client.serverTime(round.activatedAt) ?? round.activatedAt;
	const kind = deviceKind({
		afterPolls: devices.afterPolls,
		noticedAt: new Date(now).toISOString(),
		looksBack: isFirst && settings.lookBackMs > 0,
		// Who wants no flapping reported wants to know all the same what happened while nobody looked.
		hasChanged: devices.afterPolls === 1 || !round.isSure ? changedSince(position, now) : undefined,
	});
	const isOld = oldChanges(view, position);
	const { events, ...changes } = await changesInSlices(
		kind,
		before,
		{
			subjects: snapshot.devices,
			complete: snapshot.complete,
			// Only few devices may have been asked for, so what is missing says nothing.
			isCut: true,
			alsoListed: snapshot.alsoListed,
			host,
			credential,
			scope: 'devices',
			startedAt: since,
		},
		{
			events: settings.events,
			isWanted: devices.isWanted,
			maxEvents: settings.maxItems,
			isRecent: recentDevices(view, newsSince(before, since, round, settings.lookBackMs)),
			wasWanted: (event, device) =>
				!isOld(device) && (round.isSure || wasWanted(before, settings, devices)(event, device)),
		},
		rest,
	);
	const next = positionAfter(position, snapshot, changes.memory, { kind, now, isFirst });
	return {
		...changes,
		memory: { ...changes.memory, position: storedPosition(next) },
		items: inOrderOfTime(events, happenedAt).map((event) => itemOf(event, settings)),
		complete: snapshot.complete,
		read: `${snapshot.devices.length} devices`,
		cursor: snapshot.cursor,
		failure: snapshot.failure,
		isUnanswered: snapshot.isUnanswered,
	};
}

/**
 * Serial numbers of devices with settings that wait, and of those whose event is still to be
 * reported.
 */
function openDevices(before: Memory): string[] {
	const waiting = [...before.lastSeen].filter(([, lastSeen]) =>
		hasPendingSettings(seenIn(lastSeen)),
	);
	return [...before.pending.keys(), ...waiting.map(([key]) => key)].map(idIn);
}

/** An old copy of the data may show a change that was there before following began. */
function oldChanges(view: DeviceView, position: DevicePosition): (device: Device) => boolean {
	const until = oldUntil(position);
	return ({ changedAt }) => {
		const instant = view === 'changed' ? serverInstant(changedAt) : null;
		return instant !== null && instant < until;
	};
}

function recentDevices(view: DeviceView, since: number): (device: Device) => boolean {
	return ({ changedAt, createdAt }) => {
		const instant = serverInstant(view === 'all' ? createdAt : changedAt);
		return instant !== null && instant >= since;
	};
}

/** What other settings wanted in the process before, which may have seen more than it reported. */
function wasWanted(
	before: Memory | undefined,
	{ wanted }: TriggerSettings,
	{ wantedBy }: DeviceSettings,
): (event: EventName, device: Device) => boolean {
	if (before?.wanted === undefined || before.wanted === wanted) return () => true;
	return wantedBy(before.wanted) ?? (() => true);
}

function positionAfter(
	before: DevicePosition,
	snapshot: DeviceSnapshot,
	memory: Memory,
	{ kind, now, isFirst }: { kind: Kind<Device>; now: number; isFirst: boolean },
): DevicePosition {
	if (!snapshot.complete) return before;
	const { latest, newest, witnesses } = latestChange(snapshot.pass, before, now);
	// What changed while a long list was read may have been passed over by then.
	const tookMs = Math.max(0, Date.now() - snapshot.startedAt);
	const isLonger = latest !== null && (before.latest === null || latest - tookMs > before.latest);
	return {
		latest: isLonger && latest !== null ? latest - tookMs : before.latest,
		...changesSeen(snapshot.pass, before, newest, tookMs),
		first: isFirst ? latest : before.first,
		witnesses,
		waiting: earliestOpen(snapshot, memory, kind),
		isUnfiltered: before.isUnfiltered || snapshot.isUnfiltered,
	};
}

/**
 * The earliest change of devices of which polls have still to decide something, or to report it.
 */
function earliestOpen(
	{ pass }: DeviceSnapshot,
	{ lastSeen, pending }: Memory,
	kind: Kind<Device>,
): number | null {
	let earliest: number | null = null;
	for (const device of pass) {
		const key = kind.keyOf(device);
		const instant = serverInstant(device.changedAt);
		if (key === null || instant === null) continue;
		if (!pending.has(key) && !isUndecided(seenIn(lastSeen.get(key) ?? ''))) continue;
		earliest = Math.min(earliest ?? instant, instant);
	}
	return earliest;
}

function itemOf(event: Happening<Device>, { shape, outcomeOptions }: TriggerSettings): IDataObject {
	return deviceEventItem(event, {
		raw: shape === 'raw',
		showSecrets: outcomeOptions.showSecrets === true,
	});
}
