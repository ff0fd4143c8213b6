import Fastify from 'fastify';
import { z } from 'zod';

const toolShape = z.object({
	function: z.object({
		name: z.string(),
		description: z.string(),
		parameters: z
			.object({ properties: z.record(z.record(z.unknown())).default({}) })
			.passthrough()
			.default({}),
	}),
});

const messageShape = z.object({
	role: z.string(),
	content: z
		.union([z.string(), z.array(z.object({ text: z.string().default('') }))])
		.nullish()
		.transform((content) =>
			Array.isArray(content) ? content.map(({ text }) => text).join('') : (content ?? ''),
		),
});

const requestShape = z.object({
	model: z.string(),
	messages: z.array(messageShape),
	tools: z.array(toolShape).default([]),
});

/** A tool as a model is told of it. */
export type OfferedTool = z.infer<typeof toolShape>['function'];

/** What a model does in its turn: call a tool, or answer the user. */
export type Turn = { tool: string; input: object } | { say: string };

/** A turn, or what decides on it by the answer of the tool that was called last. */
export type Line = Turn | ((lastAnswer: string) => Turn);

/** A server that speaks like a chat model's and does what a script says. */
export interface ScriptedModel {
	/** As a credential of n8n takes it, ending with `/v1`. */
	url: string;
	/** From now on: these turns in their order. Forgets what was recorded. */
	follow(...script: Line[]): void;
	/** The tools that the model was offered. */
	tools(): OfferedTool[];
	/** What the tools answered, oldest first, as text: exactly what a model reads. */
	answers(): string[];
	/** Everything that reached the model, as text. */
	everything(): string;
	close(): Promise<void>;
}

/** Starts a scripted model on a free port of this machine; it knows nothing and asks nobody. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let script: Line[] = [];
	let turnsTaken = 0;
	let latest: z.infer<typeof requestShape> | undefined;

	const answers = () =>
		(latest?.messages ?? []).filter(({ role }) => role === 'tool').map(({ content }) => content);

	const app = Fastify();
	app.post('/v1/chat/completions', (request) => {
		latest = requestShape.parse(request.body);
		const line = script[turnsTaken];
		turnsTaken += 1;
		if (line === undefined) return completion({ say: 'The script has no more turns.' }, turnsTaken);
		const turn = typeof line === 'function' ? line(answers().at(-1) ?? '') : line;
		return completion(turn, turnsTaken);
	});
	const origin = await app.listen({ port: 0, host: '127.0.0.1' });

	return {
		url: `${origin}/v1`,
		follow: (...lines) => {
			script = lines;
			turnsTaken = 0;
			latest = undefined;
		},
		tools: () => (latest?.tools ?? []).map((tool) => tool.function),
		answers,
		everything: () => JSON.stringify(latest),
		close: async () => await app.close(),
	};
}

/** A turn in the form of a chat completion. */
function completion(turn: Turn, number: number): object {
	const calls = 'tool' in turn ? [callOf(turn, number)] : undefined;
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: 'say' in turn ? turn.say : null,
					...(calls ? { tool_calls: calls } : {}),
				},
				finish_reason: calls ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function callOf({ tool, input }: Extract<Turn, { tool: string }>, number: number): object {
	return {
		id: `call-${number}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(input) },
	};
}
