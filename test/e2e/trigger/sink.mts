import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { NodeDraft } from '../harness/workflow.mts';

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
	close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startSink(): Promise<Sink> {
	const deliveries: Delivery[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			deliveries.push(deliveryShape.parse(JSON.parse(body)));
			response.end('{}');
		});
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
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
