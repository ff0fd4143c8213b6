import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { NodeDraft } from '../harness/workflow.mts';

const LOOK_EVERY_MS = 20;

const deliveryShape = z
	.object({
		event: z.string(),
		event_key: z.string(),
		/** Empty where it is an event of a device. */
		transaction_id: z.string().default(''),
		state: z.string().default(''),
		serial_number: z.string().nullable().default(null),
		/** The execution of n8n that it came through. */
		execution: z.coerce.number(),
	})
	.passthrough();

/** An event as a workflow handed it on. */
export type Delivery = z.infer<typeof deliveryShape>;

/** Something behind the workflow that takes note of every event, and outlives n8n. */
export interface Sink {
	/** A node that hands each of its items on to here. */
	node: NodeDraft;
	/** Everything so far, in the order in which it came. */
	deliveries: readonly Delivery[];
	/**
	 * Resolves when nobody is connected any more: what an n8n that was killed had sent off has come
	 * by then.
	 */
	left(): Promise<void>;
	close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startSink(): Promise<Sink> {
	const deliveries: Delivery[] = [];
	const connected = new Set<Socket>();
	const server = createServer((request, response) => {
		text(request).then(
			(body) => {
				deliveries.push(deliveryShape.parse(JSON.parse(body)));
				response.end('{}');
			},
			// Half a request, of an n8n that was killed, is none.
			() => {},
		);
	});
	server.on('connection', (socket) => {
		connected.add(socket);
		socket.on('close', () => connected.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The sink has no port');
	return {
		node: {
			name: 'Sink',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `http://127.0.0.1:${address.port}/`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify({ ...$json, execution: $execution.id }) }}',
				options: {},
			},
		},
		deliveries,
		left: async () => {
			// Whoever connected before this has been let in by then.
			const last = connect(address.port, '127.0.0.1');
			await once(last, 'connect');
			const isLetIn = () => [...connected].some(({ remotePort }) => remotePort === last.localPort);
			while (!isLetIn()) await delay(LOOK_EVERY_MS);
			last.destroy();
			while (connected.size > 0) await delay(LOOK_EVERY_MS);
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
