import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Device } from '../fleet/device.mts';
import type { Settings } from '../settings.mts';
import type { World } from '../world.mts';
import { notFound } from './apiError.mts';
import { pageOf, pagingParameters } from './paging.mts';
import { boolean, dateTime, parseQuery, wholeNumber } from './query.mts';
import { queryOf, refuseOtherMethods, urlOf } from './requests.mts';

const listPath = '/inventory_device_serial/';
const onePath = '/inventory_device_serial/:serial/';
const byIdPath = '/inventory_device/:id/';
const byNamePath = '/inventory_device_name/:name/';

const parameters = {
	type: wholeNumber,
	status: boolean,
	last_status_change_from: dateTime,
	organization: wholeNumber,
	pending: boolean,
	update_status: boolean,
	...pagingParameters,
};

/** The devices of the account. */
export function devices(app: FastifyInstance, { fleet, store, settings }: World): void {
	const isPending = ({ serial }: Device): boolean => store.queueOf(serial).length > 0;

	app.get(listPath, async (request) => {
		const query = parseQuery(queryOf(request), parameters);
		if (query.update_status) await sleep(settings.updateStatusLatency);
		const { type, status, organization, pending, last_status_change_from: from = 0 } = query;
		const fits = (wanted: unknown, actual: unknown): boolean =>
			wanted === undefined || wanted === actual;
		const isHeeded = settings.deviceFilters === 'heeded';
		const found = fleet.devices.filter(
			(device) =>
				!isHeeded ||
				(fits(type, device.type) &&
					fits(status, device.online) &&
					fits(organization, device.organization) &&
					(pending === undefined || pending === isPending(device)) &&
					device.lastStatusChange - settings.deviceClockBehind * 1000 >= from),
		);
		const { page, items } = pageOf(found, query, urlOf(request), settings);
		return { ...page, results: items.map((device) => shown(device, isPending(device), settings)) };
	});

	app.get<{ Params: { serial: string } }>(onePath, async (request) => {
		const query = parseQuery(queryOf(request), { update_status: boolean });
		if (query.update_status) await sleep(settings.updateStatusLatency);
		const device = fleet.find(request.params.serial);
		if (!device) throw notFound();
		return shown(device, isPending(device), settings);
	});

	app.get<{ Params: { id: string } }>(byIdPath, ({ params: { id } }) => {
		const device = fleet.devices[Number(id) - 1];
		if (!device) throw notFound();
		return { id: Number(id), ...shown(device, isPending(device), settings) };
	});

	app.get<{ Params: { name: string } }>(byNamePath, ({ params: { name } }) => {
		const device = fleet.devices.find((one) => one.name === name);
		if (!device) throw notFound();
		return shown(device, isPending(device), settings);
	});

	refuseOtherMethods(app, byIdPath, ['GET']);
	refuseOtherMethods(app, byNamePath, ['GET']);
	refuseOtherMethods(app, listPath, ['GET']);
	refuseOtherMethods(app, onePath, ['GET']);
}

function shown(
	device: Device,
	isPending: boolean,
	{ deviceClockBehind }: Pick<Settings, 'deviceClockBehind'>,
): object {
	const time = (milliseconds: number): string =>
		new Date(milliseconds - deviceClockBehind * 1000).toISOString();
	return {
		serial_number: device.serial,
		name: device.name,
		type: device.type,
		organization: device.organization,
		status: device.online,
		last_status_change: time(device.lastStatusChange),
		pending_settings: isPending,
		created_at: time(device.createdAt),
		updated_at: time(device.updatedAt),
	};
}
