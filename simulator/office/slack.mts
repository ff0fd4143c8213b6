import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { jsonOf } from './body.mts';

const messageShape = z
	.object({ text: z.string().min(1).optional(), blocks: z.array(z.unknown()).optional() })
	.passthrough()
	.refine(({ text, blocks }) => text !== undefined || blocks !== undefined);

/** A message as it was posted, and where. */
export interface SlackMessage {
	channel: string;
	body: z.infer<typeof messageShape>;
}

/** Incoming webhooks, one a channel: the answers are plain text, as Slack's are. */
export function slackRoutes(app: FastifyInstance, messages: SlackMessage[]): void {
	app.post<{ Params: { channel: string } }>('/slack/:channel', (request, reply) => {
		const message = messageShape.safeParse(jsonOf(request));
		void reply.type('text/plain; charset=utf-8');
		if (!message.success) return reply.code(400).send('invalid_payload');
		messages.push({ channel: request.params.channel, body: message.data });
		return reply.send('ok');
	});
}
