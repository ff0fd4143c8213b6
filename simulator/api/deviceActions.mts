import type { FastifyInstance } from 'fastify';
import type { World } from '../world.mts';
import { ApiError, badRequest, notFound } from './apiError.mts';
import { jsonBody, refuseOtherMethods } from './requests.mts';

const paths = {
	put: '/inventory_device_serial_operation/:serial/',
	post: '/inventory_device_serial_operation/:serial/',
	postPlural: '/inventory_device_serial_operations/:serial/',
} as const;

const ACCEPTED = 202;

/** The codes by which this server knows its actions; no page of the reference names them. */
const codes = [
	'configuration_sync',
	'device_factory_reset',
	'device_reconfigure',
	'factory_reset',
	'reboot',
];

/** What devices do beside headless operations, when they next contact the server. */
export function deviceActions(app: FastifyInstance, { fleet, settings }: World): void {
	app.route<{ Params: { serial: string } }>({
		url: paths.put,
		method: ['PUT', 'POST'],
		handler: (request, reply) => {
			const form = request.method === 'PUT' ? 'put' : 'post';
			if (settings.actionForm !== form) throw new ApiError(405, { detail: 'Method not allowed.' });
			take(request.params.serial, jsonBody(request));
			return reply.code(ACCEPTED).send({ detail: 'Accepted' });
		},
	});
	app.post<{ Params: { serial: string } }>(paths.postPlural, (request, reply) => {
		if (settings.actionForm !== 'postPlural') throw notFound();
		take(request.params.serial, jsonBody(request));
		return reply.code(ACCEPTED).send({ detail: 'Accepted' });
	});
	refuseOtherMethods(app, paths.put, ['PUT', 'POST']);

	function take(serial: string, body: unknown): void {
		const device = fleet.find(serial);
		if (!device) throw notFound();
		const code = typeof body === 'object' && body !== null && 'operation' in body && body.operation;
		if (typeof code !== 'string' || !codes.includes(code)) {
			throw badRequest({ operation: [`"${String(code)}" is not a valid choice.`] });
		}
		device.actions.push(code);
	}
}
