import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Device } from '../fleet/device.mts';
import { execute } from '../fleet/rpc.mts';
import type { Settings } from '../settings.mts';
import type { World } from '../world.mts';
import { badRequest, notFound } from './apiError.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { leafOf, nameOf } from './parameters.mts';
import { boolean, parseQuery, text } from './query.mts';
import { queryOf, refuseOtherMethods, urlOf } from './requests.mts';

const path = '/inventory_device_serial_variables/';

const parameters = {
	parent__serial_number: text,
	parameter__variable_name: text,
	parameter__name: text,
	parameter__short_name: text,
	wildcard: boolean,
	force_update: boolean,
	pending: boolean,
	...pagingParameters,
};

/** The values that the server holds of devices. */
export function cachedVariables(app: FastifyInstance, { fleet, store, settings }: World): void {
	app.get(path, async (request) => {
		const query = parseQuery(queryOf(request), parameters);
		if (query.parent__serial_number === undefined) {
			throw badRequest({ parent__serial_number: ['This field is required.'] });
		}
		const asked = fleet.find(query.parent__serial_number);
		if (!asked) throw notFound();
		if (query.force_update) await sleep(settings.updateStatusLatency);
		const isHeeded = settings.cachedFilters === 'heeded';
		const isPending = (device: Device): boolean => store.queueOf(device.serial).length > 0;
		const isWanted = ({ device }: Entry): boolean =>
			query.pending === undefined || query.pending === isPending(device);
		const fits = nameFilter(query.wildcard ?? false, [
			[query.parameter__variable_name, (name) => name],
			[query.parameter__name, nameOf],
			[query.parameter__short_name, leafOf],
		]);
		const paths =
			isHeeded && !query.wildcard ? query.parameter__variable_name?.split(',') : undefined;
		const entries = (isHeeded ? [asked] : fleet.devices).flatMap((device) =>
			entriesOf(device, settings, paths),
		);
		const found = isHeeded ? entries.filter((one) => isWanted(one) && fits(one.name)) : entries;
		const { page, items } = pageOf(found, query, urlOf(request), settings);
		return { ...page, results: items.map((entry) => shown(entry, isHeeded, settings)) };
	});

	refuseOtherMethods(app, path, ['GET']);
}

interface Entry {
	device: Device;
	name: string;
	value: unknown;
	type: string;
}

/**
 * All parameters of a device, and the tables that these stand in. The server's copy is never old
 * here: simulated devices have no hidden changes worth telling apart.
 */
function entriesOf(device: Device, { quirks }: Settings, paths?: readonly string[]): Entry[] {
	// Whoever names parameters is not kept waiting for all the others.
	const asked = paths?.map((path) => path.trim()).filter((path) => device.tree.find(path));
	const names = asked?.map((variable_name) => ({ variable_name })) ?? [];
	if (asked?.length === 0) return [];
	const { readings } = execute(device.tree, 'get', names, quirks);
	const tables = new Set<string>();
	for (const { variable_name: name } of readings) {
		const table = /^(.*\.)\d+\./.exec(name)?.[1];
		if (table !== undefined) tables.add(table);
	}
	return [
		...readings.map(({ variable_name: name, value, value_type: type }): Entry => ({
			device,
			name,
			// What a device hides when it is read, the server has from those who set it, in clear.
			value: value === '' ? device.tree.read(name) : value,
			type,
		})),
		...[...tables].map((name): Entry => ({ device, name, value: '', type: 'table' })),
	];
}

function shown(
	{ device, name, value, type }: Entry,
	isHeeded: boolean,
	{ cachedTimes }: Settings,
): object {
	return {
		name,
		value,
		type,
		...(!isHeeded && { serial_number: device.serial }),
		...(cachedTimes === 'shown' && { updated_at: new Date(device.updatedAt).toISOString() }),
	};
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
