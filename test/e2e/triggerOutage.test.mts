import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startN8n, type N8n } from '../../host/startN8n.mts';
import type { Effect } from '../../simulator/faults/injection.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { createControlCredential } from './trigger/credential.mts';
import { packedTarball } from './trigger/packed.mts';
import { startSink, type Sink } from './trigger/sink.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from './trigger/workflow.mts';

/** What a server may be like when n8n starts. */
const OUTAGES = {
	'breaks connections': { kind: 'reset', when: 'before' },
	'refuses the token': { kind: 'status', status: 401 },
	'sends a web page': { kind: 'status', status: 200, body: 'html' },
} satisfies Record<string, Effect>;

interface Case {
	simulator: Simulator;
	sink: Sink;
}

describe('an n8n that starts while the server', () => {
	const cases = new Map<string, Case>();
	let n8n: N8n;

	beforeAll(async () => {
		n8n = await startN8n({ packageTarball: packedTarball(), name: 'outage' });
		const { userFolder } = n8n;
		for (const [name, effect] of Object.entries(OUTAGES)) {
			const simulator = await startSimulator({ devices: 1, informInterval: 0 });
			const sink = await startSink();
			cases.set(name, { simulator, sink });
			const credentials = await createControlCredential(n8n.rest, simulator);
			const workflow = await n8n.rest.createWorkflow(followingWorkflow(credentials, sink));
			await n8n.rest.activate(workflow.id);
			await nextPoll(simulator);
			simulator.inject({ effect });
			simulator.addTransactions(1);
		}
		await delay(SETTLED_MS);
		await n8n.kill();
		n8n = await startN8n({ userFolder, name: 'outage' });
		for (const { simulator } of cases.values()) simulator.resetObservations();
		// The first poll after the start, and an ordinary one.
		const simulators = [...cases.values()].map(({ simulator }) => simulator);
		const isPolled = () => simulators.every((simulator) => simulator.counters().total > 1);
		await until(isPolled, 'a poll of each trigger after the start');
		for (const simulator of simulators) simulator.clearInjections();
	});

	afterAll(async () => {
		await n8n.stop();
		await rm(n8n.userFolder, { recursive: true, force: true, maxRetries: 3 });
		for (const { simulator, sink } of cases.values()) {
			await sink.close();
			await simulator.close();
		}
	});

	// n8n polls all of them in the same minute.
	it.each(Object.keys(OUTAGES))('%s reports what happened as soon as it is back', async (name) => {
		const { simulator, sink } = cases.get(name) ?? {};
		await until(() => (sink?.deliveries.length ?? 0) > 0, 'a poll');

		const [operation] = simulator?.operations() ?? [];
		expect(sink?.deliveries.map(({ transaction_id: id }) => id)).toEqual([operation?.id]);
	});
});
