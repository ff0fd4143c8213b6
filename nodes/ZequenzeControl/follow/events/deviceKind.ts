import type { Device } from '../../control/answers/device';
import type { EventName } from '../memory/eventNames';
import type { Happening, Kind } from '../memory/kind';
import type { LastSeen } from '../memory/lastSeen';
import { idIn, untaggedKey } from '../packing/subjectKey';

/** How devices are followed. */
export interface DeviceFollowing {
	/** How many polls in a row must see a device up, or down, before that counts. */
	afterPolls: number;
	/** The server's time now, for servers that show no time of a change. */
	noticedAt: string;
	/** What was there before following began may be news, too. */
	looksBack?: boolean;
	/** Whether a device has changed since the last poll, also where it is again as it was then. */
	hasChanged?: (device: Device) => boolean;
}

/** Whether a device is in contact with the server. */
export type Connection = 'up' | 'down' | 'unknown';

/**
 * What is remembered of a device, e.g. `up`, `down*` with settings that wait, `up>down2` when two
 * polls saw it down, `up!` when it went down and came up again since the last poll.
 */
interface Parts {
	connection: Connection;
	/** What the last polls saw, but not often enough. */
	next: Connection | null;
	polls: number;
	/** It changed, and changed back: a sign, and another one when that comes twice in a row. */
	again: '' | '!' | '#';
	/** Null where the server does not show it. */
	isPending: boolean | null;
}

const SEEN = /^(up|down|unknown)([!#]?)(?:>(up|down)(\d{1,4}))?([*?]?)$/;

/** How devices are followed from one poll to the next. */
export function deviceKind({
	afterPolls,
	noticedAt,
	looksBack,
	hasChanged = () => false,
}: DeviceFollowing): Kind<Device> {
	return {
		keyOf: ({ serialNumber }) => (serialNumber === null ? null : untaggedKey(serialNumber)),
		lastSeenOf: (device) =>
			textOf({
				connection: device.isUp === null ? 'unknown' : device.isUp ? 'up' : 'down',
				again: hasChanged(device) ? '!' : '',
				isPending: device.isPending,
			}),
		advance: (seen, now) => (seen === undefined ? now : advanced(seen, now, afterPolls)),
		isFurther: (one, other) => (one.changedAt ?? '') > (other.changedAt ?? ''),
		isEnd: () => false,
		isBefore: () => false,
		happened: (seen, now) => happened(seen, now, looksBack === true),
		timeOf: (device, event, seen) => stampOf(timeOf(device, event) ?? noticedAt, seen),
		isTimed: true,
		remembered: (key) => ({
			serialNumber: idIn(key),
			isUp: null,
			isPending: null,
			changedAt: null,
			createdAt: null,
			updatedAt: null,
			raw: { serial_number: idIn(key) },
		}),
		eventKey,
	};
}

/** Whether polls are still to tell if this device has changed. */
export function isUndecided(seen: LastSeen): boolean {
	return partsOf(seen).next !== null;
}

/** Whether settings wait for the device. */
export function hasPendingSettings(seen: LastSeen): boolean {
	return partsOf(seen).isPending === true;
}

/** How a device stood before an event; null where that is not known. */
export function stateBefore({ at }: Pick<Happening<Device>, 'at'>): Parts | null {
	const before = at?.slice(at.indexOf(BEFORE) + 1);
	return before ? partsOf(before) : null;
}

// What a device was before is kept with the time of the event, so that a repeat tells the same.
const BEFORE = '|';

function stampOf(time: string, seen: LastSeen | undefined): string {
	return `${time.split(BEFORE).join(' ')}${BEFORE}${seen ?? ''}`;
}

/** The server's time of an event; an empty text where it shows none. */
export function happenedAt({ at }: Pick<Happening<Device>, 'at'>): string {
	return (at ?? '').split(BEFORE, 1)[0] ?? '';
}

function eventKey(event: Happening<Device>): string {
	return [idIn(event.key), event.event, happenedAt(event)].join(':');
}

/** Settings may be applied without a time that says so: then it is the poll that noticed it. */
function timeOf(device: Device, event: EventName): string | null {
	if (event === 'device.added') return device.createdAt ?? '';
	return event === 'device.settings_applied' ? null : device.changedAt;
}

function happened(
	seen: LastSeen | undefined,
	now: LastSeen,
	looksBack: boolean,
): readonly EventName[] {
	const after = partsOf(now);
	const before = seen === undefined ? undefined : partsOf(seen);
	const events: EventName[] = before ? [] : ['device.added'];
	const isFirst = before === undefined || before.connection === 'unknown';
	if (after.connection !== before?.connection || after.again) {
		if (after.connection === 'up') events.push('device.online', 'device.connection_changed');
		// What was never seen up did not go down, unless that was before all following.
		if (after.connection === 'down' && (!isFirst || looksBack)) {
			events.push('device.offline', 'device.connection_changed');
		}
	}
	if (before?.isPending === true && after.isPending === false) {
		events.push('device.settings_applied');
	}
	return events;
}

function advanced(seen: LastSeen, now: LastSeen, afterPolls: number): LastSeen {
	const [before, after] = [partsOf(seen), partsOf(now)];
	const isPending = after.isPending ?? before.isPending;
	const { connection } = before;
	if (after.connection === 'unknown') return textOf({ connection, isPending });
	if (after.connection === connection) {
		const sign = before.again === '!' ? '#' : '!';
		return textOf({
			connection,
			again: after.again && before.next === null ? sign : '',
			isPending,
		});
	}
	const polls = (before.next === after.connection ? before.polls : 0) + 1;
	const isDecided = polls >= afterPolls || connection === 'unknown';
	return isDecided
		? textOf({ connection: after.connection, isPending })
		: textOf({ connection, next: after.connection, polls, isPending });
}

function textOf({ connection, again = '', next, polls, isPending }: Partial<Parts>): LastSeen {
	const waiting = next ? `>${next}${polls}` : '';
	const pending = isPending === true ? '*' : isPending === false ? '' : '?';
	return `${connection}${again}${waiting}${pending}`;
}

function partsOf(seen: LastSeen): Parts {
	const [, connection, again, next, polls, pending] = SEEN.exec(seen) ?? [];
	return {
		connection: connectionOf(connection) ?? 'unknown',
		again: again === '!' || again === '#' ? again : '',
		next: connectionOf(next),
		polls: Number(polls ?? 0),
		isPending: pending === '?' || pending === undefined ? null : pending === '*',
	};
}

function connectionOf(word: string | undefined): Connection | null {
	return word === 'up' || word === 'down' || word === 'unknown' ? word : null;
}
