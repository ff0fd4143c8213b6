import { createServer, type Server, type Socket } from 'node:net';
import type { CredentialData } from './engine/credential.mts';
import { registerTrigger } from './engine/poll.mts';
import { runNode } from './engine/run.mts';
import { gettingTransactions, scheduling } from './parameters.mts';

/** Answers everything with 101 and nothing more, as a proxy that wants to talk something else. */
let server: Server;
const sockets = new Set<Socket>();
let credential: CredentialData;

beforeAll(async () => {
	server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('data', () =>
			socket.write(
				'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
			),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	credential = {
		token: 'a-token',
		baseUrl: `http://127.0.0.1:${port}/api/v1`,
		authorizationScheme: 'bearer',
		ignoreSslIssues: false,
	};
});

afterAll(() => {
	for (const socket of sockets) socket.destroy();
	server.close();
});

const REQUESTS = [
	['a change', scheduling('set'), 'unknown_delivery'],
	['a get', scheduling('get'), 'timeout'],
	['a list', gettingTransactions(), 'timeout'],
] as const;

/** All at once, since each takes as long as a request may. */
const runs = new Map<string, ReturnType<typeof runNode>>();
let polls: Promise<number>;

beforeAll(() => {
	for (const [what, parameters] of REQUESTS) {
		runs.set(what, runNode(credential, parameters, { onError: 'continueErrorOutput' }));
	}
	polls = pollTwice();
});

async function pollTwice(): Promise<number> {
	const trigger = registerTrigger(credential, {});
	let ended = 0;
	for (let nth = 0; nth < 2; nth += 1) {
		await trigger.poll().catch(() => null);
		ended += 1;
	}
	return ended;
}

const MAX_MS = 300_000;

describe('a server that answers 101 Switching Protocols', () => {
	it.each(REQUESTS)(
		'holds up %s for no longer than a request may take',
		async (what, _parameters, code) => {
			const errorItems = (await runs.get(what))?.errorItems ?? [];
			expect(errorItems.map(({ json }) => json.error)).toEqual([expect.objectContaining({ code })]);
		},
		MAX_MS,
	);

	it(
		'does not keep the trigger from its next poll',
		async () => {
			expect(await polls).toBe(2);
		},
		MAX_MS,
	);
});
