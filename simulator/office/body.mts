import type { FastifyRequest } from 'fastify';

/**
 * Returns the JSON of a request's body; undefined where there is none or where it cannot be read.
 */
export function jsonOf({ body }: Pick<FastifyRequest, 'body'>): unknown {
	if (typeof body !== 'string') return undefined;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
