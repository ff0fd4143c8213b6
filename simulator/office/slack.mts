import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { jsonOf } from './body.mts';

const messageShape = z
	.object({ text: z.string().min(1).optional(), blocks: z.array(z.unknown()).optional() })
	.passthrough()
	.refine(({ text, blocks }) => text !== undefined || blocks !== undefined);

const postShape = z.object({ channel: z.string().regex(/^#?[\w.-]+$/) }).passthrough();

/** A message as it was posted, and where. */
export interface SlackMessage {
	/** Without the sign in front. */
	channel: string;
	body: z.infer<typeof messageShape>;
}

const CHANNELS = ['audit', 'operations'];

/**
 * Incoming webhooks, one a channel, whose answers are plain text as Slack's are; and of Slack's
 * Web API what messages need. It answers with 200 whatever it refuses.
 */
export function slackRoutes(app: FastifyInstance, messages: SlackMessage[]): void {
	app.post<{ Params: { channel: string } }>('/slack/:channel', (request, reply) => {
		const message = messageShape.safeParse(jsonOf(request));
		void reply.type('text/plain; charset=utf-8');
		if (!message.success) return reply.code(400).send('invalid_payload');
		messages.push({ channel: request.params.channel, body: message.data });
		return reply.send('ok');
	});

	app.post('/slack/api/chat.postMessage', (request) => {
		const post = postShape.safeParse(jsonOf(request));
		if (!post.success) return { ok: false, error: 'channel_not_found' };
		const { channel: wanted, ...body } = post.data;
		const message = messageShape.safeParse(body);
		if (!message.success) return { ok: false, error: 'no_text' };
		const channel = wanted.replace('#', '');
		messages.push({ channel, body: message.data });
		return { ok: true, channel, ts: `${messages.length}.000000`, message: body };
	});

	app.get('/slack/api/conversations.list', () => ({
		ok: true,
		channels: CHANNELS.map((name) => ({ id: name, name })),
	}));

	app.get('/slack/api/users.profile.get', () => ({ ok: true, profile: {} }));
}
