/** What can happen to what is followed. */
export const EVENT_NAMES = [
	'transaction.created',
	'transaction.status_changed',
	'transaction.succeeded',
	'transaction.failed',
	'transaction.unlisted',
	'device.added',
	'device.online',
	'device.offline',
	'device.connection_changed',
	'device.settings_applied',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

/** The event of this name; undefined where there is none. */
export function eventNamed(name: unknown): EventName | undefined {
	return EVENT_NAMES.find((known) => known === name);
}
