import type { FastifyInstance, FastifyRequest } from 'fastify';
import { withoutToken, type LoggedRequest, type Observations } from './observations.mts';
import { routeOf } from './routes.mts';

/** Notes every request that concerns CONTROL, from its first byte to the end of its answer. */
export function observe(
	app: FastifyInstance,
	observations: Observations,
	concerns: (request: FastifyRequest) => boolean,
): void {
	const entries = new WeakMap<FastifyRequest, LoggedRequest>();

	app.addHook('onRequest', (request, reply, done) => {
		if (concerns(request)) {
			const entry = entryOf(request);
			const startedAt = performance.now();
			entries.set(request, entry);
			observations.begin(entry);
			// `close` comes once, whether the answer went out whole or the connection broke.
			reply.raw.once('close', () => {
				const status = reply.raw.writableFinished ? reply.raw.statusCode : null;
				observations.end(entry, status, performance.now() - startedAt);
			});
		}
		done();
	});

	app.addHook('preValidation', (request, _reply, done) => {
		const entry = entries.get(request);
		if (entry && typeof request.body === 'string') entry.body = request.body;
		done();
	});
}

function entryOf(request: FastifyRequest): LoggedRequest {
	return {
		time: new Date().toISOString(),
		method: request.method,
		url: request.url,
		route: routeOf(request),
		headers: withoutToken(request.headers),
		body: '',
		status: null,
		milliseconds: null,
	};
}
