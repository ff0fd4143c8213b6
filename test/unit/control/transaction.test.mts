import fc from 'fast-check';

import { readTransaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import {
	MASK,
	redactTransaction,
} from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import type { JsonObject, JsonValue } from '../../../nodes/ZequenzeControl/ground/json';

describe('a transaction is read', () => {
	it('in the current dialect', () => {
		const raw = {
			serial_number: 'SN1',
			operation: 'set',
			variables: [{ variable_name: 'Device.A', value: '1', value_type: 'integer' }],
		};
		expect(readTransaction(raw)).toEqual({
			id: null,
			serialNumber: 'SN1',
			operation: 'set',
			status: null,
			variables: raw.variables,
			instance: null,
			fault: null,
			failedDevices: 0,
			createdAt: null,
			updatedAt: null,
			raw,
		});
	});

	it('in the paged dialect', () => {
		const raw = {
			id: 67890,
			serial_number: 'SN1',
			operation: 'get',
			status: 'completed',
			progress: 100,
			processed_devices: 1,
			failed_devices: 0,
			operation_details: { error_summary: null },
			created_at: '2026-03-01T10:00:00Z',
			updated_at: '2026-03-01T10:05:00Z',
		};
		expect(readTransaction(raw)).toMatchObject({
			id: '67890',
			status: 'completed',
			fault: null,
			failedDevices: 0,
			createdAt: '2026-03-01T10:00:00Z',
			updatedAt: '2026-03-01T10:05:00Z',
		});
	});

	it('in the short dialect', () => {
		const raw = {
			id: 'txn_12345',
			device_serial: 'SN1',
			operation_type: 'set',
			scheduled_time: '2026-03-01T10:00:00Z',
			status: 'scheduled',
			device_status: { online: true, last_seen: 'now', firmware_version: '1' },
		};
		expect(readTransaction(raw)).toMatchObject({
			id: 'txn_12345',
			serialNumber: 'SN1',
			operation: 'set',
			status: 'scheduled',
			createdAt: '2026-03-01T10:00:00Z',
		});
	});

	it.each<[string, JsonObject]>([
		['a device object', { device: { serial_number: 'SN1' } }],
		['a plain device', { device: 'SN1' }],
	])('with its serial number in %s', (_where, raw) => {
		expect(readTransaction(raw).serialNumber).toBe('SN1');
	});

	it('whatever the server sends', () => {
		const key = fc.constantFrom(
			'id',
			'operation',
			'status',
			'variables',
			'results',
			'fault',
			'error',
			'device',
			'operation_details',
			'error_summary',
			'value',
			'variable_name',
			'failed_devices',
			'x',
		);
		const { json } = fc.letrec<{ json: unknown }>((tie) => ({
			json: fc.oneof(
				{ maxDepth: 4 },
				fc.constantFrom<unknown[]>(null, true, 0, 7, '', 'get', 'add.obj', '9005 no'),
				fc.array(tie('json'), { maxLength: 3 }),
				fc.dictionary(key, tie('json'), { maxKeys: 6 }),
			),
		}));
		fc.assert(
			fc.property(fc.dictionary(key, json), (raw) => {
				const copy: JsonObject = JSON.parse(JSON.stringify(raw));
				expect(readTransaction(copy).raw).toBe(copy);
			}),
		);
	});
});

describe('the variables of a transaction', () => {
	it.each(['variables', 'results', 'values'])('may be called %s', (key) => {
		const raw = { [key]: [{ name: 'Device.A', current_value: 5, type: 'xsd:int' }] };
		expect(readTransaction(raw).variables).toEqual([
			{ variable_name: 'Device.A', value: 5, value_type: 'xsd:int' },
		]);
	});

	it('without a name are left out', () => {
		const variables: JsonValue[] = [
			{ value: '1' },
			'Device.A',
			null,
			{ variable_name: 'Device.B' },
		];
		const raw = { variables };
		expect(readTransaction(raw).variables).toEqual([{ variable_name: 'Device.B' }]);
	});

	it('keep a null value apart from none', () => {
		const raw = { variables: [{ variable_name: 'Device.A', value: null }] };
		expect(readTransaction(raw).variables).toEqual([{ variable_name: 'Device.A', value: null }]);
	});
});

describe('a fault is found', () => {
	it.each<[string, JsonObject, object]>([
		[
			'as an object',
			{ fault: { fault_code: 9005, fault_string: 'Invalid name' } },
			{ code: '9005', message: 'Invalid name' },
		],
		[
			'as a text',
			{ error: '9007: Invalid value' },
			{ code: '9007', message: '9007: Invalid value' },
		],
		[
			'as a text without a code',
			{ error: 'Device was unplugged' },
			{ code: null, message: 'Device was unplugged' },
		],
		['in a list', { fault: [null, { code: '9001', message: 'Denied' }] }, { code: '9001' }],
		[
			'by plain keys',
			{ fault_code: '9002', fault_string: 'Internal' },
			{ code: '9002', message: 'Internal' },
		],
		['by a message alone', { error_message: 'Timed out' }, { code: null, message: 'Timed out' }],
		[
			'with the variable it is about',
			{ fault: { code: 9008, variable_name: 'Device.A' } },
			{ variableName: 'Device.A' },
		],
		[
			'beside a variable',
			{ variables: [{ variable_name: 'Device.A', fault_code: 9006 }] },
			{ code: '9006', variableName: 'Device.A' },
		],
		[
			'in a summary',
			{ operation_details: { error_summary: '9004 Resources exceeded' } },
			{ code: '9004', message: '9004 Resources exceeded' },
		],
		[
			'in a summary by device',
			{ operation_details: { error_summary: { SN1: 'offline' } } },
			{ code: null, message: 'SN1: offline' },
		],
		[
			'in a summary that counts it among others',
			{ operation_details: { error_summary: { timeout: 2, unreachable: 0, errors: [] } } },
			{ code: null, message: 'timeout: 2' },
		],
		[
			'in a summary of summaries',
			{ operation_details: { error_summary: { SN1: { fault_code: 9002 }, SN2: {} } } },
			{ code: '9002', message: 'SN1: 9002' },
		],
		[
			'in a flag of a summary',
			{ operation_details: { error_summary: { offline: true, refused: false } } },
			{ message: 'offline' },
		],
		[
			'in its message, although another code is 0',
			{ fault_code: 0, fault_string: '9005 Invalid parameter name' },
			{ code: '9005', message: '9005 Invalid parameter name' },
		],
		[
			'in the one of two codes that is not 0',
			{ fault_code: 0, error_code: 9002 },
			{ code: '9002' },
		],
	])('%s', (_where, raw, fault) => {
		expect(readTransaction(raw).fault).toMatchObject(fault);
	});

	it.each<[string, JsonObject]>([
		['null', { error: null, fault: null }],
		['an empty text', { error: '' }],
		['an empty list', { fault: [] }],
		['an empty object', { error: {} }],
		['0', { error: 0, fault: '0' }],
		['code 0', { fault_code: 0 }],
		['code 0 and the word for it', { fault_code: 0, fault_string: 'No error' }],
		['an object with code 0', { error: { code: 0, message: null } }],
		['an object with code 0 and the word for it', { fault: { code: '0', message: 'OK' } }],
		['a variable with code 0', { variables: [{ variable_name: 'Device.A', fault_code: 0 }] }],
		['an empty summary', { operation_details: { error_summary: {} } }],
		[
			'a summary that counts to 0',
			{ operation_details: { error_summary: { timeout: 0, unreachable: 0 } } },
		],
		[
			'a summary of nothing',
			{ operation_details: { error_summary: { total_errors: 0, errors: [], worst: null } } },
		],
		[
			'a summary with code 0',
			{ operation_details: { error_summary: { code: 0, message: 'No error' } } },
		],
		['a plain "message"', { message: 'Scheduled' }],
	])('not in %s', (_what, raw) => {
		expect(readTransaction(raw).fault).toBeNull();
	});
});

describe('the instance of an added object is found', () => {
	const variables = [{ variable_name: 'Device.WiFi.SSID.' }];

	it.each<[string, JsonObject]>([
		['beside the operation', { variables, instance_number: 3 }],
		['as text', { variables, instance: '3' }],
		['in a result', { variables, result: { instance_number: 3 } }],
		['in an object', { variables, object: { instance: 3 } }],
		['beside the variable', { variables: [{ ...variables[0], instance_number: 3 }] }],
		['as the value of the variable', { variables: [{ ...variables[0], value: '3' }] }],
	])('%s', (_where, raw) => {
		expect(readTransaction({ operation: 'add.obj', ...raw }).instance).toBe('3');
	});

	it.each<[string, JsonObject]>([
		['of another operation', { operation: 'set', variables, instance_number: 3 }],
		['that is no number', { operation: 'add.obj', variables, instance: 'Device.WiFi.SSID.3.' }],
		['that is 0', { operation: 'add.obj', variables, instance: 0 }],
		[
			'that may be of either variable',
			{
				operation: 'add.obj',
				variables: [
					{ name: 'a', value: '3' },
					{ name: 'b', value: '4' },
				],
			},
		],
	])('but none %s', (_what, raw) => {
		expect(readTransaction(raw).instance).toBeNull();
	});
});

it.each<[unknown, number]>([
	[2, 2],
	['2', 2],
	[[], 0],
	['none', 0],
	[null, 0],
])('failed devices of %p are %i', (count, failed) => {
	const raw: JsonObject = JSON.parse(JSON.stringify({ failed_devices: count }));
	expect(readTransaction(raw).failedDevices).toBe(failed);
});

it('a fault that quotes the value of a secret variable is told without it, even where secrets are shown', () => {
	const transaction = readTransaction({
		operation: 'set',
		status: 'failed',
		variables: [
			{ variable_name: 'Device.ManagementServer.Password', value: 'hunter2' },
			{ variable_name: 'Device.ManagementServer.Username', value: 'operator' },
		],
		fault: { code: 9007, message: 'Invalid value "hunter2" for operator' },
	});
	const { fault } = redactTransaction(transaction, { showSecrets: true });
	expect(fault?.message).toBe(`Invalid value "${MASK}" for operator`);
});
