import { itemsOf, type Execution } from '../../../host/execution.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { readerOf, readingFiles } from './readFiles.mts';

const SETTING = 'Device.ManagementServer.UpgradesManaged';
const DEVICES = 25;
const ALL_TYPES = '';
const OLD_TYPE = '2';
/** The number of no type. */
const NO_TYPE = '404';
const DOWN = 'SN000003';
/** Those of which CONTROL refuses any operation, in some tests. */
const REFUSED = ['SN000005', 'SN000010', 'SN000015', 'SN000020'];

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

/** Runs the workflow by the clock of a time zone, and returns how it ended, well or not. */
async function runIn(timezone: string, workflow: WorkflowDraft): Promise<Execution> {
	const { n8n } = example;
	const draft = readingFiles(workflow, { 'CSV File': 'csv' });
	const { id } = await n8n.rest.createWorkflow({
		...draft,
		settings: { ...draft.settings, timezone },
	});
	const execution = await n8n.rest.runToEnd(id, 'Every Night at 2');
	await n8n.rest.deleteWorkflow(id);
	return execution;
}

/** Runs the night's work as if n8n's clock were the world's. */
async function tonight(
	settings: SettingsChange,
	alter: (draft: WorkflowDraft) => WorkflowDraft = (draft) => draft,
): Promise<Execution> {
	const execution = await runIn('UTC', alter(example.draft({ ...QUICK, ...settings })));
	expect(execution.error).toBeUndefined();
	return execution;
}

/**
 * The time zone in which it is between 20 and 21 o'clock now; `Etc/GMT-3` is three hours ahead of
 * Greenwich.
 */
function zoneInTheEvening(): string {
	const ahead = 20 - new Date().getUTCHours();
	return ahead > 12 ? `Etc/GMT+${24 - ahead}` : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/**
 * The workflow in a window that ends in a few seconds: real ones end with a minute of the clock.
 */
function endingSoon(draft: WorkflowDraft): WorkflowDraft {
	const jsCode =
		'return [{ json: { mayStart: true, end: new Date(Date.now() + 5000).toISOString() } }];';
	const nodes = draft.nodes.map((node) =>
		'name' in node && node.name === 'Window' ? { ...node, parameters: { jsCode } } : node,
	);
	return { ...draft, nodes };
}

const message = () => example.simulator.office.messages()[0]?.body.text;
const sets = () => example.simulator.operations().filter(({ operation }) => operation === 'set');
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
	const { simulator } = example;
	for (const serial of REFUSED) {
		simulator.inject({
			match: { method: 'POST', serial },
			effect: { kind: 'status', status: 403 },
		});
	}
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
	simulator.clearInjections();
	expect(outcomes[4]).toEqual(['SN000005', 'failed', expect.stringContaining('403')]);
	expect(itemsOf(execution, 'Window')[0]?.json.end).toContain(`T${OPEN.windowTo}:00.000`);
	expect(outcomes[20]).toEqual(['SN000021', 'not sent', 'stopped after too many failures']);
	expect(changed()).toHaveLength(15);
	expect(sets()).toHaveLength(15);
	expect(message()?.split('\n')).toEqual([
		`*Maintenance window*: ${SETTING} = false`,
		':white_check_mark: 15 changed',
		':no_entry: 6 not sent',
		`    1 × not in contact with CONTROL: ${DOWN}`,
		'    5 × stopped after too many failures: SN000021, SN000022, SN000023, SN000024, SN000025',
		':x: 4 failed',
		expect.stringMatching(/^    4 × .*403.*: SN000005, SN000010, SN000015, SN000020$/),
	]);
});

it('holds the rest back when the window is over', async () => {
	const execution = await tonight({ devicesAtATime: 2 }, endingSoon);

	const lines = itemsOf(execution, readerOf('CSV File'));
	const outcomes = lines.map(({ json }) => json.outcome);
	// The night before has changed it.
	expect(outcomes[0]).toBe('as wanted');
	expect(outcomes.at(-1)).toBe('not sent');
	expect(message()).toMatch(/\d+ × the window was over: /);
});

it('changes only the devices of the type that is set', async () => {
	await tonight({ ...OPEN, deviceType: OLD_TYPE, devicesAtATime: 10, stopAfterFailures: 100 });

	const touched = example.simulator.operations().map(({ serial_number }) => serial_number);
	expect(touched).toEqual(['SN000005', 'SN000010', 'SN000015', 'SN000020', 'SN000025']);
});

it('goes on all the same when it is forced', async () => {
	await tonight({ ...CLOSED, force: true, deviceType: ALL_TYPES, stopAfterFailures: 100 });

	expect(message()).toContain('    5 × the device has no such variable: SN000005');
	expect(changed()).toHaveLength(DEVICES - DEVICES / 5 - 1);
});

describe("between 20 and 21 o'clock", () => {
	const inTheEvening = async (windowFrom: string, windowTo: string) =>
		await runIn(
			zoneInTheEvening(),
			example.draft({ ...QUICK, windowFrom, windowTo, deviceType: NO_TYPE }),
		);

	it.each([
		['1:00', '05:00', false],
		['01:00', '5:00', false],
		['9:00', '22:00', true],
		['19:00', '5:00', true],
		['22:00', '9:00', false],
	])('a window from %s to %s is open: %s', async (from, to, mayStart) => {
		const execution = await inTheEvening(from, to);

		expect(itemsOf(execution, 'Window')[0]?.json).toMatchObject({
			mayStart,
			clock: expect.stringMatching(/^2[01]:/),
			end: expect.stringContaining(`T${to.padStart(5, '0')}:00.000`),
		});
	});

	it.each([
		['25:00', '05:00', 'windowFrom is "25:00"'],
		['01:00', '05:60', 'windowTo is "05:60"'],
		['1', '05:00', 'windowFrom is "1"'],
		['01:00', '', 'windowTo is ""'],
	])('a window from "%s" to "%s" stops it, and it says why', async (from, to, why) => {
		const execution = await inTheEvening(from, to);

		expect(execution.error?.message).toContain(`Settings: ${why}, but should look like 01:00`);
		expect(execution.runs['Devices']).toBeUndefined();
	});
});
