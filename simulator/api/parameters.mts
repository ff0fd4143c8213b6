import type { FastifyInstance } from 'fastify';
import type { Device } from '../fleet/device.mts';
import type { World } from '../world.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { parseQuery } from './query.mts';
import { queryOf, refuseOtherMethods, urlOf } from './requests.mts';

const cataloguePath = '/inventory_parameter/';

/** The catalogue of known parameters. */
export function parameters(app: FastifyInstance, { fleet, settings }: World): void {
	const catalogue = catalogueOf(fleet.devices);

	app.get(cataloguePath, (request) => {
		const query = parseQuery(queryOf(request), pagingParameters);
		const { page, items } = pageOf(catalogue, query, urlOf(request), settings);
		return { ...page, results: items };
	});

	refuseOtherMethods(app, cataloguePath, ['GET']);
}

/** Returns the parameters of the fleet's models, as a device of each is delivered. */
function catalogueOf(devices: readonly Device[]): object[] {
	const samples = new Map(devices.map(({ tree }) => [tree.model, tree]));
	return [...samples.values()]
		.flatMap((tree) => tree.below(tree.model.root).map((path) => ({ path, tree })))
		.map(({ path, tree }, index) => ({
			id: index + 1,
			name: nameOf(path),
			short_name: leafOf(path),
			variable_name: path,
			type: tree.find(path)?.type,
		}));
}

/** `Device.WiFi.SSID.1.SSID` is shown as `WiFi SSID 1 SSID`. */
export function nameOf(path: string): string {
	return path.split('.').slice(1).join(' ');
}

/** The last name of a path. */
export function leafOf(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}
