import { deviceFilters } from '../../../nodes/ZequenzeControl/fields/deviceFilters';
import { complaint } from '../cwmp/complaint.mts';

function set(filters: object): object {
	return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

const inNewYork = (): string => 'America/New_York';

describe('a filter of the device list', () => {
	it.each<[string, unknown, unknown]>([
		['type', '3', 3],
		['type', 0, 0],
		['organization', ' 12 ', 12],
		['status', 'up', true],
		['status', 'Down', false],
		['status', true, true],
		['status', '0', false],
		['pending', false, false],
		['pending', 'TRUE', true],
		['update_status', true, true],
		['last_status_change_from', '2026-01-31T22:00:00Z', '2026-01-31T22:00:00.000Z'],
		['last_status_change_from', '2026-01-31T23:00:00+01:00', '2026-01-31T22:00:00.000Z'],
		['last_status_change_from', '2026-01-31T17:00:00', '2026-01-31T22:00:00.000Z'],
	])('%s set to %p asks for %p', (name, value, asked) => {
		expect(set(deviceFilters({ [name]: value }, inNewYork))).toEqual({ [name]: asked });
	});

	it('update_status that is off asks for nothing', () => {
		expect(set(deviceFilters({ update_status: false }, inNewYork))).toEqual({});
	});

	it.each<[string, unknown, string]>([
		['type', '', 'Type'],
		['organization', null, 'Organization'],
		['organization', ' ', 'Organization'],
		['pending', undefined, 'Pending Settings'],
		['status', undefined, 'Connection'],
		['last_status_change_from', '', 'Connection Changed Since'],
	])('%s set to %p is refused: it must not mean all devices', (name, value, label) => {
		const { message, fix } = complaint(() => deviceFilters({ [name]: value }, inNewYork));
		expect(message).toBe(`${label}: The filter is empty`);
		expect(fix).toMatch(/remove the filter/);
	});

	it.each<[string, unknown, RegExp]>([
		['type', 'router', /^Type: "router"/],
		['type', -1, /^Type/],
		['organization', 1.5, /^Organization/],
		['status', 'maybe', /^Connection: "maybe"/],
		['pending', 'perhaps', /^Pending Settings/],
		['update_status', 2, /^Update Status/],
		['update_status', '', /^Update Status: No value/],
		['type', '3\u200B', /^Type: /],
		['type', '0x3', /^Type: /],
		['organization', [2], /^Organization: A list/],
		['organization', { toString: 1 }, /^Organization: An object/],
		['status', [true], /^Connection: A list/],
		['last_status_change_from', 'yesterday', /^Connection Changed Since/],
	])('%s set to %p is refused by its name', (name, value, message) => {
		expect(complaint(() => deviceFilters({ [name]: value }, inNewYork)).message).toMatch(message);
	});
});
