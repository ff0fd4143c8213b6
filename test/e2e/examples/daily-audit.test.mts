import { itemsOf } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { chain, MANUAL } from '../harness/workflow.mts';
import { carryOut } from './scheduleDirectly.mts';

const TABLE = 'Audit of the test';
const READ = 6;

let example: ExampleRun;
let workflow: string;
beforeAll(async () => {
	example = await startExample('daily-audit.json', { devices: 3, informInterval: 0 });
	({ id: workflow } = await example.importIt({ table: TABLE }));
});
afterAll(async () => await example.close());

/** One night: what the schedule starts. */
async function run() {
	const execution = await example.n8n.rest.runToEnd(workflow, 'Every Night');
	expect(execution.error).toBeUndefined();
}

/** The rows of n8n's table, as a workflow of somebody else reads them. */
async function rows(): Promise<Array<Record<string, unknown>>> {
	const reader = chain('Read the table', MANUAL, {
		name: 'Rows',
		type: 'n8n-nodes-base.dataTable',
		parameters: {
			resource: 'row',
			operation: 'get',
			dataTableId: { __rl: true, mode: 'name', value: TABLE },
			returnAll: true,
		},
	});
	const { rest } = example.n8n;
	const { id } = await rest.createWorkflow(reader);
	const read = await rest.runToEnd(id);
	await rest.deleteWorkflow(id);
	return itemsOf(read, 'Rows').map(({ json }) => json);
}

const lastMessage = () => example.simulator.office.messages().at(-1)?.body.text;

it('writes one row for each operation, with its device, its variables and its fault', async () => {
	const { simulator } = example;
	simulator.addTransactions(READ);
	await carryOut(simulator, {
		serial_number: 'SN000001',
		operation: 'set',
		variables: [{ variable_name: 'Device.Nowhere', value: '1', value_type: 'integer' }],
	});

	await run();

	const table = await rows();
	expect(table).toHaveLength(READ + 1);
	expect(table.map(({ transaction_id: id }) => id).sort()).toEqual(
		simulator
			.operations()
			.map(({ id }) => id)
			.sort(),
	);
	expect(table.find(({ operation }) => operation === 'set')).toMatchObject({
		serial_number: 'SN000001',
		state: 'failed',
		variables: 'Device.Nowhere',
		fault: '9005 Invalid parameter name',
	});
	expect(lastMessage()).toContain(`${READ + 1} operations since yesterday: 6 succeeded, 1 failed`);
});

it('run again on the same day, it adds what is new and repeats nothing', async () => {
	example.simulator.addTransactions(2);

	await run();

	const ids = (await rows()).map(({ transaction_id: id }) => id);
	expect(ids).toHaveLength(READ + 3);
	expect(new Set(ids).size).toBe(READ + 3);
});

it('a row follows its operation', async () => {
	const { simulator } = example;
	simulator.addTransactions(1, { finished: false });
	const id = simulator.operations().at(-1)?.id;
	const stateInTable = async () =>
		(await rows()).find((entry) => entry.transaction_id === id)?.state;

	await run();
	expect(await stateInTable()).toBe('scheduled');
	simulator.inform();
	await run();
	expect(await stateInTable()).toBe('succeeded');
});
