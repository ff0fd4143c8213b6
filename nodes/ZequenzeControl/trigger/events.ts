import type { EventName } from '../follow/memory/eventNames';
import type { DeviceView } from './devices/deviceSnapshot';

/** A choice of Trigger On. */
export interface TriggerEvent {
	/** What the editor calls it. */
	name: string;
	/** What workflows store. */
	value: string;
	/** What stands below the node's name on the canvas. */
	action: string;
	description: string;
	/** The events that it stands for. */
	events: readonly EventName[];
	/** For events of devices: which devices a poll has to see. */
	view?: DeviceView;
}

/** The choices of Trigger On, in the order of the editor. */
export const TRIGGER_EVENTS = [
	{
		name: 'Device Added',
		value: 'deviceAdded',
		action: 'On device added',
		description:
			'CONTROL lists a device that it did not list before. Each poll reads the whole list.',
		events: ['device.added'],
		view: 'all',
	},
	{
		name: 'Device Came Online',
		value: 'deviceOnline',
		action: 'On device came online',
		description: 'A device is in contact with CONTROL again, or for the first time',
		events: ['device.online'],
		view: 'changed',
	},
	{
		name: 'Device Connection Changed',
		value: 'deviceConnectionChanged',
		action: 'On device connection changed',
		description: 'A device came online or went offline, whichever comes',
		events: ['device.connection_changed'],
		view: 'changed',
	},
	{
		name: 'Device Went Offline',
		value: 'deviceOffline',
		action: 'On device went offline',
		description: 'CONTROL has lost contact with a device',
		events: ['device.offline'],
		view: 'changed',
	},
	{
		name: 'No Longer Listed',
		value: 'unlisted',
		action: 'On transaction no longer listed',
		description:
			'CONTROL has dropped a transaction from its list. Filters count as they did when it was last listed.',
		events: ['transaction.unlisted'],
	},
	{
		name: 'Settings Applied',
		value: 'settingsApplied',
		action: 'On settings applied',
		description: 'No settings wait for a device any more that had pending ones',
		events: ['device.settings_applied'],
		view: 'pending',
	},
	{
		name: 'Status Changed',
		value: 'statusChanged',
		action: 'On transaction status changed',
		description: 'CONTROL shows another status of a transaction',
		events: ['transaction.status_changed'],
	},
	{
		name: 'Transaction Created',
		value: 'created',
		action: 'On transaction created',
		description: 'Scheduled, here or elsewhere',
		events: ['transaction.created'],
	},
	{
		name: 'Transaction Failed',
		value: 'failed',
		action: 'On transaction failed',
		description: 'The device reported a fault',
		events: ['transaction.failed'],
	},
	{
		name: 'Transaction Finished',
		value: 'finished',
		action: 'On transaction finished',
		description: 'Succeeded or failed, whichever comes',
		events: ['transaction.succeeded', 'transaction.failed'],
	},
	{
		name: 'Transaction Succeeded',
		value: 'succeeded',
		action: 'On transaction succeeded',
		description: 'The device has done what was asked',
		events: ['transaction.succeeded'],
	},
] as const satisfies readonly TriggerEvent[];

/** The choices that are about devices. */
export const DEVICE_CHOICES: string[] = TRIGGER_EVENTS.flatMap((event) =>
	'view' in event ? [event.value] : [],
);

/** The choices that are about transactions. */
export const TRANSACTION_CHOICES: string[] = TRIGGER_EVENTS.flatMap((event) =>
	'view' in event ? [] : [event.value],
);
