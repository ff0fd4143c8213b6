import { simplifiedDevice, type Device } from '../../control/answers/device';
import { redactAnswer } from '../../control/redaction/redaction';
import type { JsonObject } from '../../ground/json';
import type { EventName } from '../memory/eventNames';
import type { Happening } from '../memory/kind';
import { deviceKind, stateBefore } from './deviceKind';

const { eventKey } = deviceKind({ afterPolls: 1, noticedAt: '' });

/**
 * The item that tells of an event of a device, with the device in simplified form, or as the server
 * shows it.
 */
export function deviceEventItem(
	event: Happening<Device>,
	{ raw, showSecrets }: { raw: boolean; showSecrets: boolean },
): JsonObject {
	const shown = event.subject.raw;
	const device = raw ? redactAnswer(shown, { showSecrets }) : simplifiedDevice(shown);
	return {
		...(raw ? device : {}),
		event: event.event,
		event_key: eventKey(event),
		...(raw ? {} : device),
		before: before(event),
		...(event.listed ? {} : { listed: false }),
	};
}

/** How the device stood before, in the words of the device itself; null where it was not known. */
function before(event: Happening<Device>): JsonObject | null {
	const state = stateBefore(event);
	if (state === null) return null;
	const { connection, isPending } = state;
	const isUp = connection === 'up';
	// What came online had been offline, also where no poll saw it.
	const status = CAME_TO[event.event] ?? isUp;
	return {
		status: connection === 'unknown' ? null : status,
		pending_settings: isPending,
	};
}

/** Which status an event ends. */
const CAME_TO: Readonly<Partial<Record<EventName, boolean>>> = {
	'device.online': false,
	'device.offline': true,
};
