import axios from 'axios';
import type { JiraIssue } from '../../../simulator/office/jira.mts';
import type { Ticket } from '../../../simulator/office/tickets.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { until, whilePublished } from '../harness/published.mts';

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
		isOpen: async (address) => (await axios.get(form(address), OPTIONS)).status !== 404,
		work: async (address) => {
			const answers = new FormData();
			for (const [index, answer] of [serial, HOST, ticket].entries()) {
				answers.set(`field-${index}`, answer);
			}
			expect((await axios.post(form(address), answers, OPTIONS)).status).toBe(200);
			await until(() => look() !== undefined);
		},
	});
	return look();
}

const firstTicket = () => example.simulator.office.tickets()[0];
const RESULT = /^Ping from (SN\d+) to host\.example\.net: 5 of 5 answered, \d+ ms on average/;

describe('without a ticket', () => {
	it('opens one, also for a TR-098 device, whose ping is elsewhere', async () => {
		expect(await fillIn({ serial: OLD_DEVICE }, firstTicket)).toMatchObject({
			title: `Ping from ${OLD_DEVICE} to ${HOST}`,
			text: expect.stringMatching(RESULT),
			reference: OLD_DEVICE,
			state: 'open',
		});
	});

	it('opens an issue where the desk is Jira', async () => {
		const settings = { desk: 'jira', ticketsUrl: 'not configured' };
		const firstIssue = () => example.simulator.office.issues()[0];
		const issue = await fillIn({ serial: NEW_DEVICE, ticket: ' ', settings }, firstIssue);

		expect(issue?.fields).toMatchObject({
			project: { key: 'OPS' },
			summary: `Ping from ${NEW_DEVICE} to ${HOST}`,
			description: expect.stringMatching(RESULT),
			labels: ['zequenze', NEW_DEVICE],
		});
	});
});

describe('with a ticket', () => {
	const post = async <T,>(path: string, body: object): Promise<T> =>
		(await axios.post<T>(new URL(`/__office/${path}`, example.simulator.url).href, body, OPTIONS))
			.data;

	it('adds the result to it', async () => {
		const { id } = await post<Ticket>('tickets', { title: 'Slow', text: 'Everything is slow' });

		const note = await fillIn(
			{ serial: NEW_DEVICE, ticket: String(id) },
			() => firstTicket()?.notes[0],
		);

		expect(note).toMatch(RESULT);
		expect(example.simulator.office.tickets()).toHaveLength(1);
	});

	it('comments on the issue where the desk is Jira', async () => {
		const fields = { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'Slow' };
		const { key } = await post<JiraIssue>('jira/rest/api/2/issue', { fields });

		const comment = await fillIn(
			{ serial: NEW_DEVICE, ticket: key, settings: { desk: 'jira' } },
			() => example.simulator.office.issues()[0]?.fields.comment.comments[0],
		);

		expect(comment?.body).toMatch(RESULT);
	});

	it.each(['generic', 'jira'])(
		'asks for no other address, whatever it is called (%s)',
		async (desk) => {
			const { simulator } = example;
			const elsewhere = new URL('/desk', simulator.url);
			const settings = { desk, ticketsUrl: elsewhere.href, jiraUrl: elsewhere.href };
			const asked = () => simulator.requests().find(({ url }) => url.startsWith('/desk'))?.url;
			simulator.resetObservations();

			const url = await fillIn({ serial: NEW_DEVICE, ticket: ' 1/../2?a b ', settings }, asked);

			const path = desk === 'jira' ? ['issue', '%s', 'comment'] : ['%s'];
			expect(url).toBe(['/desk', ...path].join('/').replace('%s', '1%2F..%2F2%3Fa%20b'));
		},
	);
});

describe('without a result', () => {
	afterEach(() => example.simulator.clearInjections());

	it('says that CONTROL does not know the device', async () => {
		const ticket = await fillIn({ serial: 'SN404404' }, firstTicket);
		expect(ticket?.text).toContain('no device with the serial number "SN404404"');
	});

	it('says what went wrong on the way', async () => {
		example.simulator.inject({
			match: { method: 'POST', serial: NEW_DEVICE, after: 2 },
			effect: { kind: 'status', status: 403 },
		});
		const ticket = await fillIn({ serial: NEW_DEVICE }, firstTicket);
		expect(ticket?.text).toMatch(/no result, .*403/);
	});

	it('looks no more often than it was told to', async () => {
		const { simulator } = example;
		simulator.clearOperations();
		simulator.configure({ results: 'hidden' });

		const ticket = await fillIn({ serial: NEW_DEVICE, settings: { mostLooks: 2 } }, firstTicket);

		simulator.configure({ results: 'usual' });
		expect(ticket?.text).toContain('no result, the device had no result in time');
		const sent = simulator.operations().map(({ operation }) => operation);
		expect(sent).toEqual(['get', 'set', 'get', 'get']);
	});
});
