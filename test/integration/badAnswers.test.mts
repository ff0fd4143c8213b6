import { freePort } from '../../host/freePort.mts';
import type { Effect } from '../../simulator/faults/injection.mts';
import { jsonOf, log, startBench, stopBenches, type Bench } from './bench.mts';
import { runNode, type NodeRun } from './engine/run.mts';
import { DEVICE, gettingDevices, REQUESTS } from './parameters.mts';

type RequestName = keyof typeof REQUESTS;

const ALL = Object.keys(REQUESTS).filter((name): name is RequestName => name in REQUESTS);
// What becomes of a change whose answer is worth nothing is told in lostReplies.test.mts.
const HARMLESS = ALL.filter((name) => name !== 'Set Variables');
const LISTS = ['Device > Get Many', 'Transaction > Get Many', 'Variable > Get Cached'];
const ONE_THING = ALL.filter((name) => !LISTS.includes(name));

interface BadAnswer {
	what: string;
	effect: Effect;
	requests: RequestName[];
	code: string;
	httpCode: number | null;
	message: RegExp;
	fix: RegExp;
	retryable: boolean;
}

const ABOUT_A_DEVICE: string[] = [
	'Device > Get',
	'Get Variables',
	'Set Variables',
	'Variable > Get Cached',
];

const page: Pick<BadAnswer, 'code' | 'fix'> = { code: 'wrong_address', fix: /Base URL/ };

const CASES: BadAnswer[] = [
	{
		what: '401',
		effect: { kind: 'status', status: 401 },
		requests: ALL,
		code: 'unauthorized',
		httpCode: 401,
		message: /did not accept the API token/,
		fix: /API Token and the Authorization Scheme/,
		retryable: false,
	},
	{
		what: '403',
		effect: { kind: 'status', status: 403 },
		requests: ALL,
		code: 'forbidden',
		httpCode: 403,
		message: /may not do this/,
		fix: /right to this organization/,
		retryable: false,
	},
	{
		what: '404 with a page',
		effect: { kind: 'status', status: 404, body: 'html' },
		requests: ALL,
		...page,
		httpCode: 404,
		message: /no CONTROL API at this address/,
		retryable: false,
	},
	{
		what: '422',
		effect: { kind: 'status', status: 422, body: '{"variables":["This path is not known."]}' },
		requests: ALL,
		code: 'unprocessable',
		httpCode: 422,
		message: /does not accept its values: variables: This path is not known\./,
		fix: /variables, their values/,
		retryable: false,
	},
	{
		what: '429',
		effect: { kind: 'status', status: 429, retryAfter: 1 },
		requests: ALL,
		code: 'rate_limited',
		httpCode: 429,
		message: /fewer requests/,
		fix: /later/,
		retryable: true,
	},
	{
		what: '500',
		effect: { kind: 'status', status: 500 },
		requests: HARMLESS,
		code: 'server_error',
		httpCode: 500,
		message: /failed while handling the request/,
		fix: /again later/,
		retryable: true,
	},
	{
		what: '502 with a page of a proxy',
		effect: { kind: 'status', status: 502, body: 'html' },
		requests: HARMLESS,
		code: 'server_error',
		httpCode: 502,
		message: /failed while handling the request/,
		fix: /again later/,
		retryable: true,
	},
	{
		what: 'HTML with status 200',
		effect: { kind: 'status', status: 200, body: 'html' },
		requests: HARMLESS,
		code: 'not_json',
		httpCode: 200,
		message: /a web page/,
		fix: /Base URL/,
		retryable: false,
	},
	{
		what: 'JSON that is cut off',
		effect: { kind: 'status', status: 200, body: '{"count": 1, "resul' },
		requests: HARMLESS,
		code: 'not_json',
		httpCode: 200,
		message: /not complete JSON/,
		fix: /again/,
		retryable: true,
	},
	{
		what: 'an empty body',
		effect: { kind: 'status', status: 200, body: 'empty' },
		requests: HARMLESS,
		code: 'not_json',
		httpCode: 200,
		message: /an empty answer/,
		fix: /again/,
		retryable: true,
	},
	{
		what: 'JSON of another service',
		effect: { kind: 'status', status: 200, body: '"pong"' },
		requests: HARMLESS,
		code: 'unexpected_answer',
		httpCode: null,
		message: /CONTROL answered, but not with/,
		fix: /Base URL/,
		retryable: false,
	},
	{
		what: 'a connection that is reset',
		effect: { kind: 'reset', when: 'before' },
		requests: HARMLESS,
		code: 'connection_lost',
		httpCode: null,
		message: /broke before its answer arrived \(\w+\)/,
		fix: /again later/,
		retryable: true,
	},
	{
		what: '404 for one thing',
		effect: { kind: 'status', status: 404 },
		requests: ONE_THING,
		code: 'not_found',
		httpCode: 404,
		message: /knows no device with the serial number "SN000001"|no transaction with the ID "12345"/,
		fix: /Check the (serial number|ID)/,
		retryable: false,
	},
];

const STACK = /\n\s+at |node_modules|\.ts:\d+/;

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
	bench.simulator.addTransactions(1);
});
beforeEach(() => {
	bench.simulator.resetObservations();
	bench.simulator.clearInjections();
});
afterAll(stopBenches);

function expectNoToken(run: NodeRun): void {
	expect(run.stored).not.toContain(bench.credential.token);
	expect(log.join('\n')).not.toContain(bench.credential.token);
}

