import { setTimeout as delay } from 'node:timers/promises';
import { itemsOf, type Execution } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const PROMPT = 'SN000001';
const OFF = 'SN000002';
const LATE = 'SN000003';
const OLD_MODEL = 'SN000005';
const UNKNOWN = 'SN404404';
const ROUNDS = 4;
const LATE_AFTER_MS = 2_500;

let example: ExampleRun;
let execution: Execution;
beforeAll(async () => {
	example = await startExample('follow-for-days.json', { devices: 5, informInterval: 1 });
	const { simulator } = example;
	simulator.setOnline(OFF, false);
	simulator.setOnline(LATE, false);
	const running = example.run({
		settings: {
			serialNumbers: [PROMPT, OFF, LATE, OLD_MODEL, UNKNOWN].join(', '),
			waitAmount: 2,
			waitUnit: 'seconds',
			mostRounds: ROUNDS,
		},
	});
	const comeHome = setTimeout(() => simulator.setOnline(LATE, true), LATE_AFTER_MS);
	execution = await running.finally(() => clearTimeout(comeHome));
});
afterAll(async () => await example.close());

const texts = () => example.simulator.office.messages().map(({ body }) => body.text);
const lookedUp = (round: number) =>
	itemsOf(execution, 'Look Up', { run: round }).map(({ json }) => json.state);

it('looks again and again, as often as the settings allow while a device is not done', () => {
	expect(execution.runs['Look Up']).toHaveLength(ROUNDS);
	expect(lookedUp(0)[0]).toBe('succeeded');
	expect(lookedUp(ROUNDS - 1)).toEqual(['succeeded', 'scheduled', 'succeeded', 'failed']);
});

it('schedules the change once for each device', () => {
	const serials = example.simulator.operations().map(({ serial_number }) => serial_number);
	expect(serials).toEqual([PROMPT, OFF, LATE, OLD_MODEL]);
	const time = (serial: string) => example.simulator.tree(serial)['Device.Time.NTPServer1']?.value;
	expect([time(PROMPT), time(LATE)]).toEqual(['2.pool.ntp.org', '2.pool.ntp.org']);
});

it('tells Slack at once what CONTROL did not take', () => {
	expect(texts()[0]).toContain(`${UNKNOWN}: CONTROL knows no device with the serial number`);
});

it('tells Slack at the end what became of each device', () => {
	expect(texts()).toHaveLength(2);
	expect(texts()[1]?.split('\n')).toEqual([
		'*Follow operations for days*',
		':white_check_mark: done: 2',
		`    ${PROMPT}, ${LATE}`,
		':x: failed: 1',
		`    ${OLD_MODEL} (9005 Invalid parameter name)`,
		':hourglass: given up on; CONTROL still has it scheduled: 1',
		`    ${OFF}`,
	]);
});

it('ends at the first look that finds all devices done', async () => {
	example.simulator.office.clear();

	const short = await example.run({
		settings: { serialNumbers: PROMPT, waitAmount: 2, waitUnit: 'seconds' },
	});

	expect(short.runs['Look Up']).toHaveLength(1);
	expect(texts()[0]).toContain(`done: 1\n    ${PROMPT}`);
});

it('has n8n put a wait of hours into its database instead of keeping it running', async () => {
	const { rest } = example.n8n;
	const { id } = await example.importIt({ serialNumbers: PROMPT });
	const executionId = await rest.run(id);

	let status = 'running';
	while (status === 'new' || status === 'running') {
		await delay(200);
		({ status } = await rest.execution(executionId));
	}
	await rest.stopExecution(executionId);

	expect(status).toBe('waiting');
});
