import type { FastifyInstance, FastifyRequest } from 'fastify';
import { routeOf } from '../routes.mts';
import type { ActiveRules, Subject } from './activeRules.mts';
import { applyAfter, applyBefore } from './answers.mts';
import { Capacity } from './capacity.mts';
import type { Effect } from './injection.mts';
import { RateLimiter } from './rateLimiter.mts';

/**
 * Lets the rules in force strike requests: some before the server does its work, some on its
 * answer.
 */
export function inject(
	app: FastifyInstance,
	rules: ActiveRules,
	concerns: (request: FastifyRequest) => boolean,
): void {
	const struck = new WeakMap<FastifyRequest, Effect[]>();
	const limits = { limiter: new RateLimiter(), capacity: new Capacity() };

	app.addHook('preValidation', async (request, reply) => {
		if (rules.isEmpty || !concerns(request)) return;
		const effects = rules.effectsOn(subjectOf(request));
		for (const effect of effects) {
			await applyBefore(effect, request, reply, limits);
			if (reply.sent) return reply;
		}
		struck.set(request, effects);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		let changed: unknown = payload;
		for (const effect of struck.get(request) ?? []) {
			changed = await applyAfter(effect, request, reply, changed);
		}
		return changed;
	});
}

const serialInBody = /"serial_number"\s*:\s*"([^"]*)"/;
const serialInPath = /\/inventory_device_serial\/([^/?]+)\//;

function subjectOf(request: FastifyRequest): Subject {
	const body = typeof request.body === 'string' ? request.body : '';
	const serial = serialInBody.exec(body)?.[1] ?? serialInPath.exec(request.url)?.[1];
	return { method: request.method, route: routeOf(request), serial };
}
