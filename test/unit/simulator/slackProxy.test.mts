import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import {
	slackToken,
	startSlackProxy,
	type SlackProxy,
} from '../../../simulator/office/slackProxy.mts';
import { startRig, stopRigs, type Rig } from './rig.mts';

let rig: Rig;
let proxy: SlackProxy;
beforeEach(async () => {
	rig = await startRig();
	proxy = await startSlackProxy();
});
afterEach(async () => {
	await proxy.close();
	await stopRigs();
});

/** What a proxy answers when it is asked for a way to somebody, and that way. */
async function wayTo(place: string): Promise<{ status?: number; socket: Duplex }> {
	const request = http.request(proxy.env.HTTPS_PROXY ?? '', { method: 'CONNECT', path: place });
	return await new Promise((resolve, reject) => {
		request.on('connect', ({ statusCode: status }, socket) => resolve({ status, socket }));
		request.on('error', reject);
		request.end();
	});
}

/** Posts a message as n8n does: by way of the proxy, to slack.com, whose certificate is checked. */
async function post(token: string, body: object): Promise<unknown> {
	const { socket } = await wayTo('slack.com:443');
	const request = https.request('https://slack.com/api/chat.postMessage', {
		method: 'POST',
		agent: new https.Agent({ socket, keepAlive: false }),
		ca: readFileSync(proxy.env.NODE_EXTRA_CA_CERTS ?? ''),
		headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
	});
	return await new Promise((resolve, reject) => {
		request.on('error', reject);
		request.on('response', (answer) => {
			let text = '';
			answer.on('data', (part: Buffer) => (text += part.toString()));
			answer.on('end', () => resolve(JSON.parse(text)));
		});
		request.end(JSON.stringify(body));
	});
}

const messages = () => rig.simulator.office.messages();

it('brings a message for Slack to the office that its token names', async () => {
	const token = slackToken(rig.simulator.url);

	expect(await post(token, { channel: '#operations', text: 'Done' })).toMatchObject({ ok: true });

	expect(messages()).toEqual([{ channel: 'operations', body: { text: 'Done' } }]);
});

it.each([
	['no text', { channel: '#operations' }, 'no_text'],
	['no channel', { text: 'Done' }, 'channel_not_found'],
])('refuses a message with %s as Slack does', async (_what, body, error) => {
	expect(await post(slackToken(rig.simulator.url), body)).toEqual({ ok: false, error });
	expect(messages()).toEqual([]);
});

it('refuses a token that names no office', async () => {
	const answer = await post('somebody', { channel: '#operations', text: 'Done' });
	expect(answer).toEqual({ ok: false, error: 'invalid_auth' });
});

it.each(['example.com:443', 'slack.com:80', '127.0.0.1:443'])(
	'opens no way to %s',
	async (place) => {
		const { status, socket } = await wayTo(place);
		socket.destroy();
		expect(status).toBe(403);
	},
);
