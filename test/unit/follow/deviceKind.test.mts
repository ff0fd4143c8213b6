import { readDevice, type Device } from '../../../nodes/ZequenzeControl/control/answers/device';
import { deviceEventItem } from '../../../nodes/ZequenzeControl/follow/events/deviceEventItem';
import {
	deviceKind,
	type DeviceFollowing,
} from '../../../nodes/ZequenzeControl/follow/events/deviceKind';
import type { Happening } from '../../../nodes/ZequenzeControl/follow/memory/kind';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';

const NOTICED = '2026-01-01T00:00:00Z';

function kind(facts: Partial<DeviceFollowing> = {}) {
	return deviceKind({ afterPolls: 1, noticedAt: NOTICED, ...facts });
}

function device(facts: JsonObject): Device {
	return readDevice({ serial_number: 'SN1', pending_settings: false, ...facts });
}

/** What happens while a device is seen like this, poll by poll. */
function story(states: JsonObject[], facts: Partial<DeviceFollowing> = {}): string[][] {
	const { advance, lastSeenOf, happened } = kind(facts);
	let seen: string | undefined;
	return states.map((state) => {
		const shown = lastSeenOf(device(state));
		const now = advance?.(seen, shown) ?? shown;
		const events = happened(seen, now).map((name) => name.replace('device.', ''));
		seen = now;
		return events;
	});
}

const UP = { status: true };
const DOWN = { status: false };
const NEVER = { status: null };

it.each<[string, JsonObject[], string[][]]>([
	['comes online', [DOWN, UP, UP], [['added'], ['online', 'connection_changed'], []]],
	[
		'goes offline',
		[UP, DOWN],
		[
			['added', 'online', 'connection_changed'],
			['offline', 'connection_changed'],
		],
	],
	['is there for the first time, and down', [DOWN], [['added']]],
	['has its first contact', [NEVER, UP], [['added'], ['online', 'connection_changed']]],
	[
		'is shown without its status for once',
		[UP, NEVER, UP],
		[['added', 'online', 'connection_changed'], [], []],
	],
	[
		'gets settings, and applies them',
		[DOWN, { ...DOWN, pending_settings: true }, DOWN],
		[['added'], [], ['settings_applied']],
	],
	[
		'is shown without its settings for once',
		[{ ...DOWN, pending_settings: true }, { ...DOWN, pending_settings: null }, DOWN],
		[['added'], [], ['settings_applied']],
	],
])('a device that %s', (_what, states, events) => {
	expect(story(states)).toEqual(events);
});

describe('after three polls', () => {
	const online = ['online', 'connection_changed'];

	it('a change counts that all of them saw', () => {
		const states = [DOWN, UP, UP, UP, UP];
		expect(story(states, { afterPolls: 3 })).toEqual([['added'], [], [], online, []]);
	});

	it('flapping does not', () => {
		const states = [DOWN, UP, UP, DOWN, UP, DOWN, UP];
		expect(story(states, { afterPolls: 3 }).flat()).toEqual(['added']);
	});
});

it('a device that changed and changed back between two polls came online again, each time', () => {
	const hasChanged = () => true;
	const again = ['online', 'connection_changed'];
	const [, ...later] = story([UP, UP, UP, UP], { hasChanged });
	expect(later).toEqual([again, again, again]);
});

describe('an item', () => {
	const raw = {
		serial_number: 'SN1',
		name: 'Home',
		status: true,
		last_status_change: '2026-02-02T00:00:00Z',
		extra: { password: 'geheim-42' },
	};

	function happening(facts: Partial<Happening<Device>> = {}): Happening<Device> {
		const event = 'device.online';
		const subject = readDevice(raw);
		const at = kind().timeOf(subject, event, 'down*');
		return { event, key: ' SN1', subject, seen: 'up', listed: true, at, ...facts };
	}

	const simplified = { raw: false, showSecrets: false };

	it('tells of the event, of the device, and how that was before', () => {
		expect(deviceEventItem(happening(), simplified)).toEqual({
			event: 'device.online',
			event_key: 'SN1:device.online:2026-02-02T00:00:00Z',
			serial_number: 'SN1',
			name: 'Home',
			type: null,
			organization: null,
			status: true,
			connection: 'up',
			last_status_change: '2026-02-02T00:00:00Z',
			pending_settings: null,
			created_at: null,
			updated_at: null,
			before: { status: false, pending_settings: true },
		});
	});

	it('says nothing of before where that is not known', () => {
		const at = kind().timeOf(readDevice(raw), 'device.added', undefined);
		const item = deviceEventItem(happening({ event: 'device.added', at }), simplified);
		expect(item).toMatchObject({ event_key: 'SN1:device.added:', before: null });
	});

	it('is the server’s own answer where that is wanted, with no secret in it', () => {
		const item = deviceEventItem(happening(), { raw: true, showSecrets: false });
		expect(item).toMatchObject({ name: 'Home', event: 'device.online' });
		expect(JSON.stringify(item)).not.toContain('geheim-42');
	});

	it('says so where the device is no longer listed', () => {
		expect(deviceEventItem(happening({ listed: false }), simplified).listed).toBe(false);
	});
});
