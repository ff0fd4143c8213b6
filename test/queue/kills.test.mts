import { setTimeout as delay } from 'node:timers/promises';
import { itemsOf, type Execution } from '../../host/execution.mts';
import { ensureInterval } from '../e2e/harness/parameters.mts';
import { chain } from '../e2e/harness/workflow.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from '../e2e/trigger/workflow.mts';
import { held } from './harness/held.mts';
import { begunOn, doubled, missing, repeated, settingTo } from './harness/observations.mts';
import { BULK, Scene } from './harness/scene.mts';

const DEVICES = 400;
const EVENTS = 10;
/** Typed in the node, so that it is known how many IDs may be missing at the most. */
const REQUESTS_AT_A_TIME = 4;
const PATIENCE_MS = 200_000;

/**
 * n8n takes a worker for dead after up to a minute and a half; here after some seconds. Then it
 * looks for half a minute whether the execution ends all the same, and that cannot be set.
 */
const SOON_MISSED = {
	QUEUE_WORKER_LOCK_DURATION: '8000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '4000',
};

/** An error workflow. */
const ALARM = chain(
	'Alarm',
	{ name: 'Error', type: 'n8n-nodes-base.errorTrigger' },
	{ name: 'Told', type: 'n8n-nodes-base.noOp' },
);

let scene: Scene;

beforeAll(async () => {
	scene = await Scene.set({ devices: DEVICES, latency: 50, env: SOON_MISSED });
});

afterAll(async () => await scene.clear());

/** Resolves when so many devices have been told this value. */
async function sent(value: string, atLeast: number): Promise<void> {
	const isSent = () => settingTo(scene.simulator, value).length >= atLeast;
	await until(isSent, `${atLeast} operations`);
}

describe('main is killed in the middle of a bulk change', () => {
	let execution: Execution;

	beforeAll(async () => {
		const { queue } = scene;
		const id = await scene.startBulk('700');
		await sent('700', DEVICES / 4);
		await queue.main.kill();
		await sent('700', DEVICES);
		await queue.startMainAgain();
		execution = await queue.main.rest.waitForExecution(id);
	});

	it('the worker brings it to its end, and each device is changed once', () => {
		const operations = settingTo(scene.simulator, '700');
		expect(operations).toHaveLength(DEVICES);
		expect(doubled(operations)).toEqual([]);
	});

	it('the result is there when main is back', () => {
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, BULK)).toHaveLength(DEVICES);
	});
});

describe('main is killed while its trigger polls', () => {
	const CUTS = 2;

	beforeAll(async () => {
		const { queue, simulator, sink, credentials } = scene;
		simulator.clearOperations();
		const workflow = followingWorkflow(credentials, sink);
		const { id } = await queue.main.rest.createWorkflow(workflow);
		await queue.main.rest.activate(id);
		for (let cut = 0; cut < CUTS; cut += 1) {
			await nextPoll(simulator);
			await delay(SETTLED_MS);
			simulator.addTransactions(EVENTS);
			// Into what n8n does after a poll: it starts the workflow and stores the state.
			await nextPoll(simulator);
			await delay(Math.random() * 500);
			await queue.main.kill();
			await queue.startMainAgain();
		}
		const isThere = () => missing(simulator, sink.deliveries).length === 0;
		await until(isThere, 'all events').catch(() => undefined);
		await queue.main.rest.deactivate(id);
	});

	it('no event is lost', () => {
		expect(scene.simulator.operations()).toHaveLength(CUTS * EVENTS);
		expect(missing(scene.simulator, scene.sink.deliveries)).toEqual([]);
	});

	it('an event that comes twice has the same event_key', () => {
		const { deliveries } = scene.sink;
		expect(new Set(deliveries.map((delivery) => delivery.event_key)).size).toBe(CUTS * EVENTS);
	});
});

