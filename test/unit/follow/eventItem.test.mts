import {
	eventItem,
	rawEventItem,
	type TransactionEvent,
} from '../../../nodes/ZequenzeControl/follow/events/eventItem';
import { shown } from './transactions.mts';

function happened(facts: Partial<TransactionEvent> = {}): TransactionEvent {
	return {
		event: 'transaction.succeeded',
		key: ' 67890',
		subject: shown({ id: '67890', status: 'completed', raw: { id: 67890, error: 'none' } }),
		seen: 'succeeded|completed',
		listed: true,
		at: '2026-03-01T10:00:00Z',
		...facts,
	};
}

it('an item starts with its event and its key, and goes on with the outcome', () => {
	const item = eventItem(happened(), {});
	expect(Object.keys(item).slice(0, 4)).toEqual(['event', 'event_key', 'serial_number', 'state']);
	expect(Object.keys(item)).toHaveLength(12);
});

it.each<[string, Partial<TransactionEvent>, string]>([
	['an end', {}, '67890:transaction.succeeded:completed:2026-03-01T10:00:00Z'],
	[
		'a change',
		{ event: 'transaction.status_changed', at: null },
		'67890:transaction.status_changed:completed:',
	],
	['a creation', { event: 'transaction.created' }, '67890:transaction.created::'],
	['a disappearance', { event: 'transaction.unlisted' }, '67890:transaction.unlisted::'],
	[
		'a creation whose id another device had before',
		{ event: 'transaction.created', at: 'x#1' },
		'67890:transaction.created::x#1',
	],
])('the key of %s is the same whenever it is noticed', (_what, facts, key) => {
	expect(eventItem(happened(facts), {}).event_key).toBe(key);
});

it('an item says so where the transaction is no longer listed', () => {
	expect(eventItem(happened({ listed: false }), {}).listed).toBe(false);
	expect(eventItem(happened(), {})).not.toHaveProperty('listed');
});

it('a raw item is the server’s answer with the event, and has no `error` key', () => {
	expect(rawEventItem(happened(), false)).toMatchObject({
		id: 67890,
		event: 'transaction.succeeded',
	});
	expect(rawEventItem(happened(), false)).not.toHaveProperty('error');
});

it('a raw item shows no secret, wherever the server shows it, unless that is wanted', () => {
	const variables = [
		{ variable_name: 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase', value: 'geheim-42' },
		{ variable_name: 'Device.WiFi.SSID.1.SSID', value: 'Home' },
	];
	const raw = { id: 67890, status: 'completed', variables, nested: { variables } };
	const event = happened({ subject: shown({ id: '67890', raw }) });
	const [hidden, plain] = [false, true].map((shows) => JSON.stringify(rawEventItem(event, shows)));
	expect(hidden).not.toContain('geheim-42');
	expect(hidden).toContain('Home');
	expect(plain).toContain('geheim-42');
});
