import { itemsOf, type Execution } from '../../../host/execution.mts';
import { FormVisit } from '../../../host/forms.mts';
import { whilePublished } from '../../../host/published.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { readerOf, readingFiles } from './readFiles.mts';

const REST = 'CSV of the Rest';

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const SERVER = 'Device.Time.NTPServer1';
const CHANNEL = 'Device.WiFi.Radio.1.Channel';
const OLD_INTERVAL = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval';
const LATE = 'SN000004';

const TABLE = [
	['serial_number', 'customer', INTERVAL, SERVER, CHANNEL, OLD_INTERVAL],
	['SN000001', 'Smith', '900', 'ntp.example.net', '', ''],
	['SN000002', 'Brown', '900', '', '', ''],
	['SN000003', 'White', '', '', '300', ''],
	[LATE, 'Green', '900', '', '', ''],
	['SN000005', 'Black', '', '', '', '900'],
	['SN404404', 'Nobody', '900', '', '', ''],
];

const csv = (rows: readonly string[][]) => rows.map((row) => `${row.join(',')}\n`).join('');

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('bulk-change-from-csv.json', { devices: 10 });
	example.simulator.setOnline(LATE, false);
});
beforeEach(() => {
	example.simulator.office.clear();
	example.simulator.clearOperations();
});
afterAll(async () => await example.close());

/** Uploads a table, and returns the page that follows and the execution behind it. */
async function upload(
	table: string,
	settings: SettingsChange = {},
): Promise<{ page: string; execution: Execution }> {
	const { draft, n8n } = example;
	const form = (address: string) => `${n8n.url}/form/${address}`;
	const workflow = readingFiles(draft({ waitSeconds: 5, ...settings }), { [REST]: 'text' });
	return await whilePublished(n8n.rest, workflow, {
		isOpen: async (address) => await FormVisit.isOpen(form(address)),
		work: async (address) => {
			const answers = new FormData();
			answers.set('field-0', new File([table], 'changes.csv', { type: 'text/csv' }));
			const visit = await FormVisit.begin(n8n.rest, form(address), answers);
			const page = await visit.page();
			await visit.send();
			return { page, execution: await n8n.rest.waitForExecution(visit.executionId) };
		},
	});
}

const valueOf = (serial: string, path: string) => example.simulator.tree(serial)[path]?.value;
const sets = () =>
	example.simulator
		.operations()
		.filter(({ operation }) => operation === 'set')
		.map(({ serial_number: serial }) => serial);

describe('a table that somebody uploads', () => {
	let page: string;
	let execution: Execution;
	let rest: string;
	beforeAll(async () => {
		({ page, execution } = await upload(csv(TABLE)));
		rest = String(itemsOf(execution, readerOf(REST))[0]?.json.data);
		expect(execution.error).toBeUndefined();
		expect(sets().sort()).toEqual(['SN000001', 'SN000002', 'SN000003', 'SN000005']);
		expect(example.simulator.office.messages().map(({ body }) => body.text)).toEqual([
			expect.stringMatching(/of 6 devices: 3 changed, .*1 unknown, 2 failed\n• SN000003: /),
		]);
	});

	it('changes what its cells say, all of a device at once, whichever data model it speaks', () => {
		expect(valueOf('SN000001', INTERVAL)).toBe('900');
		expect(valueOf('SN000001', SERVER)).toBe('ntp.example.net');
		expect(valueOf('SN000002', INTERVAL)).toBe('900');
		expect(valueOf('SN000005', OLD_INTERVAL)).toBe('900');
	});

	it('is followed by a page that says what became of each', () => {
		expect(page).toContain('6 devices: 3 changed');
		expect(page).toContain('SN404404: CONTROL knows no device');
	});

	it('leaves the rest as a CSV of the same form, with the reasons', () => {
		const [head, ...rows] = rest.replace('\ufeff', '').trim().split('\n');
		expect(head).toBe([...(TABLE[0] ?? []), 'result', 'reason'].join(','));
		expect(rows.map((row) => row.split(',')[0])).toEqual(['SN000003', LATE, 'SN404404']);
		expect(rows[0]).toContain('Invalid parameter value');
	});

	it('can be given in again: what is as wanted is not set a second time', async () => {
		const again = await upload(csv(TABLE.slice(0, 3)));
		expect(sets()).toEqual([]);
		expect(again.page).toContain('2 devices: 2 as wanted already');
	});

	it('can be corrected and given in again as it came out', async () => {
		const { page: next } = await upload(rest.replace(',300,', ',36,'));
		expect(valueOf('SN000003', CHANNEL)).toBe('36');
		expect(next).toContain('3 devices: 1 changed');
	});
});

it.each([
	['serial_number;Device.X\nSN000002;900\n', 'A row without a serial_number: Variables: No column'],
	[`serial_number,${INTERVAL}\n,900\n`, 'Device'],
	['serial_number,interval\nSN000002,900\n', 'No column of the input is a path'],
])('changes nothing where the table is %j, and says why', async (table, why) => {
	const { page } = await upload(table);
	expect(page).toContain('1 devices: 1 failed');
	expect(page).toContain(why);
	expect(example.simulator.operations()).toEqual([]);
});