describe.each(CASES)('$what', ({ effect, requests, ...expected }) => {
	it.each(requests)('is explained by %s, with a fix', async (name) => {
		bench.simulator.inject({ effect });
		const run = await bench.run(REQUESTS[name], { onError: 'continueErrorOutput' });

		expect(run.items).toEqual([]);
		expect(jsonOf(run.errorItems)).toEqual([
			{
				error: {
					message: expect.stringMatching(expected.message),
					description: expect.stringMatching(expected.fix),
					httpCode: expected.httpCode,
					code: expected.code,
					serial_number: ABOUT_A_DEVICE.includes(name) ? DEVICE : null,
					transaction_id: name === 'Transaction > Get' ? '12345' : null,
					retryable: expected.retryable,
				},
			},
		]);
		expect(JSON.stringify(run.errorItems)).not.toMatch(STACK);
		expectNoToken(run);
	});

	it.each(requests)('stops the node in %s', async (name) => {
		bench.simulator.inject({ effect });
		const run = await bench.run(REQUESTS[name]);

		expect(run.error?.message).toMatch(expected.message);
		expect(run.error?.message).toContain('[item 0]');
		expect(run.error?.message).not.toMatch(STACK);
		expect(run.error?.description).toMatch(expected.fix);
		expect(run.error?.description).not.toMatch(STACK);
		expectNoToken(run);
	});
});

describe('a redirect', () => {
	it.each(ALL)('is not followed by %s: the token goes nowhere else', async (name) => {
		const elsewhere = await startBench({ token: bench.credential.token });
		bench.simulator.inject({ effect: { kind: 'redirect', url: elsewhere.simulator.url } });
		const run = await bench.run(REQUESTS[name]);
		expect(run.error?.message).toMatch(/redirects to another address/);
		expect(run.error?.description).toMatch(/Base URL/);
		expect(elsewhere.simulator.counters().total).toBe(0);
		expectNoToken(run);
	});

	it('of which the link to the next page names the host leads to the Base URL again', async () => {
		const next = 'http://elsewhere.invalid/api/v1/inventory_device_serial/?limit=1&offset=1';
		const body = JSON.stringify({ count: 2, next, results: [{ serial_number: 'SN900001' }] });
		bench.simulator.inject({ match: { times: 1 }, effect: { kind: 'status', status: 200, body } });
		const run = await bench.run(gettingDevices({ returnAll: true }));
		expect(run.error).toBeUndefined();
		expect(run.items.length).toBeGreaterThan(0);
	});
});

it.each(ALL)('a server that refuses connections is named by %s', async (name) => {
	const baseUrl = `http://127.0.0.1:${await freePort()}/api/v1`;
	const run = await runNode({ ...bench.credential, baseUrl }, REQUESTS[name]);
	expect(run.error?.message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
	expect(run.error?.description).toMatch(/Base URL/);
	expectNoToken(run);
});

it('a server that does not answer in time is named, with the time', async () => {
	bench.simulator.inject({ effect: { kind: 'hang', when: 'before' } });
	const { error } = await bench.run(REQUESTS['Get Variables']);
	expect(error?.message).toMatch(/did not answer within 1 s /);
	expect(error?.description).toMatch(/Request Timeout/);
});

it('reads have a time limit, too', async () => {
	bench.simulator.inject({ effect: { kind: 'hang', when: 'before' } });
	const reads = ALL.filter((name) => !name.endsWith('Variables'));
	const runs = await Promise.all(reads.map(async (name) => await bench.run(REQUESTS[name])));
	for (const { error } of runs) {
		expect(error?.message).toMatch(/did not answer within 30 s/);
		expect(error?.description).toMatch(/less busy/);
	}
});

it.each(['Device > Get Many', 'Transaction > Get Many'] as const)(
	'a 404 means "nothing matches" for %s: no item, no error',
	async (name) => {
		bench.simulator.inject({ effect: { kind: 'status', status: 404 } });
		const { items, error } = await bench.run(REQUESTS[name]);
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	},
);

it('a server that repeats the token in its answer gives it away nowhere', async () => {
	const body = JSON.stringify({ detail: `The token ${bench.credential.token} has expired.` });
	bench.simulator.inject({ effect: { kind: 'status', status: 403, body } });
	const run = await bench.run(REQUESTS['Device > Get']);
	expect(run.error?.message).toContain('has expired');
	expectNoToken(run);
});

it('a message of the server that speaks of "canceled" does not make n8n take the run for cancelled', async () => {
	const body = JSON.stringify({ detail: 'The organization was canceled.' });
	bench.simulator.inject({ effect: { kind: 'status', status: 403, body } });
	const { error } = await bench.run(REQUESTS['Device > Get']);
	expect(error?.message).toContain('The organization was cancelled.');
});

it.each<[string, { token?: string; baseUrl?: string }, RegExp]>([
	['no token', { token: ' ' }, /API Token is empty/],
	['a token with a line break', { token: 'one\ntwo' }, /white space/],
	['no address', { baseUrl: '' }, /Base URL is empty/],
	['an address of another kind', { baseUrl: 'ftp://control.example' }, /ftp/],
])('a credential with %s is named before anything is sent', async (_what, change, message) => {
	const { token, baseUrl } = { ...bench.credential, ...change };
	const credential = { ...bench.credential, token, baseUrl };
	const run = await runNode(credential, REQUESTS['Device > Get']);
	expect(run.error?.message).toMatch(message);
	expect(run.error?.description).toMatch(/credential|quotes/);
	expect(bench.simulator.counters().total).toBe(0);
});
