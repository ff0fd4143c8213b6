import { setTimeout as delay } from 'node:timers/promises';
import { itemsOf } from '../../host/execution.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from '../e2e/trigger/workflow.mts';
import { askers, begunOn, doubled, missing, repeated, settingTo } from './harness/observations.mts';
import { BULK, Scene } from './harness/scene.mts';

const DEVICES = 200;

describe("n8n's queue mode with two workers", () => {
	let scene: Scene;

	beforeAll(async () => {
		scene = await Scene.set({ devices: DEVICES, latency: 30 });
	});

	afterAll(async () => await scene.clear());

	it('changes devices on both workers, and each device once', async () => {
		const { queue, simulator } = scene;
		const values = ['600', '601', '602', '603'];

		const started = await Promise.all(values.map(async (value) => await scene.startBulk(value)));
		const ended = await Promise.all(
			started.map(async (id) => await queue.main.rest.waitForExecution(id)),
		);

		expect(ended.map(({ status }) => status)).toEqual(values.map(() => 'success'));
		expect(askers(simulator, 'POST')).toEqual(['worker-1', 'worker-2']);
		for (const value of values) {
			const operations = settingTo(simulator, value);
			expect(operations).toHaveLength(DEVICES);
			expect(doubled(operations)).toEqual([]);
		}
	});

	it('waits on a worker until the devices have done it', async () => {
		const { queue, simulator } = scene;
		simulator.clearOperations();
		simulator.resetObservations();
		const serials = scene.changeable().slice(0, 20);

		const id = await scene.startBulk('610', {
			serialNumbers: serials.join(),
			waitForCompletion: true,
			options: { waitInterval: 0.5, waitDeadline: 60 },
		});
		const isSent = () => simulator.operations().length === serials.length;
		await until(isSent, 'the operations');
		simulator.inform();
		const execution = await queue.main.rest.waitForExecution(id);

		expect(itemsOf(execution, BULK).map(({ json }) => json.state)).toEqual(
			serials.map(() => 'succeeded'),
		);
		expect(askers(simulator, 'GET')).toHaveLength(1);
		expect(askers(simulator, 'GET')).not.toContain('main');
	});

	describe('with a trigger', () => {
		beforeAll(async () => {
			const { queue, simulator, sink, credentials } = scene;
			simulator.clearOperations();
			const workflow = followingWorkflow(credentials, sink);
			const { id } = await queue.main.rest.createWorkflow(workflow);
			await queue.main.rest.activate(id);
			await nextPoll(simulator);
			await delay(SETTLED_MS);
			simulator.resetObservations();
		});

		it('polls in main and runs what the events start on the workers', async () => {
			const { queue, simulator, sink } = scene;

			simulator.addTransactions(20);
			const isThere = () => missing(simulator, sink.deliveries).length === 0;
			await until(isThere, 'all events');

			expect(askers(simulator, 'GET')).toEqual(['main']);
			const begun = queue.workers.flatMap(begunOn);
			const executions = sink.deliveries.map(({ execution }) => String(execution));
			expect(begun).toEqual(expect.arrayContaining(executions));
		});

		it('polls on while no worker is there; the events wait for one', async () => {
			const { queue, simulator, sink } = scene;
			const before = sink.deliveries.length;
			await Promise.all(queue.workers.map(async (worker) => await worker.stop()));
			simulator.resetObservations();

			simulator.addTransactions(20);
			await nextPoll(simulator);
			await nextPoll(simulator);
			expect(sink.deliveries).toHaveLength(before);
			await Promise.all(queue.workers.map(async (worker) => await worker.startAgain()));
			const isThere = () => missing(simulator, sink.deliveries).length === 0;
			await until(isThere, 'all events');

			expect(askers(simulator, 'GET')).toEqual(['main']);
			expect(repeated(sink.deliveries.map((delivery) => delivery.event_key))).toEqual([]);
		});
	});
});
