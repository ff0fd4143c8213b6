import { setTimeout as delay } from 'node:timers/promises';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { SETTLED_MS } from '../trigger/workflow.mts';
import { comesOnline, publish } from './deviceEvents.mts';

/** In percent, so that some of the simulated devices have less and others more. */
const LEAST = 40;

let example: ExampleRun;
let workflow: string;
beforeAll(async () => {
	// Which devices are short of memory lies in their serial numbers.
	example = await startExample('reboot-weak-devices.json', { devices: 10, informInterval: 0 });
	workflow = await publish(example, { leastFreePercent: LEAST });
});
afterAll(async () => {
	await example.n8n.rest.deactivate(workflow);
	await example.close();
});

/** How much of a device's memory is free, in percent. */
function freePercent(serial: string): number {
	const entries = Object.entries(example.simulator.tree(serial));
	const [free, total] = ['Free', 'Total'].map((name) =>
		Number(entries.find(([path]) => path.endsWith(`.MemoryStatus.${name}`))?.[1].value),
	);
	return (100 * (free ?? NaN)) / (total ?? NaN);
}

it('restarts exactly the devices that are short of memory, and names them in Slack', async () => {
	const { simulator } = example;
	const serials = simulator.serials();
	const weak = serials.filter((serial) => freePercent(serial) < LEAST);
	expect(weak.length).toBeGreaterThan(0);
	expect(weak.length).toBeLessThan(serials.length);

	await comesOnline(example, ...serials);
	await delay(SETTLED_MS);

	const named = simulator.office.messages().flatMap(({ body }) => body.text?.match(/SN\d+/g) ?? []);
	expect([...new Set(named)].sort()).toEqual(weak);
	const asked = simulator
		.requests()
		.filter(({ url }) => url.includes('_operation/SN') && !url.includes('headless'))
		.map(({ url }) => /SN\d+/.exec(url)?.[0]);
	expect([...new Set(asked)].sort()).toEqual(weak);
});
