import type { Page } from 'playwright-core';
import { itemsOf, type Execution } from '../../../host/execution.mts';
import { Editor } from '../harness/editor.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { readerOf, readingFiles } from './readFiles.mts';
import { carryOut } from './scheduleDirectly.mts';

const DEVICES = 25;
const DOWN = ['SN000024', 'SN000025'];
const ON_TIME = 16;
const MEAN = '=1+1<script>alert(1)</script>$& {{ 7*7 }}';
const WITH_MEAN_TEXT = 'SN000003';
const UNENCRYPTED = 'SN000009';

let example: ExampleRun;
let execution: Execution;
beforeAll(async () => {
	example = await startExample('compliance-report.json', {
		devices: DEVICES,
		offline: DOWN.length,
	});
	await misconfigure(example);
	const draft = readingFiles(example.draft(), {
		'HTML File': 'text',
		'CSV File': 'csv',
	});
	const { id } = await example.n8n.rest.createWorkflow(draft);
	execution = await example.n8n.rest.runToEnd(id, 'Every Monday');
	await example.n8n.rest.deleteWorkflow(id);
});
afterAll(async () => await example.close());

/** Makes a fleet of which some devices are not as the rules want them. */
async function misconfigure({ simulator }: ExampleRun): Promise<void> {
	for (const serial of simulator.serials().slice(0, ON_TIME)) {
		await change(serial, `${rootOf(serial)}ManagementServer.PeriodicInformInterval`, '300');
	}
	await change(WITH_MEAN_TEXT, 'Device.Time.NTPServer1', MEAN);
	await change(UNENCRYPTED, 'Device.WiFi.AccessPoint.1.Security.ModeEnabled', 'None');
	simulator.clearOperations();
}

async function change(serial: string, variable_name: string, value: string): Promise<void> {
	const value_type = /^\d+$/.test(value) ? 'integer' : 'string';
	const variables = [{ variable_name, value, value_type } as const];
	await carryOut(example.simulator, { serial_number: serial, operation: 'set', variables });
}

const rootOf = (serial: string) =>
	'Device.DeviceInfo.SerialNumber' in example.simulator.tree(serial)
		? 'Device.'
		: 'InternetGatewayDevice.';

/** The devices that are up and whose parameter below the root is none of the wanted values. */
function deviating(parameter: string, ...wanted: string[]): string[] {
	const { simulator } = example;
	return simulator
		.serials()
		.filter((serial) => !DOWN.includes(serial))
		.filter((serial) => {
			const value = simulator.tree(serial)[rootOf(serial) + parameter]?.value ?? '';
			return !wanted.includes(value);
		});
}

const checks = () => itemsOf(execution, readerOf('CSV File')).map(({ json }) => json);
const serialsOf = (rule: string, verdict: string) =>
	checks()
		.filter((check) => check.rule === rule && check.verdict === verdict)
		.map(({ serial_number }) => serial_number);

it('ends well', () => {
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
});

describe('the table', () => {
	it('finds exactly the devices that have another value than the wanted ones', () => {
		const late = deviating('ManagementServer.PeriodicInformInterval', '300');
		const old = deviating('DeviceInfo.SoftwareVersion', '3.1.2', '3.2.0');

		expect(late).toHaveLength(DEVICES - DOWN.length - ON_TIME);
		expect(old.length).toBeGreaterThan(0);
		expect(serialsOf('Reports every 5 minutes', 'deviating')).toEqual(late);
		expect(serialsOf('Current firmware', 'deviating')).toEqual(old);
		expect(serialsOf('Our time server', 'deviating')).toEqual([WITH_MEAN_TEXT]);
		expect(serialsOf('Wi-Fi is encrypted', 'deviating')).toEqual([UNENCRYPTED]);
		expect(serialsOf('Upgrades managed by CONTROL', 'deviating')).toEqual([]);
	});

	it('says of devices without contact that nobody knows, and leaves nothing in their queue', () => {
		expect(serialsOf('Current firmware', 'unknown')).toEqual(DOWN);
		expect(checks().find(({ verdict }) => verdict === 'unknown')?.why).toBe(
			'Not in contact with CONTROL',
		);
		const asked = example.simulator.operations().map(({ serial_number }) => serial_number);
		expect(new Set(asked).size).toBe(DEVICES - DOWN.length);
		expect(asked).not.toEqual(expect.arrayContaining(DOWN));
	});

	it('asks each device only for the paths of its own data model', () => {
		const upgrades = checks().filter(({ rule }) => rule === 'Upgrades managed by CONTROL');
		// One of those that are down has no such rule, but nobody knows that of it.
		expect(upgrades).toHaveLength(DEVICES - DEVICES / 5 + 1);
		for (const { serial_number: serial, variables, faults } of example.simulator.operations()) {
			// One parameter tells the data models apart.
			if (variables.length === 1) continue;
			const paths = variables.map(({ variable_name: path }) => path);
			expect(paths.filter((path) => !path.startsWith(rootOf(serial)))).toEqual([]);
			expect(faults).toEqual([]);
		}
	});

	it('shows what a device holds as text, never as a formula', () => {
		const check = checks().find(
			({ rule, verdict }) => rule === 'Our time server' && verdict === 'deviating',
		);
		expect(check?.found).toBe(`'${MEAN}`);
	});
});

describe('the report in a browser', () => {
	let editor: Editor;
	let page: Page;
	const requests: string[] = [];
	beforeAll(async () => {
		editor = await Editor.open(example.n8n);
		({ page } = editor);
		page.on('request', (request) => requests.push(request.url()));
		await page.setViewportSize({ width: 1180, height: 1000 });
		const [file] = itemsOf(execution, readerOf('HTML File'));
		await page.setContent(String(file?.json.data));
	});
	afterAll(async () => await editor.close());

	const bars = (label: string) => page.getByRole('img', { name: label, exact: true });

	it('draws each rule with its numbers, the most broken one first', async () => {
		const late = deviating('ManagementServer.PeriodicInformInterval', '300').length;
		const old = deviating('DeviceInfo.SoftwareVersion', '3.1.2', '3.2.0').length;
		const up = DEVICES - DOWN.length;
		const told = `${up - late} compliant, ${late} deviating, ${DOWN.length} unknown`;

		await editor.picture('compliance-report');

		expect(await bars(`Reports every 5 minutes: ${told}`).isVisible()).toBe(true);
		const deviations = await page
			.locator('.rules .bars')
			.evaluateAll((elements) =>
				elements.map((element) => Number(element.querySelector('.deviating')?.textContent ?? 0)),
			);
		expect(deviations).toEqual([late, old, 1, 1, 0, 0].sort((one, other) => other - one));
	});

	it('has a square for each device, and a line for each deviation', async () => {
		expect(await page.locator('.fleet i').count()).toBe(DEVICES);
		expect(await page.locator('.fleet .unknown').count()).toBe(DOWN.length);
		const lines = checks().filter(({ verdict }) => verdict === 'deviating').length;
		expect(await page.locator('.deviations td.found').count()).toBe(lines);
	});

	it('shows what a device holds as text, never as part of the page', async () => {
		expect(await page.locator('script').count()).toBe(0);
		expect(await page.getByText(MEAN, { exact: true }).isVisible()).toBe(true);
	});

	it('needs nothing from outside', () => {
		expect(requests).toEqual([]);
	});
});
