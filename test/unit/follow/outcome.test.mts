import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { MASK } from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import {
	acceptedOutcome,
	notSentOutcome,
	outcomeOf,
} from '../../../nodes/ZequenzeControl/follow/outcome';
import { shown } from './transactions.mts';

const TEN_KEYS = [
	'serial_number',
	'state',
	'values',
	'object',
	'fault',
	'transaction_id',
	'operation',
	'status',
	'updated_at',
	'variables',
];

const UPTIME = 'Device.DeviceInfo.UpTime';
const PASSWORD = 'Device.ManagementServer.Password';

const request: OperationRequest = {
	serial_number: 'SN1',
	operation: 'set',
	variables: [{ variable_name: PASSWORD, value: 'hunter2', value_type: 'string' }],
};

describe('the outcome of a transaction', () => {
	it('has ten keys, always', () => {
		expect(Object.keys(outcomeOf(shown()))).toEqual(TEN_KEYS);
	});

	it('is null where the server shows nothing', () => {
		expect(outcomeOf(shown())).toEqual({
			transaction_id: null,
			state: 'unknown',
			status: null,
			serial_number: null,
			operation: null,
			variables: [],
			values: null,
			object: null,
			fault: null,
			updated_at: null,
		});
	});
});

describe('read values', () => {
	it.each<[unknown, string, unknown]>([
		['300', 'integer', 300],
		['9007199254740993', 'integer', '9007199254740993'],
		['1', 'boolean', true],
		['300', 'string', '300'],
		['2026-03-01T10:00:00Z', 'dateTime', '2026-03-01T10:00:00Z'],
		['', 'string', ''],
	])('%p of the type %s is %p', (value, value_type, typed) => {
		const variables = [{ variable_name: UPTIME, value: String(value), value_type }];
		expect(outcomeOf(shown({ operation: 'get', variables })).values).toEqual({ [UPTIME]: typed });
	});

	it('are not those that a set was to write', () => {
		const variables = [{ variable_name: UPTIME, value: '1' }];
		expect(outcomeOf(shown({ operation: 'set', variables })).values).toBeNull();
	});

	it('are null until there is one', () => {
		const variables = [{ variable_name: UPTIME }];
		expect(outcomeOf(shown({ operation: 'get', variables })).values).toBeNull();
	});
});

describe('secret values', () => {
	const variables = [{ variable_name: PASSWORD, value: 'hunter2' }];

	it('are masked wherever they appear', () => {
		const outcome = outcomeOf(shown({ operation: 'get', variables }));
		expect(outcome.values).toEqual({ [PASSWORD]: MASK });
		expect(JSON.stringify(outcome)).not.toContain('hunter2');
	});

	it('are shown to those who ask for them', () => {
		const { values } = outcomeOf(shown({ operation: 'get', variables }), { showSecrets: true });
		expect(values).toEqual({ [PASSWORD]: 'hunter2' });
	});

	it('are masked in what was just scheduled', () => {
		expect(JSON.stringify(acceptedOutcome(shown(), '7', request))).not.toContain('hunter2');
	});

	it('are masked in what was not sent, and in the request of a dry run', () => {
		expect(JSON.stringify(notSentOutcome(request, 'dry_run'))).not.toContain('hunter2');
	});
});

describe('an added object', () => {
	it.each(['Device.WiFi.SSID.', 'Device.WiFi.SSID'])('of %s has a path ready to use', (table) => {
		const { object } = outcomeOf(
			shown({ operation: 'add.obj', instance: '3', variables: [{ variable_name: table }] }),
		);
		expect(object).toEqual({ instance: 3, path: 'Device.WiFi.SSID.3.' });
	});
});

describe('a fault', () => {
	it('is explained by its code', () => {
		const fault = { code: '9005', message: null, variableName: 'Device.A' };
		expect(outcomeOf(shown({ fault })).fault).toMatchObject({
			code: '9005',
			name: expect.stringMatching(/parameter name/i),
			message: expect.any(String),
			variable_name: 'Device.A',
			transient: false,
		});
	});

	it('keeps the words of the server', () => {
		const fault = { code: '9005', message: 'No such thing', variableName: null };
		expect(outcomeOf(shown({ fault })).fault?.message).toBe('No such thing');
	});

	it('is told, too, where the server only counts it', () => {
		expect(outcomeOf(shown({ failedDevices: 2 })).fault).toMatchObject({
			code: null,
			transient: false,
		});
	});
});

describe('right after scheduling', () => {
	it('what the answer does not repeat is filled in from the request', () => {
		expect(acceptedOutcome(shown(), '67890', request)).toMatchObject({
			transaction_id: '67890',
			state: 'scheduled',
			status: null,
			serial_number: 'SN1',
			operation: 'set',
			variables: [{ variable_name: PASSWORD }],
		});
	});

	it.each([
		[null, 'scheduled'],
		['success', 'scheduled'],
		['whatever', 'scheduled'],
		['in_progress', 'running'],
		['failed', 'failed'],
	])('the word %p means %s', (status, state) => {
		expect(acceptedOutcome(shown({ status }), '1', request).state).toBe(state);
	});
});

describe('what was not sent', () => {
	it('says why, beside the ten keys', () => {
		const outcome = notSentOutcome(request, 'stopped_after_failures');
		expect(Object.keys(outcome)).toEqual([...TEN_KEYS, 'reason']);
		expect(outcome).toMatchObject({ state: 'not_sent', reason: 'stopped_after_failures' });
	});

	it('shows the exact request of a dry run', () => {
		expect(notSentOutcome(request, 'dry_run', { showSecrets: true }).request).toEqual(request);
	});
});

describe('a deletion', () => {
	const deletion = shown({ operation: 'del.obj', status: 'completed' });

	it('is said once the device has done it', () => {
		expect(outcomeOf(deletion)).toMatchObject({ state: 'succeeded', deleted: true });
	});

	it.each([
		['that failed', outcomeOf({ ...deletion, status: 'failed' })],
		[
			'that was only accepted',
			acceptedOutcome(deletion, '7', { serial_number: 'SN1', operation: 'del.obj', variables: [] }),
		],
		['of which the server shows no status', outcomeOf({ ...deletion, status: null })],
	])('%s is none', (_what, outcome) => {
		expect(outcome).not.toHaveProperty('deleted');
	});
});
