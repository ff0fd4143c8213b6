import type { IDataObject } from 'n8n-workflow';

import { answerForModel } from '../../../nodes/ZequenzeControl/actions/toolAnswer';
import type {
	ShownVariable,
	Transaction,
} from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { outcomeOf } from '../../../nodes/ZequenzeControl/follow/outcome';

const TRANSACTION: Transaction = {
	id: '67890',
	serialNumber: 'SN000001',
	operation: 'get',
	status: 'completed',
	variables: [],
	instance: null,
	fault: null,
	failedDevices: 0,
	createdAt: null,
	updatedAt: null,
	raw: {},
};

/** What the node puts out for a transaction, secret values shown, as a workflow can have it. */
const item = (change: Partial<Transaction>) => ({
	json: { ...outcomeOf({ ...TRANSACTION, ...change }, { showSecrets: true }) },
	pairedItem: { item: 0 },
});

const answers = (...items: Array<{ json: IDataObject; pairedItem?: { item: number } }>) =>
	answerForModel(items).map(({ json }) => json);

const read = (path: string, value: string): ShownVariable => ({
	variable_name: path,
	value,
	value_type: 'string',
});

describe('what a model sees', () => {
	it('of values that were read is each of them once, and nothing that is empty', () => {
		const variables = [read('Device.DeviceInfo.ModelName', 'HG8245')];
		expect(answers(item({ variables }))).toEqual([
			{
				transaction_id: '67890',
				state: 'succeeded',
				serial_number: 'SN000001',
				operation: 'get',
				values: { 'Device.DeviceInfo.ModelName': 'HG8245' },
			},
		]);
	});

	it('of a change is what was to be set', () => {
		const variables = [read('Device.Time.NTPServer1', 'ntp.example.com')];
		expect(answers(item({ operation: 'set', status: 'scheduled', variables }))).toMatchObject([
			{ state: 'scheduled', variables: { 'Device.Time.NTPServer1': 'ntp.example.com' } },
		]);
	});

	it('of objects that were asked for is their paths', () => {
		const variables = [{ variable_name: 'Device.WiFi.SSID.' }];
		expect(answers(item({ operation: 'add.obj', status: 'scheduled', variables }))).toMatchObject([
			{ variables: ['Device.WiFi.SSID.'] },
		]);
	});

	it.each([
		['the same as its name', 'Invalid parameter name', {}],
		['in words of its own', 'No such thing', { message: 'No such thing' }],
	])(
		'of a fault is its code and its name, and what the device said: %s',
		(_which, message, more) => {
			const fault = { code: '9005', message, variableName: null };
			expect(answers(item({ operation: 'set', status: 'failed', fault }))).toMatchObject([
				{ fault: { code: '9005', name: 'Invalid parameter name', transient: false, ...more } },
			]);
			const [answer] = answers(item({ operation: 'set', status: 'failed', fault }));
			expect(Object.keys(answer?.fault ?? {})).toHaveLength(3 + Object.keys(more).length);
		},
	);

	it('of a word that the server alone understands is that word', () => {
		expect(answers(item({ operation: 'set', status: 'frobbed' }))).toMatchObject([
			{ state: 'unknown', status: 'frobbed' },
		]);
	});

	it('of passwords and keys is a mask, whatever the options say', () => {
		const path = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
		for (const operation of ['get', 'set']) {
			const text = JSON.stringify(
				answers(item({ operation, variables: [read(path, 'open sesame')] })),
			);
			expect(text).toContain(path);
			expect(text).not.toContain('open sesame');
		}
	});

	it('of a failed item is all that it says', () => {
		const json = { error: { message: 'No such device', description: null } };
		expect(answers({ json })).toEqual([json]);
	});

	it('of nothing is a word', () => {
		expect(answers()).toEqual([{ remarks: ['Nothing matches.'] }]);
	});
});

describe('a long answer', () => {
	it('has the first values, and says how many are missing', () => {
		const variables = Array.from({ length: 150 }, (_, index) => read(`Device.X_A.P${index}`, '1'));
		const [answer] = answers(item({ variables }));
		const values = Object.values(answer?.values ?? {});
		expect(values).toHaveLength(101);
		expect(values.at(-1)).toMatch(/^50 more/);
	});

	it('has the first entries of whatever the server answers, however deep they are', () => {
		const variables = Array.from({ length: 5_000 }, (_, nth) => ({ name: `Device.X.${nth}` }));
		const [answer] = answers({ json: { id: 1, task: { variables } } });
		expect(JSON.stringify(answer).length).toBeLessThan(4_000);
		expect(JSON.stringify(answer)).toContain('4900 more entries are left out');
	});

	it('has every remark about the run, however many items there are', () => {
		const devices = Array.from({ length: 100 }, (_, nth) => ({
			json: { serial_number: `SN${nth}` },
		}));
		const all = answers(...devices, { json: { remarks: ['Some devices were skipped'] } });
		expect(all).toHaveLength(101);
		expect(all.at(-1)).toEqual({ remarks: ['Some devices were skipped'] });
	});

	it('has the first items, and says how many are missing', () => {
		const devices = Array.from({ length: 250 }, (_, index) => ({
			json: { serial_number: `SN${index}`, name: null },
		}));
		const all = answers(...devices);
		expect(all).toHaveLength(101);
		expect(all[0]).toEqual({ serial_number: 'SN0' });
		expect(JSON.stringify(all.at(-1))).toContain('150 more are left out of 250');
	});
});
