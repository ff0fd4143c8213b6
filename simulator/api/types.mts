import type { FastifyInstance } from 'fastify';
import type { World } from '../world.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { parseQuery, text } from './query.mts';
import { queryOf, refuseOtherMethods, urlOf } from './requests.mts';

const listPath = '/inventory_type/';

/** What the devices of the fleet are, by the numbers that they bear. */
const types = [
	{ id: 1, name: 'Wi-Fi 6 gateway' },
	{ id: 2, name: 'Gateway of the first years' },
];

/** The types of devices. */
export function deviceTypes(app: FastifyInstance, { settings }: World): void {
	app.get(listPath, (request) => {
		const query = parseQuery(queryOf(request), { name: text, ...pagingParameters });
		const found = types.filter(({ name }) => query.name === undefined || query.name === name);
		const { page, items } = pageOf(found, query, urlOf(request), settings);
		return { ...page, results: items };
	});

	refuseOtherMethods(app, listPath, ['GET']);
}
