import axios from 'axios';
import { FormVisit, sendForm } from '../../../host/forms.mts';
import { until, whilePublished } from '../../../host/published.mts';
import type { JiraIssue } from '../../../simulator/office/jira.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';

const NEW_DEVICE = 'SN000001';
const OLD_DEVICE = 'SN000005';
const HOST = 'host.example.net';
const OPTIONS = { proxy: false as const, validateStatus: () => true };

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('ping-from-device.json', { devices: 5, informInterval: 0.2 });
});
afterAll(async () => await example.close());
beforeEach(() => example.simulator.office.clear());

/** What a person enters, and what stands in the Settings node. */
interface Form {
	serial: string;
	ticket?: string;
	settings?: SettingsChange;
}

/**
 * Publishes the example, fills its form in, and returns what `look` finds when it finds something.
 */
async function fillIn<T>(
	{ serial, ticket = '', settings = {} }: Form,
	look: () => T | undefined,
): Promise<T | undefined> {
	const form = (address: string) => `${example.n8n.url}/form/${address}`;
	const draft = example.draft({ pauseSeconds: 0, ...settings });
	await whilePublished(example.n8n.rest, draft, {
		isOpen: async (address) => await FormVisit.isOpen(form(address)),
		work: async (address) => {
			const answers = new FormData();
			for (const [index, answer] of [serial, HOST, ticket].entries()) {
				answers.set(`field-${index}`, answer);
			}
			expect((await sendForm(form(address), answers)).status).toBe(200);
			await until(() => look() !== undefined);
		},
	});
	return look();
}

const firstIssue = () => example.simulator.office.issues()[0];
const RESULT = /^Ping from (SN\d+) to host\.example\.net: 5 of 5 answered, \d+ ms on average/;

describe('without an issue', () => {
	it.each([OLD_DEVICE, NEW_DEVICE])(
		'opens one, whichever data model the device speaks (%s)',
		async (serial) => {
			const issue = await fillIn({ serial, ticket: ' ' }, firstIssue);

			expect(issue?.fields).toMatchObject({
				project: { key: 'OPS' },
				summary: `Ping from ${serial} to ${HOST}`,
				description: expect.stringMatching(RESULT),
				labels: ['zequenze', serial],
			});
		},
	);
});

describe('with an issue', () => {
	it('adds the result to it', async () => {
		const { simulator } = example;
		const issues = new URL('/__office/jira/rest/api/2/issue', simulator.url).href;
		const fields = { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'Slow' };
		const { data } = await axios.post<JiraIssue>(issues, { fields }, OPTIONS);

		const comment = await fillIn(
			{ serial: NEW_DEVICE, ticket: data.key },
			() => firstIssue()?.fields.comment.comments[0],
		);

		expect(comment?.body).toMatch(RESULT);
		expect(simulator.office.issues()).toHaveLength(1);
	});
});

describe('without a result', () => {
	afterEach(() => example.simulator.clearInjections());

	it('says that CONTROL does not know the device', async () => {
		const issue = await fillIn({ serial: 'SN404404' }, firstIssue);
		expect(issue?.fields.description).toContain('no device with the serial number "SN404404"');
	});

	it('says what went wrong on the way', async () => {
		example.simulator.inject({
			match: { method: 'POST', serial: NEW_DEVICE, after: 2 },
			effect: { kind: 'status', status: 403 },
		});
		const issue = await fillIn({ serial: NEW_DEVICE }, firstIssue);
		expect(issue?.fields.description).toMatch(/no result, .*403/);
	});

	it('looks no more often than it was told to', async () => {
		const { simulator } = example;
		simulator.clearOperations();
		simulator.configure({ results: 'hidden' });

		const issue = await fillIn({ serial: NEW_DEVICE, settings: { mostLooks: 2 } }, firstIssue);

		simulator.configure({ results: 'usual' });
		expect(issue?.fields.description).toContain('no result, the device had no result in time');
		const sent = simulator.operations().map(({ operation }) => operation);
		expect(sent).toEqual(['get', 'set', 'get', 'get']);
	});
});
