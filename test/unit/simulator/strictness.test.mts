import {
	devicesPath,
	gateway,
	named,
	operationsPath,
	startRig,
	stopRigs,
	type Rig,
} from './rig.mts';

const required = ['This field is required.'];
const noText = ['Not a valid string.'];
const unknownField = ['Unknown field.'];

let rig: Rig;
beforeAll(async () => {
	rig = await startRig();
	rig.simulator.addTransactions(3);
});
afterAll(stopRigs);

describe('a POST that the documentation does not allow gets 400', () => {
	const path = 'Device.DeviceInfo.ProvisioningCode';
	const get = { serial_number: gateway, operation: 'get' };
	const set = (variable: object): object => ({
		serial_number: gateway,
		operation: 'set',
		variables: [{ variable_name: path, value: 'x', value_type: 'string', ...variable }],
	});
	const inVariable = (errors: object): object => ({ variables: [errors] });

	it.each<[string, unknown, object]>([
		['no fields', {}, { serial_number: required, operation: required }],
		[
			'a list for a body',
			[],
			{ non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] },
		],
		['an unknown field', { ...get, priority: 1 }, { priority: unknownField }],
		['a number for a serial number', { ...get, serial_number: 5 }, { serial_number: noText }],
		[
			'a blank serial number',
			{ ...get, serial_number: ' ' },
			{ serial_number: ['This field may not be blank.'] },
		],
		[
			'an unknown operation',
			{ ...get, operation: 'reboot' },
			{ operation: ['"reboot" is not a valid choice.'] },
		],
		[
			'variables as text',
			{ ...get, variables: path },
			{ variables: ['Expected a list of items but got type "str".'] },
		],
		['a set without variables', { ...get, operation: 'set' }, { variables: required }],
		[
			'a set with an empty list',
			{ ...get, operation: 'set', variables: [] },
			{ variables: ['This list may not be empty.'] },
		],
		[
			'a variable as text',
			{ ...get, variables: [path] },
			inVariable({ non_field_errors: ['Invalid data. Expected a dictionary, but got str.'] }),
		],
		[
			'a variable without a name',
			{ ...get, variables: [{}] },
			inVariable({ variable_name: required }),
		],
		[
			'a name of more than 256 characters',
			{ ...get, variables: named('D'.repeat(257)) },
			inVariable({ variable_name: ['Ensure this field has no more than 256 characters.'] }),
		],
		[
			'a value on a get',
			{ ...get, variables: [{ variable_name: path, value: '1' }] },
			inVariable({ value: unknownField }),
		],
		['a number for a value', set({ value: 300 }), inVariable({ value: noText })],
		['a boolean for a value', set({ value: true }), inVariable({ value: noText })],
		['a set without a value', set({ value: undefined }), inVariable({ value: required })],
		['a set without a type', set({ value_type: undefined }), inVariable({ value_type: required })],
		[
			'an unknown type',
			set({ value_type: 'int' }),
			inVariable({ value_type: ['"int" is not a valid choice.'] }),
		],
	])('%s', async (_case, body, errors) => {
		const { status, data } = await rig.api.post<unknown>(operationsPath, body);
		expect(data).toEqual(errors);
		expect(status).toBe(400);
	});

	it('broken JSON', async () => {
		const { status, data } = await rig.api.post<unknown>(operationsPath, '{"serial', {
			headers: { 'content-type': 'application/json' },
			transformRequest: (text: string) => text,
		});
		expect(status).toBe(400);
		expect(data).toEqual({ detail: expect.stringContaining('JSON parse error') });
	});

	it('names the bad variable among good ones', async () => {
		const variables = [{ variable_name: path }, { variable_name: 7 }];
		const { data } = await rig.post('get', variables);
		expect(data).toEqual({ variables: [{}, { variable_name: noText }] });
	});

	it('leaves nothing behind', async () => {
		const before = rig.simulator.operations().length;
		await rig.post('set', named(path));
		expect(rig.simulator.operations()).toHaveLength(before);
	});
});

it('another content type gets 415', async () => {
	const headers = { 'content-type': 'text/plain' };
	const { status, data } = await rig.api.post<unknown>(operationsPath, '{}', { headers });
	expect(status).toBe(415);
	expect(data).toEqual({ detail: 'Unsupported media type "text/plain" in request.' });
});

it('an unknown serial number gets 404', async () => {
	const { status, data } = await rig.post('get', [], { serial_number: 'SN999999' });
	expect(status).toBe(404);
	expect(data).toEqual({ detail: 'Not found.' });
});

describe('a GET that the documentation does not allow gets 400', () => {
	it.each([
		[operationsPath, 'page=2', { page: ['Unknown query parameter.'] }],
		[operationsPath, 'id=', { id: ['This field may not be blank.'] }],
		[operationsPath, 'id=1&id=2', { id: ['This parameter may be given only once.'] }],
		[operationsPath, 'update_status=maybe', { update_status: ['Must be a valid boolean.'] }],
		[operationsPath, 'limit=x', { limit: ['A valid integer is required.'] }],
		[operationsPath, 'limit=0', { limit: ['Ensure this value is greater than or equal to 1.'] }],
		[operationsPath, 'offset=-1', { offset: ['A valid integer is required.'] }],
		[devicesPath, 'serial_number=SN1', { serial_number: ['Unknown query parameter.'] }],
		[devicesPath, 'status=up', { status: ['Must be a valid boolean.'] }],
		[
			devicesPath,
			'last_status_change_from=monday',
			{ last_status_change_from: ['Enter a valid date/time.'] },
		],
		['/inventory_parameter/', 'search=x', { search: ['Unknown query parameter.'] }],
		[
			'/inventory_device_serial_variables/',
			'',
			{ parent__serial_number: ['This field is required.'] },
		],
	])('%s?%s', async (path, query, errors) => {
		const { status, data } = await rig.api.get<unknown>(`${path}?${query}`);
		expect(data).toEqual(errors);
		expect(status).toBe(400);
	});

	it.each(['current', 'short'] as const)('limit in the %s dialect', async (dialect) => {
		rig.simulator.configure({ dialect });
		const { status, data } = await rig.api.get<object>(`${operationsPath}?limit=1&offset=0`);
		rig.simulator.configure({ dialect: 'paged' });
		expect(status).toBe(400);
		expect(Object.keys(data)).toEqual(['limit', 'offset']);
	});
});

it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s gets 405', async (method) => {
	const { status, data, headers } = await rig.api.request<unknown>({ url: operationsPath, method });
	expect(status).toBe(405);
	expect(data).toEqual({ detail: `Method "${method}" not allowed.` });
	expect(headers.allow).toBe('GET, POST');
});
