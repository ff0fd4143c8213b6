import type { FastifyInstance } from 'fastify';
import type { Device } from '../fleet/device.mts';
import { execute } from '../fleet/rpc.mts';
import type { World } from '../world.mts';
import { badRequest, notFound } from './apiError.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { boolean, parseQuery, text } from './query.mts';
import { queryOf, refuseOtherMethods, urlOf } from './requests.mts';

const cataloguePath = '/inventory_parameter/';
const valuesPath = '/inventory_device_serial_variables/';

const valuesParameters = {
	parent__serial_number: text,
	parameter__variable_name: text,
	parameter__name: text,
	parameter__short_name: text,
	wildcard: boolean,
	force_update: boolean,
	pending: boolean,
	...pagingParameters,
};

/** The catalogue of known parameters, and the values that the server holds of a device. */
export function parameters(app: FastifyInstance, { fleet, store, settings }: World): void {
	const catalogue = catalogueOf(fleet.devices);

	app.get(cataloguePath, (request) => {
		const query = parseQuery(queryOf(request), pagingParameters);
		const { page, items } = pageOf(catalogue, query, urlOf(request), settings);
		return { ...page, results: items };
	});

	app.get(valuesPath, (request) => {
		const query = parseQuery(queryOf(request), valuesParameters);
		if (query.parent__serial_number === undefined) {
			throw badRequest({ parent__serial_number: ['This field is required.'] });
		}
		const device = fleet.find(query.parent__serial_number);
		if (!device) throw notFound();
		const isPending = store.queueOf(device.serial).length > 0;
		const isWanted = query.pending === undefined || query.pending === isPending;
		const fits = nameFilter(query.wildcard ?? false, [
			[query.parameter__variable_name, (path) => path],
			[query.parameter__name, nameOf],
			[query.parameter__short_name, leafOf],
		]);
		// The server's copy is never old here: simulated devices have no hidden changes worth telling
		// apart.
		const { readings } = execute(device.tree, 'get', [], settings.quirks);
		const found = isWanted ? readings.filter((one) => fits(one.variable_name)) : [];
		const { page, items } = pageOf(found, query, urlOf(request), settings);
		const results = items.map(({ variable_name: name, value, value_type: type }) => ({
			name,
			value,
			type,
		}));
		return { ...page, results };
	});

	refuseOtherMethods(app, cataloguePath, ['GET']);
	refuseOtherMethods(app, valuesPath, ['GET']);
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
function nameOf(path: string): string {
	return path.split('.').slice(1).join(' ');
}

function leafOf(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}

type NameFilter = [wanted: string | undefined, nameOf: (path: string) => string];

/**
 * Returns a test for paths: each filter is a comma-separated list, with `*` when wildcards are on.
 */
function nameFilter(wildcard: boolean, filters: readonly NameFilter[]): (path: string) => boolean {
	const tests = filters.flatMap(([wanted, name]) => {
		if (wanted === undefined) return [];
		const patterns = wanted.split(',').map((one) => patternOf(one.trim(), wildcard));
		return [(path: string) => patterns.some((pattern) => pattern.test(name(path)))];
	});
	return (path) => tests.every((test) => test(path));
}

function patternOf(wanted: string, wildcard: boolean): RegExp {
	const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${wildcard ? literal.replaceAll('\\*', '.*') : literal}$`);
}
