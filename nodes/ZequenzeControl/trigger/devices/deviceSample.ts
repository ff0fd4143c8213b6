import { readDevice, type Device } from '../../control/answers/device';
import type { ControlClient } from '../../control/client';
import { deviceKind } from '../../follow/events/deviceKind';
import type { EventName } from '../../follow/memory/eventNames';
import type { Happening } from '../../follow/memory/kind';
import { InvalidInput } from '../../ground/invalidInput';
import type { DeviceSettings, TriggerSettings } from '../settings';

const PAGE_SIZE = 100;

/** How many devices are looked at: an example is soon found, or there is none. */
const MAX_DEVICES = 1_000;

/**
 * What "Fetch Test Event" shows: the device that changed last of those that could have caused the
 * event. Throws InvalidInput where there is none, because an empty answer would look as if nothing
 * worked.
 */
export async function sampleDevices(
	client: ControlClient,
	{ events }: TriggerSettings,
	{ filters, isWanted }: DeviceSettings,
	deadline: number,
): Promise<Array<Happening<Device>>> {
	const seen: Device[] = [];
	for await (const { entries } of client.deviceList(filters, PAGE_SIZE)) {
		seen.push(...entries.map(readDevice));
		if (seen.length >= MAX_DEVICES || Date.now() > deadline) break;
	}
	const kind = deviceKind({ afterPolls: 1, noticedAt: new Date().toISOString() });
	const samples = seen.filter(isWanted).flatMap((device): Array<Happening<Device>> => {
		const key = kind.keyOf(device);
		const event = [...events].find((name) => couldHaveCaused(name, device));
		if (key === null || event === undefined) return [];
		const at = kind.timeOf(device, event, undefined);
		return [{ event, key, subject: device, seen: kind.lastSeenOf(device), listed: true, at }];
	});
	const [latest] = samples.sort(latestFirst);
	if (latest) return [latest];
	throw new InvalidInput(
		'No data with the current filter could be found',
		seen.length === 0
			? 'CONTROL lists no devices that this token may see.'
			: `CONTROL lists ${seen.length} devices, but none that fits Trigger On and the filters. Change them, or wait for one.`,
	);
}

function couldHaveCaused(event: EventName, { isUp, isPending }: Device): boolean {
	if (event === 'device.online') return isUp === true;
	if (event === 'device.offline') return isUp === false;
	return event === 'device.settings_applied' ? isPending === false : true;
}

function latestFirst(one: Happening<Device>, other: Happening<Device>): number {
	const [a, b] = [one, other].map(({ subject }) => Date.parse(subject.changedAt ?? ''));
	return (b || 0) - (a || 0);
}
