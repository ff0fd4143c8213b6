import { rm } from 'node:fs/promises';
import { itemsOf } from '../../../host/execution.mts';
import { startN8n, type N8n } from '../../../host/startN8n.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { controlNode } from '../harness/oneNode.mts';
import { INTERVAL, onList, setInterval } from '../harness/parameters.mts';
import { chain, MANUAL } from '../harness/workflow.mts';
import { createControlCredential } from '../trigger/credential.mts';
import { packedTarball } from '../trigger/packed.mts';
import { PATIENCE_MS } from '../trigger/powerCuts.mts';
import { until } from '../trigger/workflow.mts';

const DEVICES = 30;
const FIRST_WAVES = 2 + 10;
const NODE = 'Roll Out';

const rollingOut = (serialNumbers: string) =>
	setInterval('4321', {
		...onList(serialNumbers),
		waitForCompletion: true,
		options: {
			requestsAtATime: 2,
			skipSameOperation: 'openOrSucceeded',
			succeededSince: new Date(Date.now() - 60_000).toISOString(),
			waitInterval: 1,
			waves: '2, 10, rest',
			order: 'given',
		},
	});

describe('n8n loses its power in the middle of the second wave of a roll-out', () => {
	let simulator: Simulator;
	let n8n: N8n;
	let atCut: string[];
	let states: unknown[];
	let expected: string[];

	/** The devices that have been told to change, one for each operation. */
	const told = () =>
		simulator
			.operations()
			.filter(({ operation }) => operation === 'set')
			.map(({ serial_number: serial }) => serial);

	beforeAll(async () => {
		simulator = await startSimulator({ devices: DEVICES, informInterval: 2, latency: 50 });
		expected = simulator.serials().filter((serial) => INTERVAL in simulator.tree(serial));
		n8n = await startN8n({ packageTarball: packedTarball(), name: 'roll-out' });
		const { userFolder } = n8n;
		const credentials = await createControlCredential(n8n.rest, simulator);
		const node = controlNode(NODE, rollingOut(expected.join()), credentials);
		const { id } = await n8n.rest.createWorkflow(chain('Roll out', MANUAL, node));
		await n8n.rest.run(id);
		await until(() => told().length > 2, 'the second wave');
		await n8n.kill();
		atCut = told();
		n8n = await startN8n({ userFolder, name: 'roll-out' });
		const next = await n8n.rest.runToEnd(id);
		states = itemsOf(next, NODE).map(({ json }) => json.state);
	}, PATIENCE_MS);

	afterAll(async () => {
		await n8n.stop();
		await rm(n8n.userFolder, { recursive: true, force: true, maxRetries: 3 });
		await simulator.close();
	});

	it('nobody beyond that wave has been sent anything', () => {
		expect(atCut.length).toBeLessThanOrEqual(FIRST_WAVES);
		expect(expected.slice(0, FIRST_WAVES)).toEqual(expect.arrayContaining(atCut));
	});

	it('the next run goes on to the end, and no device is changed twice', () => {
		expect(told().sort()).toEqual(expected);
		expect(new Set(states)).toEqual(new Set(['succeeded', 'not_sent']));
	});
});
