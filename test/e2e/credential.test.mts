import { createServer, type Server } from 'node:http';
import { freePort } from '../../host/freePort.mts';
import { CREDENTIAL_TYPE, credentialData, startControl, type Control } from './harness/control.mts';
import { sharedN8n, type SharedN8n } from './harness/sharedN8n.mts';

let n8n: SharedN8n;
let control: Control;
beforeAll(async () => {
	n8n = await sharedN8n();
	control = await startControl(n8n.rest);
});
afterAll(async () => await control.close());

/** What n8n tells a user who presses "Test" in a credential filled in like this. */
const test = async (change: object) =>
	await n8n.rest.testCredential({
		...control.credentials[CREDENTIAL_TYPE],
		type: CREDENTIAL_TYPE,
		data: { ...credentialData(control.simulator), ...change },
	});

describe('the test of a credential', () => {
	it('passes with the right token, also on an account without any operation', async () => {
		expect(control.simulator.operations()).toEqual([]);

		expect(await test({})).toEqual({ status: 'OK', message: 'Connection successful' });
	});

	it('completes a bare host', async () => {
		const { host } = new URL(control.simulator.url);

		expect(await test({ baseUrl: `http://${host}` })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['token', 'token'],
		['none', 'bare'],
	] as const)('passes with the scheme %s on a server that wants it', async (scheme, auth) => {
		control.simulator.configure({ auth });
		const answer = await test({ authorizationScheme: scheme });
		control.simulator.configure({ auth: 'bearer+bare' });

		expect(answer).toMatchObject({ status: 'OK' });
	});

	it('says that the token is wrong, and where a new one is', async () => {
		const { status, message } = await test({ token: 'not-this-one' });

		expect(status).toBe('Error');
		expect(message).toContain('CONTROL did not accept the API token');
		expect(message).toContain('administration panel of the portal');
		expect(message).not.toContain('not-this-one');
	});

	it('says that the host cannot be reached', async () => {
		const { status, message } = await test({ baseUrl: `http://127.0.0.1:${await freePort()}` });

		expect(status).toBe('Error');
		expect(message).toContain('The CONTROL server cannot be reached (ECONNREFUSED)');
		expect(message).toContain('Check the host in the Base URL');
	});

	it('says that the path is wrong when the server answers with a web page and status 200', async () => {
		const portal = await startPortal();
		const { status, message } = await test({ baseUrl: portal.url });
		portal.server.close();

		expect(status).toBe('Error');
		expect(message).toContain('Instead of data, the server sent a web page [HTTP 200]');
		expect(message).toContain('not of the portal');
	});
});

/** A server that greets everybody with the same page. */
async function startPortal(): Promise<{ server: Server; url: string }> {
	const port = await freePort();
	const server = createServer((_request, response) => {
		response.setHeader('Content-Type', 'text/html');
		response.end('<!doctype html><title>Portal</title>');
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${port}` };
}
