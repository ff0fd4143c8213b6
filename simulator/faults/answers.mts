import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Capacity } from './capacity.mts';
import type { Effect } from './injection.mts';
import type { RateLimiter } from './rateLimiter.mts';

/** A promise that nobody keeps: the request stays open until the client or `close()` ends it. */
const never = (): Promise<never> => new Promise<never>(() => undefined);

/** Breaks the connection so that the client sees a reset, not an orderly end. */
function reset({ raw }: FastifyRequest): void {
	raw.socket.resetAndDestroy();
}

const bodies: Record<string, { type: string; text: string }> = {
	json: { type: 'application/json', text: '{"detail":"The simulator was told to fail."}' },
	html: {
		type: 'text/html; charset=utf-8',
		text: '<!doctype html><html><head><title>Error</title></head><body><h1>Error</h1></body></html>',
	},
	empty: { type: 'application/json', text: '' },
};

/**
 * Applies what happens before the server does anything. Sends the answer itself, or never returns,
 * when the request shall not reach the server.
 */
export async function applyBefore(
	effect: Effect,
	request: FastifyRequest,
	reply: FastifyReply,
	{ limiter, capacity }: { limiter: RateLimiter; capacity: Capacity },
): Promise<void> {
	switch (effect.kind) {
		case 'delay':
			await sleep(effect.ms);
			return;
		case 'status':
			sendStatus(reply, effect);
			return;
		case 'rateLimit': {
			const wait = limiter.admit(effect, Date.now());
			if (wait > 0) sendStatus(reply, { kind: 'status', status: 429, retryAfter: Math.ceil(wait) });
			return;
		}
		case 'workers':
			return await capacity.work(effect);
		case 'overload':
			return await capacity.share(effect);
		case 'redirect':
			void reply.redirect(effect.url, effect.status ?? 302);
			return;
		case 'reset':
			if (effect.when === 'after') return;
			reset(request);
			return never();
		case 'hang':
			return effect.when === 'after' ? undefined : never();
		default:
	}
}

function sendStatus(reply: FastifyReply, effect: Extract<Effect, { kind: 'status' }>): void {
	const { status, retryAfter, retryAfterForm, body = 'json' } = effect;
	if (retryAfter !== undefined) {
		const date = new Date(Date.now() + retryAfter * 1000).toUTCString();
		void reply.header('retry-after', retryAfterForm === 'date' ? date : String(retryAfter));
	}
	const { type, text } = bodies[body] ?? { type: 'text/plain; charset=utf-8', text: body };
	void reply.code(status).type(type).send(text);
}

/**
 * Applies what happens to the finished answer; returns the payload to send in place of the given
 * one.
 */
export async function applyAfter(
	effect: Effect,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): Promise<unknown> {
	const text = typeof payload === 'string' ? payload : '';
	switch (effect.kind) {
		case 'reset':
			if (effect.when === 'after') {
				reset(request);
				return never();
			}
			return payload;
		case 'hang':
			return effect.when === 'after' ? never() : payload;
		case 'contentType':
			void reply.header('content-type', effect.value);
			return payload;
		case 'truncate': {
			const kept = text.slice(0, Math.floor(text.length * effect.keep));
			if (effect.ends === 'complete') return withLength(reply, kept);
			void reply.header('content-length', Buffer.byteLength(text));
			return Readable.from(
				effect.ends === 'stalled' ? thenNothing(kept) : thenReset(kept, request),
			);
		}
		case 'slowBody':
			void reply.removeHeader('content-length');
			return Readable.from(trickle(text, effect.ms));
		case 'pad':
			void reply.removeHeader('content-length');
			if (effect.encoding) void reply.header('content-encoding', effect.encoding);
			return Readable.from(padded(text, effect));
		case 'rewrite': {
			const changed = text.replace(new RegExp(effect.find), effect.replace);
			const bytes = Buffer.from(changed, effect.charset ?? 'utf8');
			void reply.header('content-length', bytes.length);
			return bytes;
		}
		default:
			return payload;
	}
}

function withLength(reply: FastifyReply, text: string): string {
	void reply.header('content-length', Buffer.byteLength(text));
	return text;
}

async function* thenNothing(text: string): AsyncGenerator<string> {
	yield text;
	await never();
}

const mebibyte = Buffer.alloc(2 ** 20, ' ');
const packedMebibyte = gzipSync(mebibyte);

/** Parts that are each a whole gzip file are one, too. */
function* padded(
	text: string,
	{ mebibytes, encoding }: Extract<Effect, { kind: 'pad' }>,
): Generator<Buffer> {
	const body = Buffer.from(text);
	yield encoding ? gzipSync(body) : body;
	for (let count = 0; count < mebibytes; count++) yield encoding ? packedMebibyte : mebibyte;
}

async function* thenReset(text: string, request: FastifyRequest): AsyncGenerator<string> {
	yield text;
	// The kept part must be on its way first: a reset throws away what still waits to be sent.
	await sleep(50);
	request.raw.socket.destroy();
}

const drops = 10;

async function* trickle(text: string, milliseconds: number): AsyncGenerator<string> {
	const size = Math.max(1, Math.ceil(text.length / drops));
	for (let start = 0; start < text.length; start += size) {
		await sleep(milliseconds / drops);
		yield text.slice(start, start + size);
	}
}