describe('a worker is killed in the middle of a bulk change and of what events started', () => {
	/** Ids of transactions that finished before and after it died. */
	let events: { lost: string[]; later: string[] };
	let bulk: Execution;
	let following: Execution;
	/** How many devices had been told when the worker died. */
	let reached: number;
	let logOfTheDead: string;
	/** How often the error workflow was run. */
	let alarms: number;

	beforeAll(async () => {
		const { queue, simulator, sink, credentials } = scene;
		const { rest } = queue.main;
		simulator.clearOperations();
		const [first, second] = queue.workers;
		if (first === undefined || second === undefined) throw new Error('There are not two workers');
		await second.stop();

		const alarm = await rest.createWorkflow(ALARM);
		await rest.activate(alarm.id);
		const workflow = held(followingWorkflow(credentials, sink), 30);
		const settings = { ...workflow.settings, errorWorkflow: alarm.id };
		const { id } = await rest.createWorkflow({ ...workflow, settings });
		await rest.activate(id);
		await nextPoll(simulator);
		await delay(SETTLED_MS);
		const before = begunOn(first).length;
		simulator.addTransactions(EVENTS);
		await until(() => begunOn(first).length > before, 'an execution');
		const lost = simulator.operations().map((operation) => operation.id);
		const followingId = begunOn(first).at(-1) ?? '';

		const bulkId = await scene.startBulk('710', {
			options: { requestsAtATime: REQUESTS_AT_A_TIME },
		});
		await sent('710', DEVICES / 4);
		await first.kill();
		logOfTheDead = first.logs();
		await second.startAgain();
		await delay(SETTLED_MS);
		reached = settingTo(simulator, '710').length;

		simulator.addTransactions(EVENTS);
		const isLater = ({ id: one, state }: { id: string; state: string }) =>
			state === 'completed' && !lost.includes(one);
		const later = simulator
			.operations()
			.filter(isLater)
			.map((operation) => operation.id);
		events = { lost, later };
		bulk = await rest.waitForExecution(bulkId, PATIENCE_MS);
		following = await rest.waitForExecution(followingId, PATIENCE_MS);
		const heard = () => sink.deliveries.map(({ transaction_id: one }) => one);
		await until(() => later.every((one) => heard().includes(one)), 'events');
		await rest.deactivate(id);
		alarms = (await rest.executions(alarm.id)).length;
	});

	it('n8n shows both executions as failed, and runs neither again', () => {
		expect([bulk.status, following.status]).toEqual(['error', 'error']);
		// It keeps nothing of what they held, so it cannot retry them either.
		expect([bulk.runs, following.runs]).toEqual([{}, {}]);
		expect(settingTo(scene.simulator, '710')).toHaveLength(reached);
	});

	it('n8n runs the error workflow of what the events started', () => {
		expect(alarms).toBe(1);
	});

	it('its log knows what the server had accepted, but for the last batch and the requests under way', () => {
		const ids = settingTo(scene.simulator, '710').map(({ id }) => id);
		const known = ids.filter((id) => new RegExp(`\\b${id}\\b`).test(logOfTheDead));
		expect(known.length).toBeGreaterThanOrEqual(reached - 2 * REQUESTS_AT_A_TIME);
	});

	it('a second run that skips the same operation does exactly the rest', async () => {
		const again = await scene.bulk('710', { options: { skipSameOperation: 'open' } });

		const states = itemsOf(again, BULK).map(({ json }) => json.state);
		expect(states.filter((state) => state === 'not_sent')).toHaveLength(reached);
		expect(states.filter((state) => state === 'scheduled')).toHaveLength(DEVICES - reached);
		const operations = settingTo(scene.simulator, '710');
		expect(operations).toHaveLength(DEVICES);
		expect(doubled(operations)).toEqual([]);
	});

	it('later events go to the other worker', () => {
		const heard = scene.sink.deliveries.map(({ transaction_id: id }) => id);
		expect(heard).toEqual(expect.arrayContaining(events.later));
		expect(repeated(heard.filter((id) => events.later.includes(id)))).toEqual([]);
	});

	it('the events of the dead execution come again, under their old keys, to a trigger that looks back', async () => {
		const { queue, simulator, sink, credentials } = scene;
		const parameters = { options: { lookBack: 10 } };
		const workflow = followingWorkflow(credentials, sink, parameters);
		const { id } = await queue.main.rest.createWorkflow(workflow);
		await queue.main.rest.activate(id);

		const isThere = () => missing(simulator, sink.deliveries).length === 0;
		await until(isThere, 'all events');
		await queue.main.rest.deactivate(id);

		const ofLater = sink.deliveries.filter((event) => events.later.includes(event.transaction_id));
		expect(ofLater).toHaveLength(2 * EVENTS);
		const ofLost = sink.deliveries.filter((event) => events.lost.includes(event.transaction_id));
		expect(ofLost).toHaveLength(EVENTS);
		expect(new Set(ofLater.map((event) => event.event_key)).size).toBe(EVENTS);
	});
});

describe('a worker is killed in the middle of an Ensure', () => {
	const WANTED = 720;
	const ENSURING = ensureInterval(WANTED, { options: { waitInterval: 0.5 } });
	const changes = () => settingTo(scene.simulator, String(WANTED));
	let verdicts: unknown[];
	let contacts: NodeJS.Timeout;

	beforeAll(async () => {
		const { queue, simulator } = scene;
		const [first, second] = queue.workers;
		if (first === undefined || second === undefined) throw new Error('There are not two workers');
		simulator.clearOperations();
		contacts = setInterval(() => simulator.inform(), 500);
		await scene.start(ENSURING);
		await until(() => changes().length >= DEVICES / 4, 'the first changes');
		await second.kill();
		await first.startAgain();
		const again = await scene.ended(await scene.start(ENSURING));
		verdicts = itemsOf(again, BULK).map(({ json }) => json.verdict);
	});

	afterAll(() => clearInterval(contacts));

	it('no device is changed twice, and the next run completes the rest on the other worker', () => {
		expect(verdicts).toHaveLength(DEVICES);
		expect(new Set(verdicts)).toEqual(new Set(['changed', 'compliant']));
		const changed = changes().map(({ serial_number: serial }) => serial);
		expect(changed.sort()).toEqual(scene.simulator.serials());
	});
});
