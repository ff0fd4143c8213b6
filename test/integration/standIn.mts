import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the line. */
export interface Received {
	method: string;
	/** Path and query, undecoded. */
	url: string;
	/** Names and values in turn, as they were written. */
	rawHeaders: string[];
	body: string;
}

/** A server that writes down what it is sent, and answers everything in the same way. */
export interface StandIn {
	port: number;
	received: Received[];
	/** What to answer from now on (at first: 404, in JSON). */
	answer: (status: number, body: string | Buffer, headers?: Record<string, string>) => void;
	close(): Promise<void>;
}

/** Starts a stand-in on a free port of the loopback address. */
export async function startStandIn(): Promise<StandIn> {
	const received: Received[] = [];
	let next: Parameters<StandIn['answer']> = [404, '{"detail":"Not found."}'];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', rawHeaders } = request;
			received.push({ method, url, rawHeaders, body: Buffer.concat(chunks).toString() });
			const [status, body, headers] = next;
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(body);
		});
	});
	const port = await listening(server);
	return {
		port,
		received,
		answer: (...answer) => {
			next = answer;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

async function listening(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	return typeof address === 'object' && address !== null ? address.port : 0;
}
