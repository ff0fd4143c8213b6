import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { idText, numberOfId } from '../operations/ids.mts';
import type { Operation } from '../operations/operation.mts';
import type { Settings } from '../settings.mts';
import type { World } from '../world.mts';
import { notFound } from './apiError.mts';
import { isPaged, withId } from './dialects.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { boolean, parseQuery, text } from './query.mts';
import { jsonBody, queryOf, refuseOtherMethods, sendJson, urlOf } from './requests.mts';
import { parseScheduleRequest } from './scheduleRequest.mts';

const path = '/inventory_device_serial_headless_operation/';
const parameters = { id: text, update_status: boolean };

/** Scheduling operations and following them. */
export function headlessOperations(app: FastifyInstance, world: World): void {
	app.post(path, (request, reply) => schedule(request, reply, world));
	app.get(path, (request, reply) => follow(request, reply, world));
	refuseOtherMethods(app, path, ['GET', 'POST']);
}

function schedule(request: FastifyRequest, reply: FastifyReply, world: World): FastifyReply {
	parseQuery(queryOf(request), {});
	const body = jsonBody(request);
	const wanted = parseScheduleRequest(body);
	if (!world.fleet.find(wanted.serial)) throw notFound();
	const operation = world.store.schedule(wanted);
	const url = urlOf(request);
	url.search = new URLSearchParams({ id: idText(world.settings.ids, operation.number) }).toString();
	const show = idPlaces[world.settings.postId];
	return sendJson(reply.code(201), show(JSON.stringify(body), { reply, operation, url, world }));
}

interface Scheduled {
	reply: FastifyReply;
	operation: Operation;
	/** Where the operation can be followed. */
	url: URL;
	world: World;
}

/** Where the answer to a POST shows the id; each returns the body. */
const idPlaces: Record<Settings['postId'], (echo: string, scheduled: Scheduled) => string> = {
	body: (echo, { operation, world }) => withId(echo, 'id', world.settings, operation),
	transaction_id: (echo, { operation, world }) =>
		withId(echo, 'transaction_id', world.settings, operation),
	location: (echo, { reply, url }) => {
		void reply.header('location', url.href);
		return echo;
	},
	monitoring_url: (echo, { url }) =>
		`{"monitoring_url":${JSON.stringify(url.href)},${echo.slice(1)}`,
	none: (echo) => echo,
};

async function follow(
	request: FastifyRequest,
	reply: FastifyReply,
	world: World,
): Promise<FastifyReply> {
	const { settings, store, writer } = world;
	const understood = isPaged(settings) ? { ...parameters, ...pagingParameters } : parameters;
	const query: QueryValues = parseQuery(queryOf(request), understood);
	if (query.update_status) await sleep(settings.updateStatusLatency);
	const found = query.id === undefined ? store.listed() : findOne(query.id, world);
	const [only] = found;
	if (!only) throw notFound();
	if (query.id !== undefined && settings.one === 'bare') return sendJson(reply, writer.one(only));
	const ordered = settings.order === 'newest' ? found.toReversed() : found;
	const window = isPaged(settings) ? query : { limit: ordered.length };
	const limits = isPaged(settings) ? settings : { pageSize: 0, maxPageSize: Infinity };
	const { page, items } = pageOf(ordered, window, urlOf(request), limits);
	return sendJson(reply, writer.list(items, page));
}

interface QueryValues {
	id?: string;
	update_status?: boolean;
	limit?: number;
	offset?: number;
}

function findOne(id: string, { settings, store }: World): readonly Operation[] {
	const number = numberOfId(settings.ids, id);
	const operation = number === undefined ? undefined : store.find(number);
	return operation ? [operation] : [];
}
