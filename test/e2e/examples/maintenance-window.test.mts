import type { WorkflowDraft } from '../../../host/restClient.mts';
import { itemsOf, type Execution } from '../../../host/execution.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { readerOf, readingFiles } from './readFiles.mts';

const SETTING = 'Device.ManagementServer.UpgradesManaged';
const DEVICES = 25;
/** Every fifth device speaks TR-098, which has no such setting here: these fail. */
const ALL_TYPES = '';
const DOWN = 'SN000003';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('maintenance-window.json', { devices: DEVICES });
	example.simulator.setOnline(DOWN, false);
});
beforeEach(() => {
	example.simulator.clearOperations();
	example.simulator.office.clear();
});
afterAll(async () => await example.close());

const HOUR = 3_600_000;
/** A time of the day, as the settings have it, so many hours from now. */
const clockIn = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString().slice(11, 16);
const OPEN = { windowFrom: clockIn(-1), windowTo: clockIn(2) };
const CLOSED = { windowFrom: clockIn(2), windowTo: clockIn(3) };
const QUICK = { requestsPerSecond: 50, waitSeconds: 20 };

/** Runs the night's work as if n8n's clock were the world's. */
async function tonight(
	settings: SettingsChange,
	alter: (draft: WorkflowDraft) => WorkflowDraft = (draft) => draft,
): Promise<Execution> {
	const { n8n } = example;
	const asSet = alter(example.draft({ ...QUICK, ...settings }));
	const draft = readingFiles(asSet, { 'CSV File': 'csv' });
	const { id } = await n8n.rest.createWorkflow({
		...draft,
		settings: { ...draft.settings, timezone: 'UTC' },
	});
	const execution = await n8n.rest.runToEnd(id, 'Every Night at 2');
	await n8n.rest.deleteWorkflow(id);
	expect(execution.error).toBeUndefined();
	return execution;
}

/** The workflow in a window that ends in a few seconds: real ones end with a minute of the clock. */
function endingSoon(draft: WorkflowDraft): WorkflowDraft {
	const jsCode =
		'return [{ json: { mayStart: true, end: new Date(Date.now() + 5000).toISOString() } }];';
	const nodes = draft.nodes.map((node) =>
		'name' in node && node.name === 'Window' ? { ...node, parameters: { jsCode } } : node,
	);
	return { ...draft, nodes };
}

const message = () => example.simulator.office.messages()[0]?.body.text;
const changed = () => {
	const { simulator } = example;
	const value = (serial: string) => simulator.tree(serial)[SETTING]?.value;
	return simulator.serials().filter((serial) => value(serial) === 'false');
};

it('does nothing outside the window, and says so', async () => {
	const execution = await tonight(CLOSED);

	expect(execution.runs['Critical Change']).toBeUndefined();
	expect(example.simulator.operations()).toEqual([]);
	expect(message()).toMatch(/did not start: it is \d\d:\d\d, and the window is from/);
});

it('stops when too many devices have failed, and reports changed, failed and not sent', async () => {
	const execution = await tonight({
		...OPEN,
		deviceType: ALL_TYPES,
		devicesAtATime: 10,
		stopAfterFailures: 3,
	});

	const lines = itemsOf(execution, readerOf('CSV File')).map(({ json }) => json);
	const outcomes = lines.map(({ serial_number, outcome, why }) => [serial_number, outcome, why]);
	expect(lines).toHaveLength(DEVICES);
	expect(outcomes[0]).toEqual(['SN000001', 'changed', '']);
	expect(outcomes[2]).toEqual([DOWN, 'not sent', 'not in contact with CONTROL']);
	expect(outcomes[4]).toEqual(['SN000005', 'failed', '9005 Invalid parameter name']);
	expect(itemsOf(execution, 'Window')[0]?.json.end).toContain(`T${OPEN.windowTo}:00.000`);
	expect(outcomes[20]).toEqual(['SN000021', 'not sent', 'stopped after too many failures']);
	expect(changed()).toHaveLength(15);
	expect(example.simulator.operations()).toHaveLength(19);
	expect(message()?.split('\n')).toEqual([
		`*Maintenance window*: ${SETTING} = false`,
		':white_check_mark: 15 changed',
		':no_entry: 6 not sent',
		`    1 × not in contact with CONTROL: ${DOWN}`,
		'    5 × stopped after too many failures: SN000021, SN000022, SN000023, SN000024, SN000025',
		':x: 4 failed',
		'    4 × 9005 Invalid parameter name: SN000005, SN000010, SN000015, SN000020',
	]);
});

it('holds the rest back when the window is over', async () => {
	const execution = await tonight({ devicesAtATime: 2 }, endingSoon);

	const outcomes = itemsOf(execution, 'Report').map(({ json }) => json.outcome);
	expect(outcomes[0]).toBe('changed');
	expect(outcomes.at(-1)).toBe('not sent');
	expect(message()).toMatch(/\d+ × the window was over: /);
});

it('goes on all the same when it is forced', async () => {
	await tonight({ ...CLOSED, force: true, deviceType: ALL_TYPES, stopAfterFailures: 100 });

	expect(message()).toContain(':white_check_mark: 19 changed');
	expect(changed()).toHaveLength(DEVICES - DEVICES / 5 - 1);
});
