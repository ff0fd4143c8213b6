// n8n reads its settings when it is loaded, so they come first.
import './engine/ssrfProtection.mts';

import { startBench, stopBenches, type Bench } from './bench.mts';
import { testCredential } from './engine/editor.mts';
import { registerTrigger } from './engine/poll.mts';
import { REQUESTS } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
	bench.simulator.addTransactions(1);
});
beforeEach(() => bench.simulator.resetObservations());
afterAll(stopBenches);

const BLOCKED = 'n8n did not send the request: The request was blocked';

describe('with n8n’s protection against requests to internal addresses', () => {
	it.each(Object.entries(REQUESTS))('%s is not sent, and says so', async (_name, parameters) => {
		const { errorItems } = await bench.run(parameters, { onError: 'continueErrorOutput' });
		expect(errorItems.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({
				code: 'blocked',
				message: expect.stringContaining(BLOCKED),
				description: expect.stringContaining('N8N_SSRF_ALLOWED_HOSTNAMES'),
				retryable: false,
			}),
		]);
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('the test of the credential is not sent either', async () => {
		const { status, message } = await testCredential(bench.credential);
		expect([status, message]).toEqual(['Error', expect.stringContaining(BLOCKED)]);
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('the trigger says so at once', async () => {
		const poll = registerTrigger(bench.credential, {}).poll();
		await expect(poll).rejects.toThrow(BLOCKED);
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('a host that the operator of n8n allows is asked', async () => {
		const baseUrl = bench.simulator.url.replace('127.0.0.1', 'localhost');
		const { status } = await testCredential({ ...bench.credential, baseUrl });
		expect(status).toBe('OK');
	});
});
