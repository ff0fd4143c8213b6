import axios from 'axios';
import { scheduled } from '../../../host/pollTimes.mts';
import { until, whilePublished } from '../../../host/published.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { RollOutTable, type Row } from '../harness/rollOutTable.mts';

let example: ExampleRun;
let table: RollOutTable;
beforeAll(async () => {
	example = await startExample('roll-out-approval.json', { devices: 1, informInterval: 0 });
	table = new RollOutTable(example.n8n.rest, 'Held');
});
beforeEach(() => example.simulator.office.clear());
afterAll(async () => await example.close());

/** A roll-out that has come to its last wave. */
const due = (): Row[] =>
	['succeeded', 'succeeded', 'planned', 'planned'].map((state, nth) => ({
		serial_number: `SN${nth + 1}`,
		variable_name: 'Device.Time.NTPServer1',
		value: 'ntp.example',
		waves: '2, rest',
		state,
		last_wave: 'hold',
		...(state === 'succeeded' && { wave: 1 }),
	}));

/** n8n does not take a press of a button from what looks like a program. */
const PERSON = { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Gecko/20100101 Firefox/140.0' };

const questions = () =>
	example.simulator.office.messages().filter(({ body }) => body.blocks !== undefined);

/** The address behind the button with this text. */
function buttonOf(question: unknown, label: string): string {
	const found = new RegExp(`"text":"${label}"[^}]*},"url":"([^"]+)"`).exec(
		JSON.stringify(question),
	);
	return found?.[1] ?? '';
}

/** Presses it; n8n refuses as long as it has not put the execution to sleep. */
async function hasBeenPressed(button: string): Promise<boolean> {
	const options = { headers: PERSON, proxy: false as const, validateStatus: () => true };
	return (await axios.get(button, options)).status === 200;
}

/** Publishes the example, presses the button, and returns the rows when they have changed. */
async function press(label: string) {
	await table.fill(due());
	const before = JSON.stringify(await table.rows());
	const draft = scheduled(table.under(example.draft()), 3);
	return await whilePublished(example.n8n.rest, draft, {
		isOpen: () => Promise.resolve(true),
		work: async () => {
			await until(() => questions().length > 0);
			await until(async () => await hasBeenPressed(buttonOf(questions()[0]?.body.blocks, label)));
			await until(async () => JSON.stringify(await table.rows()) !== before);
			return await table.rows();
		},
	});
}

const MAX_MS = 300_000;

it(
	'asks once, and lets the last wave go when a person says so',
	async () => {
		const rows = await press('Send');
		expect(rows.map(({ last_wave: last }) => last)).toEqual(['send', 'send', 'send', 'send']);
		expect(rows.map(({ state }) => state)).toEqual(due().map(({ state }) => state));
		expect(questions()).toHaveLength(1);
		expect(JSON.stringify(questions())).toContain('the last 2 devices');
	},
	MAX_MS,
);

it(
	'stops the roll-out when a person says so',
	async () => {
		const rows = await press('Stop the roll-out');
		const states = ['succeeded', 'succeeded', 'stopped', 'stopped'];
		expect(rows.map(({ state }) => state)).toEqual(states);
	},
	MAX_MS,
);
