import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from './api/apiError.mts';
import { apiPrefix, pathOf } from './routes.mts';

const page = `<!doctype html>
<html lang="en">
<head><title>CONTROL (simulated)</title></head>
<body><h1>Simulated CONTROL portal</h1><p>People sign in here. The API lives under ${apiPrefix}/.</p></body>
</html>
`;

/**
 * Answers where no endpoint is. Outside the API that is the portal's page with status 200, whatever
 * the path. Inside, a GET without the trailing slash is sent to the path with it, as Django does;
 * everything else is not there.
 */
export function answerElsewhere(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const path = pathOf(request);
	if (path !== apiPrefix && !path.startsWith(`${apiPrefix}/`)) {
		return reply.code(200).type('text/html; charset=utf-8').send(page);
	}
	if (request.method !== 'GET' || path.endsWith('/')) throw notFound();
	return reply.redirect(`${path}/${request.url.slice(path.length)}`, 301);
}
