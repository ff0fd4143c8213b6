import { itemsOf, type Execution } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

/** As preset in the example's Settings. */
const MIN_FREE_MEMORY = 25;
const MAX_CPU = 50;
const SILENT = 'SN000002';
const DOWN = 'SN000025';

let example: ExampleRun;
let execution: Execution;
beforeAll(async () => {
	example = await startExample('watch-device-health.json', { offline: 1 });
	example.simulator.inject({
		match: { method: 'POST', serial: SILENT },
		effect: { kind: 'status', status: 403 },
	});
	execution = await example.run({ trigger: 'Every Hour' });
});
afterAll(async () => await example.close());

/** The devices that the thresholds are for, as the simulated devices really feel. */
function unwell(): string[] {
	const { simulator } = example;
	return simulator.serials().filter((serial) => {
		const tree = simulator.tree(serial);
		const figure = (name: string) =>
			Number(
				Object.entries(tree).find(([path]) => path.endsWith(`.DeviceInfo.${name}`))?.[1].value,
			);
		const free = (100 * figure('MemoryStatus.Free')) / figure('MemoryStatus.Total');
		const isUnwell = Math.round(free) < MIN_FREE_MEMORY;
		return isUnwell || figure('ProcessStatus.CPUUsage') > MAX_CPU;
	});
}

it('finds exactly the devices beyond a threshold, in both data models', () => {
	const found = itemsOf(execution, 'Beyond a Threshold').map(({ json }) => json.serial_number);
	expect(found.length).toBeGreaterThan(0);
	expect(found).toEqual(unwell().filter((serial) => ![SILENT, DOWN].includes(serial)));
	const read = itemsOf(execution, 'Figures').map(({ json }) => json.serial_number);
	expect(read).toHaveLength(23);
	expect(read).toContain('SN000005');
});

it('asks no device that is down', () => {
	const asked = example.simulator.operations().map(({ serial_number }) => serial_number);
	expect(asked).not.toContain(DOWN);
});

it('tells Slack in one message who is unwell, and in another one who is silent', () => {
	const messages = example.simulator.office.messages();
	expect(messages.map(({ channel }) => channel)).toEqual(['operations', 'operations']);
	const [alert = '', silence = ''] = messages.map(({ body }) => body.text ?? '');
	const listed = alert.match(/SN\d+/g);
	expect(listed).toEqual(
		itemsOf(execution, 'Beyond a Threshold').map(({ json }) => json.serial_number),
	);
	expect(alert).toMatch(/• SN\d+: \d+ % memory free, CPU at \d+ %, up for \d+ h/);
	expect(silence).toMatch(new RegExp(`from 1 devices:\n• ${SILENT}: .+`));
});
