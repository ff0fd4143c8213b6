import type { FastifyInstance } from 'fastify';
import { injectionRuleSchema, type InjectionRule } from './faults/injection.mts';
import type { SettingsChange } from './settings.mts';
import { settingsChangeSchema } from './settingsSchema.mts';
import type { Controls } from './simulator.mts';

interface Bulk {
	count: number;
	finished?: boolean;
}

type OneDevice = { Params: { serial: string } };

const object = (properties: object, required: readonly string[] = []): object => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});
const count = { type: 'integer', minimum: 0 };
const boolean = { type: 'boolean' };

const bodies = {
	bulk: object({ count, finished: boolean }, ['count']),
	ids: object({ position: count }, ['position']),
	online: object({ online: boolean }, ['online']),
	inform: { ...object({ serial: { type: 'string' } }), type: ['object', 'null'] },
};

/** The controls over HTTP, for other processes; see README.md for the list. No token is asked. */
export function remoteControl(app: FastifyInstance, controls: Controls): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, text: string) =>
		text === '' ? null : JSON.parse(text),
	);
	app.setErrorHandler((problem, _request, reply) => {
		const detail = problem instanceof Error ? problem.message : String(problem);
		void reply.code(400).send({ detail });
	});
	observationRoutes(app, controls);
	injectionRoutes(app, controls);
	fleetRoutes(app, controls);
}

function observationRoutes(app: FastifyInstance, controls: Controls): void {
	app.get('/counters', () => controls.counters());
	app.get('/requests', () => controls.requests());
	app.delete('/observations', (_request, reply) => {
		controls.resetObservations();
		return reply.code(204).send();
	});
	app.get('/operations', () => controls.operations());
	app.delete('/operations', (_request, reply) => {
		controls.clearOperations();
		return reply.code(204).send();
	});
}

function injectionRoutes(app: FastifyInstance, controls: Controls): void {
	app.get('/injections', () => controls.injections());
	app.post<{ Body: InjectionRule }>(
		'/injections',
		{ schema: { body: injectionRuleSchema } },
		({ body }, reply) => reply.code(201).send({ id: controls.inject(body) }),
	);
	app.delete('/injections', (_request, reply) => {
		controls.clearInjections();
		return reply.code(204).send();
	});
	app.get('/settings', () => controls.settings());
	app.patch<{ Body: SettingsChange }>(
		'/settings',
		{ schema: { body: settingsChangeSchema } },
		({ body }) => {
			controls.configure(body);
			return controls.settings();
		},
	);
}

function fleetRoutes(app: FastifyInstance, controls: Controls): void {
	app.get('/devices', () => controls.serials());
	app.get<OneDevice>('/devices/:serial/tree', ({ params }) => controls.tree(params.serial));
	app.put<OneDevice & { Body: { online: boolean } }>(
		'/devices/:serial/online',
		{ schema: { body: bodies.online } },
		({ params, body }) => {
			controls.setOnline(params.serial, body.online);
			return body;
		},
	);
	app.post<{ Body: { serial?: string } | null }>(
		'/inform',
		{ schema: { body: bodies.inform } },
		({ body }) => ({ executed: controls.inform(body?.serial) }),
	);
	app.post<{ Body: Bulk }>(
		'/transactions',
		{ schema: { body: bodies.bulk } },
		({ body }, reply) => {
			controls.addTransactions(body.count, { finished: body.finished ?? true });
			return reply.code(201).send({ added: body.count });
		},
	);
	app.post<{ Body: { position: number } }>('/ids', { schema: { body: bodies.ids } }, ({ body }) => {
		controls.advanceIds(body.position);
		return body;
	});
}
