import type { INodeParameters } from 'n8n-workflow';
import { runNode } from './engine/run.mts';
import { scheduling } from './parameters.mts';
import { startStandIn, type StandIn } from './standIn.mts';

let control: StandIn;
beforeAll(async () => {
	control = await startStandIn();
});
beforeEach(() => {
	control.received.length = 0;
});
afterAll(async () => await control.close());

const devices = Array.from({ length: 12 }, (_, nth) => `SN${nth + 1}`).join(',');

const run = async (parameters: INodeParameters, scheme = 'http') =>
	await runNode(
		{
			token: 'token-of-certain-failures',
			baseUrl: `${scheme}://127.0.0.1:${control.port}/api/v1`,
			authorizationScheme: 'bearer',
			ignoreSslIssues: false,
		},
		parameters,
		{ onError: 'continueErrorOutput' },
	);

describe('a server that wants a pause of an hour, where a request has ten seconds', () => {
	const many = scheduling('set', undefined, {
		target: 'list',
		serialNumbers: devices,
		options: { retries: 5, retryBudget: 10, requestsAtATime: 2 },
	});

	it.each([429, 503])(
		'%i: the rest of the run is not sent, and says when to come back',
		async (status) => {
			control.answer(status, '{"detail":"Request was throttled."}', { 'retry-after': '3600' });
			const { items, errorItems } = await run(many);

			expect(control.received.length).toBeLessThanOrEqual(2);
			expect(errorItems.length).toBe(control.received.length);
			expect(items.length).toBe(12 - errorItems.length);
			for (const { json } of items) {
				expect(json).toMatchObject({ state: 'not_sent', reason: 'paused_by_server' });
				expect(json.retry_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
			}
			expect(JSON.stringify(errorItems)).toContain('not to come back before');
		},
	);
});

it('https on a port that does not speak it was certainly not sent', async () => {
	const { errorItems } = await run(scheduling('set'), 'https');

	expect(errorItems).toHaveLength(1);
	expect(errorItems[0]?.json.error).toMatchObject({
		code: 'tls',
		retryable: false,
		description: expect.stringContaining('http://'),
	});
	expect(control.received).toEqual([]);
});
