import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';
import { officePrefix } from '../routes.mts';

const SLACK = 'slack.com';
const TOKEN = /^Bearer xoxb-office-(\d{1,5})$/;

/**
 * The access token with which n8n's own Slack node reaches the office of the simulator that has
 * this URL.
 */
export function slackToken(simulatorUrl: string): string {
	return `xoxb-office-${new URL(simulatorUrl).port}`;
}

/** A proxy behind which Slack is an office. */
export interface SlackProxy {
	/** What a Node.js process has to be started with, so that its way to Slack leads here. */
	env: Record<string, string>;
	close(): Promise<void>;
}

/**
 * Starts an HTTPS proxy on the loopback address that answers for slack.com itself, with a
 * certificate made on the spot, and hands each request on to the office that its token names. It
 * connects to nothing else: no request leaves the machine.
 */
export async function startSlackProxy(): Promise<SlackProxy> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: SLACK }], {
		keyType: 'ec',
		curve: 'P-256',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: SLACK }] }],
	});
	const folder = await mkdtemp(join(tmpdir(), 'slack-proxy-'));
	const file = join(folder, 'certificate.pem');
	await writeFile(file, cert);

	const slack = https.createServer({ key, cert }, handOn);
	const proxy = http.createServer((_request, response) => {
		response.writeHead(403).end('This proxy knows nobody but Slack.');
	});
	const open = new Set<Duplex>();
	proxy.on('connect', ({ url }, socket, head) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => socket.destroy());
		if (url !== `${SLACK}:443`) {
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		socket.unshift(head);
		slack.emit('connection', socket);
	});
	const url = await listening(proxy);
	return {
		// Node.js takes the lower-case names first where the caller's environment has both.
		env: { HTTPS_PROXY: url, https_proxy: url, NODE_EXTRA_CA_CERTS: file },
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => proxy.close(resolve));
			await rm(folder, { recursive: true, force: true });
		},
	};
}

async function listening(server: http.Server): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return `http://127.0.0.1:${port}`;
}

function handOn(request: IncomingMessage, response: ServerResponse): void {
	const [, port] = TOKEN.exec(request.headers.authorization ?? '') ?? [];
	if (port === undefined) return refuse(response, 'invalid_auth');
	const { method, headers } = request;
	const onward = http.request(
		{
			host: '127.0.0.1',
			port,
			path: `${officePrefix}/slack${request.url ?? ''}`,
			method,
			headers: { ...headers, host: `127.0.0.1:${port}` },
		},
		(answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		},
	);
	onward.on('error', () => refuse(response, 'team_access_not_granted'));
	request.pipe(onward);
}

/** As Slack refuses: with 200. */
function refuse(response: ServerResponse, error: string): void {
	response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify({ ok: false, error }));
}
