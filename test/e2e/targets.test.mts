import type { Execution } from '../../host/execution.mts';
import { until } from '../../host/published.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { onList, setInterval } from './harness/parameters.mts';
import { chain, itemsNode, MANUAL } from './harness/workflow.mts';

const FLEET = 200;
const DOWN = 3;

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ devices: FLEET, offline: DOWN });
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.resetObservations();
});
afterAll(async () => await bench.close());

const scheduled = () => bench.simulator.operations().map(({ serial_number: serial }) => serial);

describe('a list of 200 serial numbers', () => {
	it('gives an item for each device in the order of the list, each with its own transaction', async () => {
		const serials = bench.simulator.serials().reverse();

		const { items } = await bench.run(setInterval('600', onList(serials.join('\n'))));

		expect(items.map(({ serial_number: serial }) => serial)).toEqual(serials);
		const ids = new Map(
			bench.simulator.operations().map(({ serial_number: serial, id }) => [serial, id]),
		);
		expect(items.map(({ transaction_id: id }) => id)).toEqual(
			serials.map((serial) => ids.get(serial)),
		);
		expect(bench.simulator.operations()).toHaveLength(FLEET);
	});

	it('is sent at most 128 requests at a time, or as many as the options say', async () => {
		const serials = bench.simulator.serials().join(',');
		bench.simulator.configure({ latency: 10 });

		await bench.run(setInterval('601', onList(serials)));
		const usual = bench.simulator.counters().mostOpen;
		bench.simulator.resetObservations();
		await bench.run(setInterval('602', { ...onList(serials), options: { requestsAtATime: 1 } }));
		bench.simulator.configure({ latency: 0 });

		expect(usual).toBeGreaterThan(1);
		expect(usual).toBeLessThanOrEqual(128);
		expect(bench.simulator.counters().mostOpen).toBe(1);
	});
});

describe('the line about a run', () => {
	/** Starts the node on the whole fleet, one request at a time; returns the execution's ID. */
	async function start(): Promise<string> {
		const { n8n, credentials, simulator } = bench;
		const options = { pace: { values: { requestsAtATime: 1 } } };
		const parameters = setInterval('605', { ...onList(simulator.serials().join()), options });
		const node = controlNode('Night Run', parameters, credentials);
		const draft = chain('Night run', MANUAL, itemsNode('Input', [{}]), node);
		const { id } = await n8n.rest.createWorkflow(draft);
		return await n8n.rest.run(id);
	}

	/** An execution that has ended, with its notes: n8n stores them a moment after its end. */
	async function noted(id: string): Promise<Execution> {
		const { rest } = bench.n8n;
		await rest.waitForExecution(id);
		await until(async () => (await rest.execution(id)).notes.Night_Run !== undefined);
		return await rest.execution(id);
	}

	it('is a hint, and stays with the execution', async () => {
		const { notes, runs } = await noted(await start());

		expect(notes.Night_Run).toMatch(/^200 devices: 200 scheduled\./);
		const hints = runs['Night Run']?.flatMap(({ hints: all }) => all) ?? [];
		expect(hints.map(({ message }) => message)).toContain(notes.Night_Run);
	});

	it('says how far the run was when its user stops it', async () => {
		bench.simulator.configure({ latency: 20 });
		const execution = await start();
		await until(() => bench.simulator.operations().length >= 20);
		await bench.n8n.rest.stopExecution(execution);
		const { notes } = await noted(execution);
		bench.simulator.configure({ latency: 0 });

		const [, accepted = '0', first] =
			/^(\d+) of 200 accepted, first ID (\w+), last \w+$/.exec(notes.Night_Run ?? '') ?? [];
		const made = bench.simulator.operations();
		expect(first).toBe(made[0]?.id);
		// The request that was under way when the run was stopped is in the log, not in the line.
		expect([made.length, made.length - 1]).toContain(Number(accepted));
	});
});

describe('an array from an expression', () => {
	it('is a list too, and each output item is linked to the input item that named it', async () => {
		const { items, pairedItems } = await bench.run(
			setInterval('603', onList('={{ $json.serials }}')),
			{ input: [{ serials: ['SN000001', 'SN000002'] }, { serials: ['SN000003'] }] },
		);

		expect(items.map(({ serial_number: serial }) => serial)).toEqual([
			'SN000001',
			'SN000002',
			'SN000003',
		]);
		expect(pairedItems).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }]);
	});
});

describe('devices that match a filter', () => {
	it('get one operation each', async () => {
		const { items } = await bench.run(
			setInterval('604', { target: 'filter', filters: { status: 'down' } }),
		);

		const down = ['SN000198', 'SN000199', 'SN000200'];
		expect(items.map(({ serial_number: serial }) => serial)).toEqual(down);
		expect(scheduled().sort()).toEqual(down);
	});

	it('are all devices where that is chosen, from all pages of the list', async () => {
		const { items } = await bench.run(setInterval('605', { target: 'all' }));

		expect(items.map(({ serial_number: serial }) => serial)).toEqual(bench.simulator.serials());
	});

	it('may be none: no item, and a hint says so', async () => {
		const { items, hints } = await bench.run(
			setInterval('606', { target: 'filter', filters: { organization: '99' } }),
		);

		expect(items).toEqual([]);
		expect(hints).toEqual(['No device matches the filters.']);
	});
});
