import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './api/apiError.mts';
import { checkToken } from './api/authorization.mts';
import { cachedVariables } from './api/cachedVariables.mts';
import { deviceActions } from './api/deviceActions.mts';
import { devices } from './api/devices.mts';
import { headlessOperations } from './api/headlessOperations.mts';
import { parameters } from './api/parameters.mts';
import { deviceTypes } from './api/types.mts';
import { inject } from './faults/inject.mts';
import { observe } from './observe.mts';
import { officeRoutes } from './office/office.mts';
import { answerElsewhere } from './portal.mts';
import { remoteControl } from './remoteControl.mts';
import { apiPrefix, officePrefix, pathOf, remoteControlPrefix } from './routes.mts';
import type { Controls } from './simulator.mts';
import type { World } from './world.mts';

/** Bytes; as Django's usual limit. */
const bodyLimit = 2.5 * 2 ** 20;

/** Key and certificate in PEM form; a self-signed one shows how clients take it. */
export interface Tls {
	key: string;
	cert: string;
}

/**
 * Returns the HTTP server, ready to listen: CONTROL's API, the portal around it, the remote control
 * and the office.
 */
export function makeServer(world: World, controls: Controls, tls?: Tls): FastifyInstance {
	const app = Fastify({
		serverFactory: (handler) =>
			tls ? https.createServer(tls, handler) : http.createServer(handler),
		bodyLimit,
		forceCloseConnections: true,
		ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
	});
	readBodiesAsText(app);
	app.setErrorHandler<FastifyError>((problem, _request, reply) => {
		const refusal = problem instanceof ApiError ? problem : ownRefusal(problem);
		void reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
	});

	const concerns = (request: FastifyRequest): boolean =>
		[remoteControlPrefix, officePrefix].every(
			(prefix) => !`${pathOf(request)}/`.startsWith(`${prefix}/`),
		);
	observe(app, world.observations, concerns);
	app.addHook('preValidation', async (request) => {
		const { latency } = world.settings;
		if (latency > 0 && concerns(request)) await sleep(latency);
	});
	inject(app, world.rules, concerns);

	app.setNotFoundHandler(answerElsewhere);
	app.register(async (api) => controlApi(api, world), { prefix: apiPrefix });
	app.register(async (remote) => remoteControl(remote, controls), { prefix: remoteControlPrefix });
	app.register(async (office) => officeRoutes(office, world.office), { prefix: officePrefix });
	return app;
}

function controlApi(api: FastifyInstance, world: World): void {
	api.addHook('preHandler', (request, _reply, done) => {
		checkToken(request.headers.authorization, world.settings);
		done();
	});
	headlessOperations(api, world);
	cachedVariables(api, world);
	devices(api, world);
	deviceActions(api, world);
	parameters(api, world);
	deviceTypes(api, world);
}

/**
 * Bodies are read as they are, so that the token is checked and the request logged before anything
 * is parsed.
 */
function readBodiesAsText(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
}

/** Fastify's own refusals (such as a body that is too large) in CONTROL's form. */
function ownRefusal({ statusCode = 500, message }: FastifyError): ApiError {
	return new ApiError(statusCode, { detail: message });
}
