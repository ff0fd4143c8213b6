import { jsonOf, refusedRequests, startBench, stopBenches } from './bench.mts';
import { scheduling } from './parameters.mts';

afterAll(stopBenches);

const REPORT = { resource: 'device', operation: 'serverReport' };

it('Server Report says how CONTROL answers, and nothing of what it says', async () => {
	const { run, simulator, credential } = await startBench();
	await run(scheduling('set'));
	simulator.resetObservations();

	const { items } = await run(REPORT);

	const [report] = jsonOf(items);
	expect(report?.findings).toEqual(
		expect.arrayContaining([expect.stringContaining('Transactions show IDs')]),
	);
	expect(String(report?.markdown)).toMatch(/^## How this CONTROL server answers/);
	const text = JSON.stringify(report);
	const { host } = new URL(simulator.url);
	for (const secret of [...simulator.serials(), 'Home 1', '12345', host, credential.token]) {
		expect(text).not.toContain(secret);
	}
	expect(refusedRequests(simulator)).toEqual([]);
	expect(simulator.requests().map(({ method }) => method)).toEqual(Array(6).fill('GET'));
});

it('Server Report of a server that takes no token says so by its status', async () => {
	const { run, simulator } = await startBench();
	simulator.inject({ effect: { kind: 'status', status: 401 } });
	const { items } = await run(REPORT);
	expect(jsonOf(items)[0]?.findings).toContain('The list of devices is answered with HTTP 401.');
});
