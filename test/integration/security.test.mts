import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { startBench, stopBenches } from './bench.mts';
import type { CredentialData } from './engine/credential.mts';
import { testCredential } from './engine/editor.mts';
import { recordLog } from './engine/log.mts';
import { registerTrigger } from './engine/poll.mts';
import { runNode } from './engine/run.mts';
import {
	DEVICE,
	gettingDevice,
	gettingDevices,
	gettingTransaction,
	gettingTransactions,
	scheduling,
} from './parameters.mts';
import { startStandIn, type Received, type StandIn } from './standIn.mts';

const TOKEN = 'token-that-must-not-be-seen';
const log = recordLog();

let control: StandIn;
let elsewhere: StandIn;
beforeAll(async () => {
	control = await startStandIn();
	elsewhere = await startStandIn();
});
beforeEach(() => {
	control.received.length = 0;
	elsewhere.received.length = 0;
	control.answer(404, '{"detail":"Not found."}');
});
afterAll(async () => {
	await control.close();
	await elsewhere.close();
	await stopBenches();
});

function credential(change: Partial<CredentialData> = {}): CredentialData {
	return {
		token: TOKEN,
		baseUrl: `http://127.0.0.1:${control.port}`,
		authorizationScheme: 'bearer',
		ignoreSslIssues: false,
		...change,
	};
}

const run = async (parameters: INodeParameters, change?: Partial<CredentialData>) =>
	await runNode(credential(change), parameters, { onError: 'continueErrorOutput' });

const REQUESTS: ReadonlyArray<[string, INodeParameters]> = [
	['Device > Get', gettingDevice(DEVICE)],
	['Device > Get Many', gettingDevices({ returnAll: true })],
	['Transaction > Get', gettingTransaction('12345')],
	['Transaction > Get Many', gettingTransactions({ returnAll: true })],
	['Get Variables', scheduling('get')],
	['Set Variables', scheduling('set')],
];

const HOSTILE = [
	'../',
	'..',
	'.',
	'../../admin',
	'..%2f..%2fadmin',
	'%2e%2e',
	'%2e%2e%2f',
	'%',
	'%00',
	'SN1?update_status=true',
	'SN1#fragment',
	'SN1&id=2',
	'SN1;a=b',
	'SN1/../SN2',
	'\\..\\',
	'//elsewhere.invalid/',
	'http://elsewhere.invalid/',
	'@elsewhere.invalid',
	'a b+c',
	'"\'<>`{}|^',
	'Gerät-№1-設備-😀',
	'\u202eNS',
	'\ud800',
	'SN1\r\nX-Injected: yes',
	'SN1\nHost: elsewhere.invalid',
	'\u0000',
	'__proto__',
	'constructor',
	'x'.repeat(256),
	'x'.repeat(10_000),
	'ü'.repeat(10_000),
];

/**
 * That nothing but one request with this value arrived, or nothing at all and the user was told.
 */
function expectLiterally(value: string, message: string, read: (request: Received) => unknown) {
	expect(elsewhere.received).toEqual([]);
	if (control.received.length === 0) {
		expect(message).toMatch(/serial number|transaction ID|The ID/);
		return;
	}
	expect(control.received).toHaveLength(1);
	const [request] = control.received;
	if (request) {
		expect(request.rawHeaders.join('\n')).not.toMatch(/injected/i);
		expect(read(request)).toBe(value.trim());
	}
}

function messageOf({ errorItems }: { errorItems: Array<{ json: object }> }): string {
	return JSON.stringify(errorItems.map(({ json }) => json));
}

/**
 * The one segment after the list's own path; undefined where the request asks for anything else.
 */
