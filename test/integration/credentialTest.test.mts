import { freePort } from '../../host/freePort.mts';
import { selfSigned } from '../certificate.mts';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import type { CredentialData } from './engine/credential.mts';
import { testCredential } from './engine/editor.mts';
import { DEVICE, gettingDevice } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
beforeEach(() => {
	bench.simulator.clearInjections();
	bench.simulator.configure({ auth: 'bearer+bare' });
});
afterAll(stopBenches);

/** The message of a test that fails; it never shows the token. */
async function failureOf(credential: CredentialData): Promise<string> {
	const { status, message } = await testCredential(credential);
	expect(status).toBe('Error');
	expect(message).not.toContain(bench.credential.token);
	return message;
}

const origin = (): string => bench.simulator.url.replace('/api/v1', '');

describe('the test of the credential passes', () => {
	it('on an account without any operation', async () => {
		expect(await testCredential(bench.credential)).toMatchObject({ status: 'OK' });
		expect(bench.simulator.operations()).toEqual([]);
		expect(refusedRequests(bench.simulator)).toEqual([]);
	});

	it.each([
		['a trailing slash', (): string => `${bench.simulator.url}/`],
		['no /api/v1', origin],
		['a page below the API', (): string => `${bench.simulator.url}/inventory_device_serial/?a=1`],
		['white space around it', (): string => `  ${bench.simulator.url}\n`],
	])('with an address that was pasted with %s', async (_what, baseUrl) => {
		const credential = { ...bench.credential, baseUrl: baseUrl() };
		expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
	});

	it('with a token that was pasted with its word', async () => {
		const credential = { ...bench.credential, token: ` Bearer ${bench.credential.token} ` };
		expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
	});

	it.each([
		['bearer', 'bearer'],
		['token', 'token'],
		['none', 'bare'],
	] as const)('with the scheme %s where the server wants it', async (authorizationScheme, auth) => {
		bench.simulator.configure({ auth });
		const credential = { ...bench.credential, authorizationScheme };
		expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
	});
});

describe('the test of the credential names', () => {
	it('a wrong token', async () => {
		const message = await failureOf({ ...bench.credential, token: 'not-the-token' });
		expect(message).toMatch(/did not accept the API token.*HTTP 401.*Check the API Token/s);
	});

	it('a wrong scheme', async () => {
		bench.simulator.configure({ auth: 'token' });
		expect(await failureOf(bench.credential)).toMatch(/Authorization Scheme/);
	});

	it('a token without rights', async () => {
		bench.simulator.inject({ effect: { kind: 'status', status: 403 } });
		expect(await failureOf(bench.credential)).toMatch(/may not do this.*organization/);
	});

	it('an empty token and an empty address, without a request', async () => {
		bench.simulator.resetObservations();
		expect(await failureOf({ ...bench.credential, token: '' })).toMatch(/API Token is empty/);
		expect(await failureOf({ ...bench.credential, baseUrl: '' })).toMatch(/Base URL is empty/);
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('a host that refuses connections', async () => {
		const baseUrl = `http://127.0.0.1:${await freePort()}`;
		const message = await failureOf({ ...bench.credential, baseUrl });
		expect(message).toMatch(/cannot be reached \(ECONNREFUSED\).*Base URL/);
	});

	it('a host that does not exist', async () => {
		const message = await failureOf({ ...bench.credential, baseUrl: 'http://control.invalid' });
		expect(message).toMatch(/cannot be reached \((ENOTFOUND|EAI_AGAIN)\).*Base URL/);
	});

	it('a wrong path, where the portal answers with a page and status 200', async () => {
		const message = await failureOf({ ...bench.credential, baseUrl: `${origin()}/portal` });
		expect(message).toMatch(/a web page.*Base URL/);
	});

	it('a server that redirects', async () => {
		bench.simulator.inject({ effect: { kind: 'redirect', url: 'https://elsewhere.invalid/' } });
		expect(await failureOf(bench.credential)).toMatch(/redirects to another address/);
	});

	it.each([
		['with JSON of another kind', 200, '{"pong": true}', /not with a list/],
		['with an error', 500, 'html', /failed while handling/],
	] as const)('a server that answers %s', async (_what, status, body, message) => {
		bench.simulator.inject({ effect: { kind: 'status', status, body } });
		expect(await failureOf(bench.credential)).toMatch(message);
	});

	it('a server that breaks the connection', async () => {
		bench.simulator.inject({ effect: { kind: 'reset', when: 'before' } });
		expect(await failureOf(bench.credential)).toMatch(/broke before its answer arrived/);
	});
});

describe('a self-signed certificate', () => {
	let secure: Bench;
	beforeAll(async () => {
		secure = await startBench({ tls: await selfSigned() });
	});

	it('is named, with what to do', async () => {
		const message = await failureOf(secure.credential);
		expect(message).toMatch(/certificate.*cannot be verified.*Ignore SSL Issues/);
	});

	it('is named by the nodes alike', async () => {
		const { error } = await secure.run(gettingDevice(DEVICE));
		expect(error?.message).toMatch(/certificate.*cannot be verified/);
		expect(error?.description).toMatch(/Ignore SSL Issues/);
	});

	it('is accepted by test and nodes with Ignore SSL Issues', async () => {
		secure.credential.ignoreSslIssues = true;
		expect(await testCredential(secure.credential)).toMatchObject({ status: 'OK' });
		const { items } = await secure.run(gettingDevice(DEVICE));
		expect(items[0]?.json.serial_number).toBe(DEVICE);
	});
});
