import type { INodeParameters, IPollFunctions } from 'n8n-workflow';

import {
	readTriggerSettings,
	type TriggerSettings,
} from '../../../nodes/ZequenzeControl/trigger/settings';
import { strictFake } from '../actions/strictFake.mts';
import { complaint } from '../cwmp/complaint.mts';

function settingsOf(parameters: INodeParameters): TriggerSettings {
	const getNodeParameter: jest.Mock = jest.fn(
		(name: string, fallback: unknown) => parameters[name] ?? fallback,
	);
	return readTriggerSettings(strictFake<IPollFunctions>({ getNodeParameter }));
}

it('a trigger that is not set up reports what finishes, from now on', () => {
	expect(settingsOf({})).toMatchObject({
		events: new Set(['transaction.succeeded', 'transaction.failed']),
		transactionIds: new Set(),
		updateStatus: false,
		maxItems: 500,
		lookBackMs: 0,
		shape: 'simplified',
	});
});

it.each([
	['created', ['transaction.created']],
	['failed', ['transaction.failed']],
	['finished', ['transaction.succeeded', 'transaction.failed']],
	['statusChanged', ['transaction.status_changed']],
	['succeeded', ['transaction.succeeded']],
	['unlisted', ['transaction.unlisted']],
])('Trigger On %s is about %p', (triggerOn, events) => {
	expect([...settingsOf({ triggerOn }).events]).toEqual(events);
});

it('minutes to look back are milliseconds inside', () => {
	expect(settingsOf({ options: { lookBack: 2 } }).lookBackMs).toBe(120_000);
});

it('10,000 ids may be given', () => {
	const transactionIds = Array.from({ length: 10_000 }, (_, nth) => nth).join(', ');
	expect(settingsOf({ filters: { transactionIds } }).transactionIds.size).toBe(10_000);
});

it.each<[string, INodeParameters, RegExp]>([
	['another event', { triggerOn: 'everything' }, /^Trigger On/],
	['no items', { options: { mostItems: 0 } }, /^Max Items per Poll/],
	['a negative look back', { options: { lookBack: -1 } }, /^Look Back/],
])('%s is refused', (_what, parameters, message) => {
	expect(complaint(() => settingsOf(parameters)).message).toMatch(message);
});
