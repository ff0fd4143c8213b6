import { itemsOf, type Execution } from '../../../host/execution.mts';
import type { Effect } from '../../../simulator/faults/injection.mts';
import type { SimulatorOptions } from '../../../simulator/start.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { readerOf, readingFiles } from './readFiles.mts';

const REST = 'CSV of the Rest';

let example: ExampleRun;
let execution: Execution;

/**
 * Runs the example once on ten devices, where the server treats the first request for one of them
 * like this.
 */
async function runWhere(serial: string, effect: Effect, options: SimulatorOptions = {}) {
	example = await startExample('bulk-change-from-csv.json', { devices: 10, ...options });
	example.simulator.inject({ match: { method: 'POST', serial, times: 1 }, effect });
	const { draft, n8n } = example;
	const { id } = await n8n.rest.createWorkflow(readingFiles(draft(), { [REST]: 'csv' }));
	execution = await n8n.rest.runToEnd(id);
}

const valueOf = (serial: string, path: string) => example.simulator.tree(serial)[path]?.value;
const operationsOn = (serial: string) =>
	example.simulator.operations().filter(({ serial_number }) => serial_number === serial);
const messages = () => example.simulator.office.messages().map(({ body }) => body.text);

describe('when CONTROL refuses one device once', () => {
	beforeAll(async () => await runWhere('SN000003', { kind: 'status', status: 403 }));
	afterAll(async () => await example.close());

	it('changes what the rows say, with one operation for all rows of a device', () => {
		expect(valueOf('SN000001', 'Device.ManagementServer.PeriodicInformInterval')).toBe('900');
		expect(valueOf('SN000001', 'Device.Time.NTPServer1')).toBe('ntp.example.net');
		expect(valueOf('SN000002', 'Device.Time.NTPServer1')).toBe('ntp.example.net');
		expect(valueOf('SN000004', 'Device.WiFi.Radio.1.OperatingChannelBandwidth')).toBe('20MHz');
		const interval = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval';
		expect(valueOf('SN000005', interval)).toBe('900');
		expect(operationsOn('SN000001')).toHaveLength(1);
	});

	it('tells Slack about each batch and about the end', () => {
		const [first, second, last = ''] = messages();
		expect(first).toBe('Bulk change: batch 1 of 2 is done: 2 changed, 1 not.');
		expect(second).toBe('Bulk change: batch 2 of 2 is done: 2 changed, 1 not.');
		expect(last.split('\n')).toEqual([
			'Bulk change finished: 5 devices changed, 1 failed, 0 still open, 0 unknown.',
			expect.stringMatching(/^• SN000006: .*Invalid parameter value/),
		]);
	});

	it('tries what failed once more, and nothing else', () => {
		const again = itemsOf(execution, 'Second Result').map(({ json }) => [
			json.serial_number,
			json.result,
		]);
		expect(again).toEqual([
			['SN000003', 'changed'],
			['SN000006', 'failed'],
		]);
		expect(valueOf('SN000003', 'Device.ManagementServer.PeriodicInformInterval')).toBe('900');
		expect(operationsOn('SN000002')).toHaveLength(1);
	});

	it('leaves the rest as a CSV of the same form, with the reasons', () => {
		expect(itemsOf(execution, readerOf(REST)).map(({ json }) => json)).toEqual([
			{
				serial_number: 'SN000006',
				path: 'Device.WiFi.Radio.1.Channel',
				value: '300',
				result: 'failed',
				reason: expect.stringContaining('Invalid parameter value'),
			},
		]);
	});
});

describe('when a reply is lost and the list shows no IDs', () => {
	const lost: Effect = { kind: 'reset', when: 'after' };
	beforeAll(async () => await runWhere('SN000004', lost, { listId: 'hidden' }));
	afterAll(async () => await example.close());

	it('does not try again what may have been done, and says so', () => {
		expect(operationsOn('SN000004')).toHaveLength(1);
		const rest = itemsOf(execution, readerOf(REST)).map(({ json }) => [
			json.serial_number,
			json.result,
		]);
		expect(rest).toEqual([
			['SN000006', 'failed'],
			['SN000004', 'unknown'],
		]);
		expect(messages().at(-1)).toContain('4 devices changed, 1 failed, 0 still open, 1 unknown.');
	});
});

describe('when what is left is given in again', () => {
	const LATE = 'SN000001';
	const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
	const CHANNEL = 'Device.WiFi.Radio.1.Channel';
	const TABLE = `serial_number,path,value\n${LATE},${INTERVAL},900\nSN000006,${CHANNEL},300\n`;

	/** What n8n writes at the beginning of a CSV file, as Excel does. */
	const BYTE_ORDER_MARK = '\ufeff';
	let left: string;

	beforeAll(async () => {
		example = await startExample('bulk-change-from-csv.json', { devices: 10 });
		example.simulator.setOnline(LATE, false);
		await giveIn(TABLE);
		left = String(itemsOf(execution, readerOf(REST))[0]?.json.data);
		await giveIn(left.replace(',300,', ',36,'));
	});
	afterAll(async () => await example.close());

	async function giveIn(csv: string) {
		const { draft, n8n } = example;
		const settings: SettingsChange = { csv, waitSeconds: 3 };
		const read = readingFiles(draft(settings), { [REST]: 'text' });
		execution = await n8n.rest.runToEnd((await n8n.rest.createWorkflow(read)).id);
	}

	it('is read in spite of the mark at its beginning', () => {
		expect(left.startsWith(`${BYTE_ORDER_MARK}serial_number,path,value`)).toBe(true);
		expect(itemsOf(execution, 'One Change per Device').map(({ json }) => json)).toEqual([
			{ serial_number: 'SN000006', variables: [{ variable_name: CHANNEL, value: '36' }] },
			{ serial_number: LATE, variables: [{ variable_name: INTERVAL, value: '900' }] },
		]);
		expect(valueOf('SN000006', CHANNEL)).toBe('36');
	});

	it('does not schedule again what is still open', () => {
		expect(operationsOn(LATE)).toHaveLength(1);
		expect(messages().at(-1)).toBe(
			'Bulk change finished: 1 devices changed, 0 failed, 1 still open, 0 unknown.\n' +
				`• ${LATE}: CONTROL has the same change open already; it was not sent again`,
		);
	});

	it.each([
		['serial_number,path,value\nSN000002,,900\n', 'Row 1 has no path'],
		[
			'serial_number,path,value\nSN000002,Device.X,900\n,Device.X,900\n',
			'Row 2 has no serial_number',
		],
		['serial_number;path;value\nSN000002;Device.X;900\n', 'it has: serial_number;path;value'],
	])('changes nothing where the table is %j, and says why', async (csv, why) => {
		const before = example.simulator.operations().length;
		await giveIn(csv);

		expect(execution.error?.message).toContain(why);
		expect(example.simulator.operations()).toHaveLength(before);
	});
});
