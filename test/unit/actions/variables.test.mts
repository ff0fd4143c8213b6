import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readVariables } from '../../../nodes/ZequenzeControl/actions/deviceOperation/fields/variables';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import type { RequestedVariable } from '../../../nodes/ZequenzeControl/control/endpoints';
import { MASK } from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from '../cwmp/complaint.mts';
import { evaluated } from './nodeParameters.mts';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const ENABLE = 'Device.ManagementServer.PeriodicInformEnable';

function byRows(operation: OperationName, ...rows: object[]): RequestedVariable[] {
	const parameters = evaluated({ specifyVariables: 'fields', variables: { variable: rows } });
	return readVariables(parameters, 0, operation).variables;
}

function byJson(operation: OperationName, variablesJson: unknown): RequestedVariable[] {
	const parameters = evaluated({ specifyVariables: 'json', variablesJson });
	return readVariables(parameters, 0, operation).variables;
}

describe('variables given by rows', () => {
	it('of a get are paths only', () => {
		expect(byRows('get', { variable_name: INTERVAL, value: '5' })).toEqual([
			{ variable_name: INTERVAL },
		]);
	});

	it('of a set travel as text, with the type that they are known to have', () => {
		expect(
			byRows(
				'set',
				{ variable_name: INTERVAL, value: 300 },
				{ variable_name: ENABLE, value: 'yes' },
			),
		).toEqual([
			{ variable_name: INTERVAL, value: '300', value_type: 'integer' },
			{ variable_name: ENABLE, value: 'true', value_type: 'boolean' },
		]);
	});

	it('of a set have the type that is chosen', () => {
		expect(byRows('set', { variable_name: INTERVAL, value: '300', value_type: 'String' })).toEqual([
			{ variable_name: INTERVAL, value: '300', value_type: 'string' },
		]);
	});

	it('may come from a list to choose from', () => {
		const chosen = { __rl: true, mode: 'list', value: INTERVAL };
		expect(byRows('get', { variable_name: chosen })).toEqual([{ variable_name: INTERVAL }]);
	});

	it('of an object end in a dot, typed or not', () => {
		expect(byRows('add.obj', { variable_name: 'Device.WiFi.SSID' })).toEqual([
			{ variable_name: 'Device.WiFi.SSID.' },
		]);
		expect(byRows('del.obj', { variable_name: 'Device.WiFi.SSID.3' })).toEqual([
			{ variable_name: 'Device.WiFi.SSID.3.' },
		]);
	});

	it('of a template have their instance numbers filled in', () => {
		expect(byRows('get', { variable_name: 'Device.WiFi.SSID.{i}.SSID', instances: '2' })).toEqual([
			{ variable_name: 'Device.WiFi.SSID.2.SSID' },
		]);
	});

	it('may be none for a get', () => {
		expect(byRows('get')).toEqual([]);
	});

	it('asks once for what a get names twice', () => {
		expect(byJson('get', [INTERVAL, 'Device.Time', INTERVAL, 'Device.Time.'])).toEqual([
			{ variable_name: INTERVAL },
			{ variable_name: 'Device.Time.' },
		]);
	});

	it('may name the same table twice: that makes two objects', () => {
		expect(
			byRows(
				'add.obj',
				{ variable_name: 'Device.WiFi.SSID.' },
				{ variable_name: 'Device.WiFi.SSID.' },
			),
		).toHaveLength(2);
	});
});

describe('variables given as JSON', () => {
	it.each<[string, unknown]>([
		['a list of paths', `["${INTERVAL}"]`],
		['a list of objects', `[{"variable_name": "${INTERVAL}"}]`],
		['one object', `{"variable_name": "${INTERVAL}"}`],
		['an object that an expression gave', [INTERVAL]],
	])('may be %s', (_what, json) => {
		expect(byJson('get', json)).toEqual([{ variable_name: INTERVAL }]);
	});

	it('of a set may be an object of paths and values', () => {
		expect(byJson('set', `{"${INTERVAL}": 300, "${ENABLE}": false}`)).toEqual([
			{ variable_name: INTERVAL, value: '300', value_type: 'integer' },
			{ variable_name: ENABLE, value: 'false', value_type: 'boolean' },
		]);
	});

	it('of a set may hold an empty text', () => {
		expect(byJson('set', { 'Device.Time.NTPServer1': '' })).toEqual([
			{ variable_name: 'Device.Time.NTPServer1', value: '', value_type: 'string' },
		]);
	});

	it('of a set keep long numbers exact', () => {
		const json = '[{"variable_name": "Device.X_EXAMPLE_Id", "value": 12345678901234567890}]';
		expect(byJson('set', json)[0]?.value).toBe('12345678901234567890');
	});
});