function serialInPath({ url }: Received): string | undefined {
	const path = /^\/api\/v1\/inventory_device_serial\/([^/?#]+)\/$/.exec(url);
	return path?.[1] === undefined ? undefined : decodeURIComponent(path[1]);
}

function idInQuery({ url }: Received): string | undefined {
	const query = /^\/api\/v1\/inventory_device_serial_headless_operation\/\?id=([^&#]*)$/.exec(url);
	return query?.[1] === undefined ? undefined : decodeURIComponent(query[1]);
}

function serialInBody({ url, body }: Received): unknown {
	const { serial_number: serial }: { serial_number?: unknown } = JSON.parse(body);
	return url === '/api/v1/inventory_device_serial_headless_operation/' ? serial : undefined;
}

describe('a hostile value arrives as it is, in one request, or is refused before any', () => {
	it.each(HOSTILE)('as a serial number in a path: %j', async (value) => {
		expectLiterally(value, messageOf(await run(gettingDevice(value))), serialInPath);
	});

	it.each(HOSTILE)('as a transaction ID in a query: %j', async (value) => {
		expectLiterally(value, messageOf(await run(gettingTransaction(value))), idInQuery);
	});

	it.each(HOSTILE)('as a serial number in a body: %j', async (value) => {
		const device = { __rl: true, mode: 'serialNumber', value };
		expectLiterally(
			value,
			messageOf(await run(scheduling('get', undefined, { device }))),
			serialInBody,
		);
	});

	it('whatever it is', async () => {
		const anything = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.stringMatching(/^[./?#%&=\\:@\r\n]{1,12}$/),
		);
		await fc.assert(
			fc.asyncProperty(anything, async (value) => {
				control.received.length = 0;
				// Fields of n8n that begin with this sign are expressions.
				fc.pre(value !== '' && !value.startsWith('='));
				expectLiterally(value, messageOf(await run(gettingDevice(value))), serialInPath);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('a credential cannot add headers or lead elsewhere', () => {
	it.each([
		['a token with a line break', { token: `${TOKEN}\r\nX-Injected: yes` }],
		['a token with a bare newline', { token: `one\nX-Injected: yes` }],
		['a scheme that is none', { authorizationScheme: 'x\r\nX-Injected: yes' }],
		['an address with a line break', { baseUrl: `http://127.0.0.1\r\nX-Injected: yes` }],
		['an address with another user', { baseUrl: 'http://control.example@elsewhere.invalid' }],
	])('%s', async (_what, change) => {
		await run(gettingDevice(DEVICE), change);
		const headers = control.received.flatMap(({ rawHeaders }) => rawHeaders).join('\n');
		expect(headers).not.toMatch(/injected/i);
		expect(elsewhere.received).toEqual([]);
	});
});

describe('the token goes to no other host', () => {
	it.each(REQUESTS)('when %s is redirected', async (_name, parameters) => {
		for (const status of [301, 302, 303, 307, 308]) {
			for (const host of ['127.0.0.1', 'localhost']) {
				const location = `http://${host}:${elsewhere.port}/api/v1/`;
				control.answer(status, '', { location });
				const { errorItems } = await run(parameters);
				expect(messageOf({ errorItems })).toContain('redirects to another address');
			}
		}
		expect(elsewhere.received).toEqual([]);
	});

	it('when the test of the credential is redirected', async () => {
		control.answer(302, '', { location: `http://127.0.0.1:${elsewhere.port}/api/v1/` });
		const { message } = await testCredential(credential());
		expect(message).toContain('redirects to another address');
		expect(elsewhere.received).toEqual([]);
	});

	it.each([
		['another host', (port: number) => `http://localhost:${port}/api/v1/x/?offset=1`],
		['no scheme', (port: number) => `//localhost:${port}/api/v1/x/?offset=1`],
		['a user name in front', (port: number) => `http://127.0.0.1@localhost:${port}/?offset=1`],
		['another port of the same host', (port: number) => `http://127.0.0.1:${port}/?offset=1`],
	])('when the link to the next page has %s', async (_what, link) => {
		const results = [{ id: '1', serial_number: DEVICE, operation: 'get', variables: [] }];
		control.answer(200, JSON.stringify({ count: 2, next: link(elsewhere.port), results }));
		await run(gettingDevices({ returnAll: true }));
		await run(gettingTransactions({ returnAll: true }));
		await registerTrigger(credential(), {})
			.poll()
			.catch(() => null);
		expect(control.received.length).toBeGreaterThanOrEqual(3);
		expect(elsewhere.received).toEqual([]);
	});
});

describe('the domains that a credential allows', () => {
	const allowing = (allowedHttpRequestDomains: string, allowedDomains = '') => ({
		allowedHttpRequestDomains,
		allowedDomains,
	});

	it.each([
		['all', allowing('all')],
		['none, which is about n8n’s HTTP nodes', allowing('none')],
		['the host', allowing('domains', 'example.com, 127.0.0.1')],
	])('let requests through: %s', async (_what, change) => {
		await run(gettingDevice(DEVICE), change);
		await testCredential(credential(change));
		expect(control.received).toHaveLength(2);
	});

	it.each([
		['another host', allowing('domains', 'example.com')],
		['an empty list', allowing('domains')],
		['hosts below it', allowing('domains', '*.127.0.0.1')],
	])('keep requests back: %s', async (_what, change) => {
		for (const [, parameters] of REQUESTS) {
			const shown = messageOf(await run(parameters, change));
			expect(shown).toContain('The credential allows no requests to 127.0.0.1');
			expect(shown).toContain('Allowed Domains');
		}
		const { status, message } = await testCredential(credential(change));
		expect([status, message]).toEqual(['Error', expect.stringContaining('allows no requests')]);
		expect(control.received).toEqual([]);
	});
});

describe('the token is nowhere, however the server repeats it', () => {
	const token = 'tok"en/with\\signs+and=more';

	it.each<[string, (text: string) => string]>([
		['as it is', (text) => JSON.stringify({ detail: text })],
		['with its slash escaped', (text) => JSON.stringify({ detail: text }).replace(/\//g, '\\/')],
		['in an address', (text) => JSON.stringify({ detail: `/?t=${encodeURIComponent(text)}` })],
	])('%s', async (_how, body) => {
		control.answer(403, body(`No right for ${token}`));
		const { stored } = await run(gettingDevice(DEVICE), { token });
		for (const form of [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1)]) {
			expect(stored).not.toContain(form);
			expect(stored).not.toContain(JSON.stringify(form).slice(1, -1));
		}
	});
});

describe('the value of a secret variable is in nothing that the node adds', () => {
	const PATH = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';

	/** Everything beside the node's own parameters, which n8n stores with the workflow. */
	const added = ({ items, errorItems, error, hints }: Awaited<ReturnType<typeof runNode>>) =>
		JSON.stringify([items, errorItems, error?.message, error?.description, hints, log]);

	it.each<[string, string, number, (secret: string) => string]>([
		['a refusal quotes it', 'hunter2-hunter2', 400, (secret) => JSON.stringify({ detail: secret })],
		[
			'a refusal quotes it escaped',
			'pä"ss\\wörd',
			400,
			(secret) => JSON.stringify({ value: [`"${secret}" is too short`] }),
		],
		[
			'a refusal quotes it at the end of a long text',
			'hunter2-hunter2',
			422,
			(secret) => JSON.stringify({ detail: `${'x'.repeat(292)} ${secret}` }),
		],
		['the server fails', 'hunter2-hunter2', 500, (secret) => secret],
		[
			'it is echoed when it was taken',
			'hunter2-hunter2',
			201,
			(secret) =>
				JSON.stringify({
					id: '1',
					serial_number: DEVICE,
					operation: 'set',
					variables: [{ variable_name: PATH, value: secret, value_type: 'string' }],
				}),
		],
		['it was taken, and the answer is broken', 'hunter2-hunter2', 201, (secret) => `{"${secret}`],
	])('when %s', async (_what, secret, status, body) => {
		control.answer(status, body(secret));
		for (const output of ['simplified', 'raw']) {
			const options = { output, retries: 0, retryBudget: 0 };
			const shown = added(await run(scheduling('set', { [PATH]: secret }, { options })));
			expect(shown).not.toContain(secret);
			expect(shown).not.toContain(JSON.stringify(secret).slice(1, -1));
			expect(shown).not.toContain(secret.slice(0, 6));
		}
	});

	it('when the node only shows what it would send', async () => {
		const options = { dryRun: true };
		const shown = added(await run(scheduling('set', { [PATH]: 'hunter2-hunter2' }, { options })));
		expect(shown).toContain('KeyPassphrase');
		expect(shown).not.toContain('hunter2');
	});

	it('when it is read or listed, by the nodes and the trigger', async () => {
		const bench = await startBench();
		await bench.run(scheduling('set', { [PATH]: 'hunter2-hunter2' }));
		bench.simulator.inform();
		for (const parameters of [
			gettingTransactions(),
			gettingTransactions({ options: { output: 'raw' } }),
		]) {
			const shown = added(await bench.run(parameters));
			expect(shown).toContain('KeyPassphrase');
			expect(shown).not.toContain('hunter2');
		}
		const trigger = registerTrigger(bench.credential, { options: { lookBack: 60 } });
		const items = JSON.stringify(await trigger.poll());
		expect(items).toContain('KeyPassphrase');
		expect(items + trigger.staticData()).not.toContain('hunter2');
	});
});

it('n8n’s log shows no token', () => {
	expect(log.join('\n')).not.toContain(TOKEN);
});
