import { setTimeout as delay } from 'node:timers/promises';
import { polling } from '../../../host/pollTimes.mts';
import type { OperationName } from '../../../simulator/fleet/rpc.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { SETTLED_MS, until } from '../trigger/workflow.mts';
import { carryOut } from './scheduleDirectly.mts';

const DEVICE = 'SN000001';
const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const SECONDS_BETWEEN_POLLS = 5;

let example: ExampleRun;
let workflow: string;
beforeAll(async () => {
	example = await startExample('tickets-for-failed-operations.json', {
		devices: 5,
		informInterval: 0,
	});
	const { rest } = example.n8n;
	({ id: workflow } = await rest.createWorkflow(polling(example.draft(), SECONDS_BETWEEN_POLLS)));
	await rest.activate(workflow);
	// When it has looked, what happens from now on is news.
	await polls(1);
});
afterAll(async () => {
	// Deleting would have to wait for n8n, which takes its time to let go of a trigger.
	await example.n8n.rest.deactivate(workflow);
	await example.close();
});

const office = () => example.simulator.office;
const texts = () =>
	office()
		.messages()
		.map(({ body }) => body.text ?? '');
const onDevice = async (
	operation: OperationName,
	variable_name: string,
	value?: string,
	serial_number = DEVICE,
) =>
	await carryOut(example.simulator, {
		serial_number,
		operation,
		variables: [
			{ variable_name, ...(value !== undefined && { value, value_type: 'integer' as const }) },
		],
	});

/** Resolves when Slack has heard so many messages in all, and no more for a while. */
async function heard(messages: number): Promise<void> {
	await until(() => texts().length >= messages, `${messages} messages`);
	await delay(SETTLED_MS);
	expect(texts()).toHaveLength(messages);
}

/** Resolves when the workflow has looked so many times from now on. */
async function polls(times: number): Promise<void> {
	const { simulator } = example;
	const enough = simulator.counters().total + times;
	await until(() => simulator.counters().total >= enough, `${times} polls`);
	await delay(SETTLED_MS);
}

/**
 * Has something happen while nobody looks, so that the next poll sees all of it. Seen by two polls,
 * it is worked off by two executions at once, and neither knows the issue that the other is about
 * to open.
 */
async function betweenPolls(happen: () => Promise<void>): Promise<void> {
	const { rest } = example.n8n;
	await rest.deactivate(workflow);
	await delay(SETTLED_MS);
	await happen();
	await rest.activate(workflow);
}

/** Has the workflow report the latest event of a kind once more, as after a restart of n8n. */
async function repeat(triggerOn: 'failed' | 'succeeded'): Promise<void> {
	const { rest } = example.n8n;
	const { id } = await rest.createWorkflow(
		polling(example.draft(), SECONDS_BETWEEN_POLLS, { triggerOn }),
	);
	const { status } = await rest.runToEnd(id, 'Operation Finished');
	await rest.deleteWorkflow(id);
	expect(status).toBe('success');
}

describe('an operation that fails', () => {
	beforeAll(async () => {
		await onDevice('set', INTERVAL, '0');
		await heard(1);
	});

	it('gets an issue in Jira with the fault explained', () => {
		const [issue] = office().issues();
		expect(office().issues()).toHaveLength(1);
		expect(issue?.fields).toMatchObject({
			project: { key: 'OPS' },
			summary: `${DEVICE} set failed: Invalid parameter value`,
			labels: ['zequenze', expect.stringMatching(`^${DEVICE}-set-[0-9a-f]{8}$`)],
			status: { name: 'To Do' },
		});
		expect(issue?.fields.description).toContain(`Operation: set ${INTERVAL} = 0`);
		expect(issue?.fields.description).toContain('What went wrong: 9007 Invalid parameter value');
		expect(issue?.fields.description).toContain('no, change something first');
	});

	it('is told to Slack with the number of the issue', () => {
		const told = `:warning: ${DEVICE} set failed: Invalid parameter value. Ticket`;
		expect(texts()).toEqual([`${told} OPS-1 is open.`]);
	});

	it('gets no second issue when its event is repeated', async () => {
		await repeat('failed');

		expect(office().issues()).toHaveLength(1);
		await heard(1);
	});

	it('gets a note on its issue when it fails again', async () => {
		await onDevice('set', INTERVAL, '0');
		const notes = () => office().issues()[0]?.fields.comment.comments ?? [];
		await until(() => notes().length === 1, 'a note');

		const { id } = example.simulator.operations().at(-1) ?? {};
		expect(notes()[0]?.body).toContain(`Transaction: ${id}`);
		await heard(1);
	});

	it('keeps its issue when something else succeeds on the device', async () => {
		await onDevice('get', INTERVAL);
		await polls(2);

		await heard(1);
	});
});

describe('the same operation when it succeeds', () => {
	beforeAll(async () => {
		await onDevice('set', INTERVAL, '600');
		await heard(2);
	});

	it('closes the issue with a note', () => {
		const { id } = example.simulator.operations().at(-1) ?? {};
		const note = `Transaction ${id} of the same kind has succeeded on this device.`;
		const [issue] = office().issues();
		expect(issue?.fields.status.name).toBe('Done');
		expect(issue?.fields.comment.comments.at(-1)?.body).toBe(note);
	});

	it('is told to Slack', () => {
		const told = `:white_check_mark: ${DEVICE} set has succeeded. Ticket`;
		expect(texts().slice(1)).toEqual([`${told} OPS-1 is closed.`]);
	});

	it('changes nothing when either event is repeated', async () => {
		await repeat('failed');
		await repeat('succeeded');

		await heard(2);
		expect(office().issues()).toHaveLength(1);
	});
});

describe('several operations of a kind between two polls', () => {
	const OTHER_DEVICE = 'SN000002';

	it('are taken one by one, in the order in which they ended', async () => {
		// The list of some servers begins with the latest.
		example.simulator.configure({ order: 'newest' });
		await betweenPolls(async () => {
			for (const value of ['0', '0', '600']) {
				await onDevice('set', INTERVAL, value, OTHER_DEVICE);
			}
		});
		await heard(4);

		const [, issue] = office().issues();
		const notes = issue?.fields.comment.comments.map(({ body }) => body);
		expect(office().issues()).toHaveLength(2);
		expect(issue?.fields.status.name).toBe('Done');
		expect(notes).toEqual([
			expect.stringContaining('Failed again.'),
			expect.stringContaining('has succeeded on this device'),
		]);
	});
});

describe('a success that is repeated after a later failure of its kind', () => {
	const FAILING_DEVICE = 'SN000003';

	beforeAll(async () => {
		await onDevice('set', INTERVAL, '600', FAILING_DEVICE);
		await onDevice('set', INTERVAL, '0', FAILING_DEVICE);
		await heard(5);
	});

	it('leaves the issue of the failure open', async () => {
		await repeat('succeeded');

		await heard(5);
		const issue = office().issues().at(-1);
		expect(issue?.fields.summary).toContain(FAILING_DEVICE);
		expect(issue?.fields.status.name).toBe('To Do');
		expect(issue?.fields.comment.comments).toEqual([]);
	});

	it('does not keep a new success from closing them', async () => {
		await onDevice('set', INTERVAL, '900', FAILING_DEVICE);
		await heard(6);

		expect(office().issues().at(-1)?.fields.status.name).toBe('Done');
	});
});