describe('variables given by columns of the input', () => {
	const CODE = 'Device.DeviceInfo.ProvisioningCode';

	function byColumns(input: IDataObject, emptyCells = 'skip') {
		const parameters = evaluated({ specifyVariables: 'columns', emptyCells }, [input]);
		return readVariables(parameters, 0, 'set');
	}

	it('are the keys that are paths; the others are left out, and that is told', () => {
		const { variables, advice } = byColumns({
			serial_number: 'SN1',
			[INTERVAL]: '300',
			name: 'Home',
			[` ${CODE}`]: 12,
		});
		expect(variables).toEqual([
			{ variable_name: INTERVAL, value: '300', value_type: 'integer' },
			{ variable_name: CODE, value: '12', value_type: 'string' },
		]);
		expect(advice).toMatchObject([
			{ message: 'Columns that are no path are left out: serial_number, name' },
		]);
	});

	it.each([null, '', '  '])('are left as they are where the cell is %p', (cell) => {
		const { variables } = byColumns({ [INTERVAL]: 300, [CODE]: cell });
		expect(variables.map(({ variable_name: path }) => path)).toEqual([INTERVAL]);
	});

	it.each([null, '', '  '])('may be set to nothing where the cell is %p', (cell) => {
		const { variables } = byColumns({ [INTERVAL]: 300, [CODE]: cell }, 'send');
		expect(variables[1]).toEqual({ variable_name: CODE, value: '', value_type: 'string' });
	});

	it('differ from item to item', () => {
		const input = [{ [INTERVAL]: 300 }, { [INTERVAL]: 600 }];
		const parameters = evaluated(
			{ specifyVariables: 'columns', emptyCells: 'skip', device: 'SN1' },
			input,
		);
		const planOf = itemPlanner(parameters, 'set');
		expect(input.map((_, item) => planOf(item).variables[0]?.value)).toEqual(['300', '600']);
	});

	it.each<[string, IDataObject, RegExp]>([
		['no path among them', { serial_number: 'SN1' }, /^Variables: No column of the input/],
		['nothing in them', { [INTERVAL]: '' }, /^Variables: All columns .* are empty/],
		['a root in another case', { 'device.Time.Enable': 1 }, /^Column "device.Time.Enable": .*root/],
		['a value of the wrong type', { [INTERVAL]: 'soon' }, /^Column "Device.*not an integer/],
		['a lost letter', { [CODE]: 'caf\uFFFD' }, /^Column "Device.*U\+FFFD/],
	])('are refused where there is %s', (_what, input, message) => {
		expect(complaint(() => byColumns(input)).message).toMatch(message);
	});
});

interface BadInput {
	what: string;
	operation: OperationName;
	rows?: object[];
	json?: unknown;
	/** Where it is. */
	where: RegExp;
	/** What is wrong. */
	says: RegExp;
}

const BAD: BadInput[] = [
	{
		what: 'no variables for a set',
		operation: 'set',
		rows: [],
		where: /^Variables/,
		says: /no (variable|object) is given/i,
	},
	{
		what: 'no variables for an add',
		operation: 'add.obj',
		rows: [],
		where: /^Objects/,
		says: /no (variable|object) is given/i,
	},
	{
		what: 'no variables for a delete',
		operation: 'del.obj',
		json: '[]',
		where: /^Objects/,
		says: /no (variable|object) is given/i,
	},
	{
		what: 'an empty path',
		operation: 'get',
		rows: [{ variable_name: INTERVAL }, { variable_name: ' ' }],
		where: /^Row 2/,
		says: /empty/,
	},
	{ what: 'no path', operation: 'get', rows: [{}], where: /^Row 1/, says: /missing/ },
	{
		what: 'a path that is a number',
		operation: 'get',
		json: [{ variable_name: 5 }],
		where: /^JSON, entry 1/,
		says: /path is missing/,
	},
	{
		what: 'a path twice',
		operation: 'set',
		rows: [
			{ variable_name: INTERVAL, value: '1' },
			{ variable_name: INTERVAL, value: '2' },
		],
		where: /^Row 2/,
		says: /already in Row 1/,
	},
	{
		what: 'a path twice in JSON',
		operation: 'del.obj',
		json: ['Device.WiFi.SSID.3.', 'Device.WiFi.SSID.3'],
		where: /^JSON, entry 2/,
		says: /already in JSON, entry 1/,
	},
	{
		what: 'a path with spaces',
		operation: 'get',
		rows: [{ variable_name: 'Device.Device Info.UpTime' }],
		where: /^Row 1/,
		says: /white space/,
	},
	{
		what: 'a path with {i}',
		operation: 'get',
		rows: [{ variable_name: 'Device.WiFi.SSID.{i}.SSID' }],
		where: /^Row 1: Instance Numbers: /,
		says: /needs one instance number/,
	},
	{
		what: 'too few instance numbers',
		operation: 'get',
		rows: [
			{
				variable_name: 'Device.WiFi.AccessPoint.{i}.AssociatedDevice.{i}.MACAddress',
				instances: '1',
			},
		],
		where: /^Row 1: Instance Numbers: /,
		says: /needs 2 instance numbers/,
	},
	{
		what: 'a path that ends in a dot',
		operation: 'set',
		rows: [{ variable_name: 'Device.ManagementServer.', value: '1' }],
		where: /^Row 1/,
		says: /object/,
	},
	{
		what: 'a table without a number to delete',
		operation: 'del.obj',
		rows: [{ variable_name: 'Device.WiFi.SSID.' }],
		where: /^Row 1/,
		says: /instance number/,
	},
	{
		what: 'an instance to add to',
		operation: 'add.obj',
		rows: [{ variable_name: 'Device.WiFi.SSID.1.' }],
		where: /^Row 1/,
		says: /table/,
	},
	{
		what: 'no value',
		operation: 'set',
		rows: [{ variable_name: INTERVAL }],
		where: /^Row 1/,
		says: /value .* missing/,
	},
	{
		what: 'an empty value in a row',
		operation: 'set',
		rows: [{ variable_name: INTERVAL, value: '' }],
		where: /^Row 1/,
		says: /missing/,
	},
	{
		what: 'a null value',
		operation: 'set',
		json: { [INTERVAL]: null },
		where: /^JSON, "Device/,
		says: /missing/,
	},
	{
		what: 'a word as integer',
		operation: 'set',
		rows: [{ variable_name: INTERVAL, value: 'SECRET', value_type: 'integer' }],
		where: /^Row 1/,
		says: /not an integer/,
	},
	{
		what: 'a word as boolean',
		operation: 'set',
		rows: [{ variable_name: ENABLE, value: 'SECRET', value_type: 'boolean' }],
		where: /^Row 1/,
		says: /not a boolean/,
	},
	{
		what: 'a word where an integer is known',
		operation: 'set',
		rows: [{ variable_name: INTERVAL, value: 'SECRET' }],
		where: /^Row 1/,
		says: /not an integer/,
	},
	{
		what: 'an unknown value type',
		operation: 'set',
		rows: [{ variable_name: INTERVAL, value: 'SECRET', value_type: 'float' }],
		where: /^Row 1/,
		says: /"float" is not a value type/,
	},
	{
		what: 'an object as value',
		operation: 'set',
		json: { [INTERVAL]: { a: 'SECRET' } },
		where: /^JSON, "Device/,
		says: /not a text, a number/,
	},
	{
		what: 'a value above 64 kB',
		operation: 'set',
		rows: [{ variable_name: 'Device.X_EXAMPLE_Text', value: 'SECRET'.repeat(11_000) }],
		where: /^Row 1/,
		says: /64 kB/,
	},
	{
		what: 'a value with a control character',
		operation: 'set',
		json: { [INTERVAL]: 'SECRET\u0001' },
		where: /^JSON/,
		says: /U\+0001/,
	},
	{
		what: 'broken JSON',
		operation: 'set',
		json: `{"${INTERVAL}": "SECRET"`,
		where: /^JSON/,
		says: /not valid JSON/,
	},
	{
		what: 'broken JSON with an unquoted value',
		operation: 'set',
		json: `{"${INTERVAL}": SECRET}`,
		where: /^JSON/,
		says: /not valid JSON/,
	},
	{
		what: 'JSON that is a text',
		operation: 'get',
		json: '"SECRET"',
		where: /^JSON/,
		says: /neither a list/,
	},
	{
		what: 'JSON that is null',
		operation: 'get',
		json: 'null',
		where: /^JSON/,
		says: /neither a list/,
	},
	{
		what: 'JSON that is a number',
		operation: 'get',
		json: 5,
		where: /^JSON/,
		says: /neither a list/,
	},
	{
		what: 'an entry of the wrong shape',
		operation: 'get',
		json: [INTERVAL, 5],
		where: /^JSON, entry 2/,
		says: /neither a list/,
	},
	{
		what: 'an entry with a misspelled key',
		operation: 'set',
		json: [{ variable_name: INTERVAL, val: 'SECRET' }],
		where: /^JSON, entry 1/,
		says: /"val" is an unknown key/,
	},
];

describe('refused, naming the place and the fix and quoting no value', () => {
	it.each(BAD)('$what', ({ operation, rows, json, where, says }) => {
		const { message, fix } = complaint(() =>
			rows ? byRows(operation, ...rows) : byJson(operation, json),
		);
		expect(message).toMatch(where);
		expect(message).toMatch(says);
		expect(fix).toMatch(/\w{3}.*\.$/s);
		expect(message + fix).not.toContain('SECRET');
	});

	it.each(['set', 'get'] as const)(
		'the text of an object with a path that is listed twice: %s',
		(op) => {
			const { message } = complaint(() =>
				byJson(op, `{"${INTERVAL}": 1, "${INTERVAL}": "SECRET"}`),
			);
			expect(message).toBe(`JSON: "${INTERVAL}" is listed twice`);
		},
	);

	it.each([
		['by itself', MASK],
		['in another text', `psk=${MASK}`],
		['in a list', ['a', MASK]],
	])('the mask that output shows in place of a secret, %s', (_what, value) => {
		const json = [{ variable_name: 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase', value }];
		const { message, fix } = complaint(() => byJson('set', json));
		expect(message).toMatch(/KeyPassphrase" is the mask that stands for a secret/);
		expect(fix).toMatch(/leave the variable out/);
	});

	it('a set of variables that does not exist', () => {
		const parameters = evaluated({ specifyVariables: 'set', variableSet: 'everything' });
		const { message, fix } = complaint(() => readVariables(parameters, 0, 'get'));
		expect(message).toMatch(/^Set: "everything" is not a choice/);
		expect(fix).toMatch(/^Use one of /);
	});

	it('a set of variables that is an object, even one that no text can be made of', () => {
		const parameters = evaluated({ specifyVariables: 'set', variableSet: { toString: 1 } });
		const { message } = complaint(() => readVariables(parameters, 0, 'get'));
		expect(message).toMatch(/^Set: An object is not a choice/);
	});
});

it('whatever an expression gives is either understood or refused', () => {
	const row = fc.record(
		{ variable_name: fc.anything(), value: fc.anything(), value_type: fc.anything() },
		{ requiredKeys: [] },
	);
	const anything = fc.oneof(
		fc.anything(),
		fc.array(row),
		fc.dictionary(fc.string(), fc.anything()),
		fc.json(),
	);
	const operation = fc.constantFrom<OperationName[]>('get', 'set', 'add.obj', 'del.obj');
	fc.assert(
		fc.property(operation, anything, fc.array(row), (name, json, rows) => {
			for (const attempt of [() => byJson(name, json), () => byRows(name, ...rows)]) {
				try {
					attempt();
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
				}
			}
		}),
	);
});
