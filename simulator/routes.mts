import type { FastifyRequest } from 'fastify';

/** Where CONTROL's API lives. */
export const apiPrefix = '/api/v1';

/** Where tests steer the simulator. */
export const remoteControlPrefix = '/__simulator';

/** Where the people's tools are that workflows write to. */
export const officePrefix = '/__office';

/** Returns the path of a request without its query. */
export function pathOf({ url }: Pick<FastifyRequest, 'url'>): string {
	return url.split('?', 1)[0] ?? url;
}

/**
 * Returns the route as counters and rules name it: without the API's prefix; the plain path where
 * there is no route.
 */
export function routeOf(request: FastifyRequest): string {
	const route = request.routeOptions.url ?? pathOf(request);
	return route.startsWith(`${apiPrefix}/`) ? route.slice(apiPrefix.length) : route;
}
