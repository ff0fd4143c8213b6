import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import {
	knowledgeIn,
	platformParameters,
	type PlatformParameter,
} from '../../../nodes/ZequenzeControl/control/platformParameters';
import { encodeValue } from '../../../nodes/ZequenzeControl/cwmp/values/values';
import type { ValueType } from '../../../nodes/ZequenzeControl/cwmp/valueType';
import { jsonAnswer } from './answers.mts';

const BASE = 'https://control.example/api/v1';

let accounts = 0;

/** An account of which nothing is known yet. */
function newAccount(): string {
	return `parameters-${(accounts += 1)}`;
}

/** A client whose server lists these parameters, so many on a page. */
function clientWith(entries: object[], pageSize = 100): { client: ControlClient; sent: string[] } {
	const sent: string[] = [];
	const client = new ControlClient(async ({ query = {} }) => {
		const start = Number(query.offset ?? 0);
		sent.push(JSON.stringify(query));
		const end = start + pageSize;
		return await Promise.resolve(
			jsonAnswer(200, {
				results: entries.slice(start, end),
				next: end < entries.length ? `${BASE}/inventory_parameter/?offset=${end}` : null,
			}),
		);
	}, BASE);
	return { client, sent };
}

async function parametersIn(...entries: object[]): Promise<readonly PlatformParameter[]> {
	return await platformParameters(newAccount(), async () => clientWith(entries).client);
}

describe('a parameter of the platform', () => {
	it.each([
		[
			{ variable_name: 'Device.X_A', short_name: 'A', value_type: 'integer' },
			{ path: 'Device.X_A', label: 'A', type: 'integer' },
		],
		[
			{ variable_name: 'Device.X_A', description: 'The A', type: 'xsd:boolean' },
			{ path: 'Device.X_A', label: 'The A', type: 'xsd:boolean' },
		],
		[{ name: 'Device.X_A' }, { path: 'Device.X_A', label: 'Device.X_A', type: null }],
	])('%j is understood', async (entry, parameter) => {
		await expect(parametersIn(entry)).resolves.toEqual([parameter]);
	});

	it.each([{}, { name: 'Uptime' }, { variable_name: null }, { variable_name: '' }])(
		'%j is none: it has no path',
		async (entry) => {
			await expect(parametersIn(entry)).resolves.toEqual([]);
		},
	);

	it('that is listed twice is one', async () => {
		await expect(
			parametersIn({ name: 'Device.X_A' }, { name: 'Device.X_A' }),
		).resolves.toHaveLength(1);
	});
});

describe('the list of the platform', () => {
	it('is read page by page, but not without end', async () => {
		const entries = Array.from({ length: 30 }, (_, nth) => ({ name: `Device.X_${nth}` }));
		const { client, sent } = clientWith(entries, 2);
		await expect(platformParameters(newAccount(), async () => client)).resolves.toHaveLength(20);
		expect(sent).toHaveLength(10);
	});

	it('is read once in a while for each account, also by many at once', async () => {
		jest.useFakeTimers();
		const [account, other] = [newAccount(), newAccount()];
		const { client, sent } = clientWith([{ name: 'Device.X_A' }]);
		const read = async (whose: string) => await platformParameters(whose, async () => client);
		await Promise.all([read(account), read(account)]);
		await read(account);
		expect(sent).toHaveLength(1);
		await read(other);
		expect(sent).toHaveLength(2);
		jest.advanceTimersByTime(11 * 60_000);
		await read(account);
		expect(sent).toHaveLength(3);
		jest.useRealTimers();
	});

	it('is dropped when its time is over, also that of an account which is used no more', async () => {
		const cache: Parameters<typeof platformParameters>[2] = new Map();
		const open = async () => clientWith([{ name: 'Device.A' }]).client;
		const now = jest.spyOn(performance, 'now').mockReturnValue(0);
		await platformParameters('gone', open, cache);
		now.mockReturnValue(10 * 60_000);
		await platformParameters('used', open, cache);
		now.mockRestore();
		expect([...(cache ?? []).keys()]).toEqual(['used']);
	});

	it('is empty where the credential cannot work', async () => {
		const open = async () => await Promise.reject(new Error('No token'));
		await expect(platformParameters(newAccount(), open)).resolves.toEqual([]);
	});
});

describe('the types of the platform', () => {
	const { typeOf: types } = knowledgeIn([
		{ path: 'Device.X_A.1.Text', label: '', type: 'xsd:string' },
		{ path: 'Device.X_A.1.Number', label: '', type: 'unsignedInt' },
		{ path: 'Device.X_A.1.Switch', label: '', type: 'boolean' },
		{ path: 'Device.X_A.1.Silent', label: '', type: null },
		{ path: 'Device.X_A.2.Text', label: '', type: null },
	]);

	it.each<[string, ValueType | undefined]>([
		['Device.X_A.1.Text', 'string'],
		['Device.X_A.1.Number', 'integer'],
		['Device.X_A.7.Number', 'integer'],
		['Device.X_A.[cpe-1].Switch', 'boolean'],
		['Device.X_A.1.Silent', undefined],
		['Device.X_B', undefined],
	])('of %s is %p, also for other instances of the table', (path, type) => {
		expect(types(path)).toBe(type);
	});

	it('are not forgotten because another instance is listed without one', () => {
		expect(types('Device.X_A.3.Text')).toBe('string');
	});

	it.each<[string, unknown, string, ValueType]>([
		['Device.X_A.1.Text', 7, '7', 'string'],
		['Device.X_A.1.Text', '0042', '0042', 'string'],
		['Device.X_A.1.Text', 'true', 'true', 'string'],
		['Device.X_A.1.Number', '0042', '42', 'integer'],
		['Device.X_A.1.Switch', '1', 'true', 'boolean'],
		['Device.X_A.1.Switch', 'no', 'false', 'boolean'],
	])('win over a guess: %s, given %p, is %p as %s', (path, given, value, value_type) => {
		expect(encodeValue(path, given, 'detect', { platformTypes: types })).toEqual({
			value,
			value_type,
		});
	});

	it('do not win over the type that the user chose', () => {
		expect(encodeValue('Device.X_A.1.Text', 7, 'integer', { platformTypes: types })).toEqual({
			value: '7',
			value_type: 'integer',
		});
	});

	it('do not win over what the standard says', () => {
		const { typeOf: wrong } = knowledgeIn([
			{ path: 'Device.ManagementServer.PeriodicInformEnable', label: '', type: 'string' },
		]);
		expect(
			encodeValue('Device.ManagementServer.PeriodicInformEnable', 1, 'detect', {
				platformTypes: wrong,
			}),
		).toMatchObject({ value_type: 'boolean' });
	});
});
