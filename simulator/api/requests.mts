import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { ApiError } from './apiError.mts';

/** Returns the absolute URL of a request, as the client wrote it. */
export function urlOf(request: FastifyRequest): URL {
	return new URL(request.url, `${request.protocol}://${request.host}`);
}

/** Returns the query without Fastify's own reading of it, which hides repeated names. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
	const start = url.indexOf('?');
	return new URLSearchParams(start < 0 ? '' : url.slice(start));
}

/** Returns the JSON of a body. Throws 415 for another content type and 400 for broken JSON. */
export function jsonBody(request: FastifyRequest): unknown {
	const type = request.headers['content-type'] ?? '';
	if (type.split(';', 1)[0]?.trim().toLowerCase() !== 'application/json') {
		throw new ApiError(415, { detail: `Unsupported media type "${type}" in request.` });
	}
	try {
		return JSON.parse(String(request.body));
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		throw new ApiError(400, { detail: `JSON parse error - ${reason}` });
	}
}

/** Sends JSON that is text already. */
export function sendJson(reply: FastifyReply, json: string): FastifyReply {
	return reply.type('application/json').send(json);
}

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Answers 405 to the methods that an endpoint does not have. */
export function refuseOtherMethods(
	app: FastifyInstance,
	url: string,
	allowed: readonly HTTPMethods[],
): void {
	app.route({
		url,
		method: methods.filter((method) => !allowed.includes(method)),
		handler: ({ method }) => {
			const detail = `Method "${method}" not allowed.`;
			throw new ApiError(405, { detail }, { allow: allowed.join(', ') });
		},
	});
}
