import { catalogueEntries, type CatalogueEntry } from '../catalogue/lookup';
import type { OperationName } from '../operations';
import { INSTANCE_PLACEHOLDER } from '../templates';
import { mostRelevant } from './relevance';

const LAN = 'InternetGatewayDevice.LANDevice.{i}.';
const CONNECTIONS = 'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.';

/**
 * What operators come for most, the first of it first: it stands before what fits about as well.
 */
const WANTED: Readonly<Partial<Record<OperationName, readonly string[]>>> = {
	get: ['Device.WiFi.SSID.{i}.SSID', `${LAN}WLANConfiguration.{i}.SSID`],
	set: [
		'Device.WiFi.SSID.{i}.SSID',
		'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase',
		`${LAN}WLANConfiguration.{i}.SSID`,
		`${LAN}WLANConfiguration.{i}.KeyPassphrase`,
	],
	'add.obj': [
		'Device.WiFi.SSID.',
		`${LAN}WLANConfiguration.`,
		'Device.NAT.PortMapping.',
		`${CONNECTIONS}WANIPConnection.{i}.PortMapping.`,
		'Device.DHCPv4.Server.Pool.{i}.StaticAddress.',
		`${LAN}LANHostConfigManagement.DHCPStaticAddress.`,
	],
};

/**
 * More than lies between the first word of a label and a later one, less than between a label and a
 * group.
 */
const LIKED = 8;

/** What an entry is worth beside how well it fits, for who is about to do this. */
export function likingOf(operation: OperationName): (entry: { path: string }) => number {
	const wanted = WANTED[operation === 'del.obj' ? 'add.obj' : operation] ?? [];
	return ({ path }) => {
		const place = wanted.indexOf(path.replace(/\{i\}\.$/, ''));
		return place < 0 ? 0 : LIKED - place;
	};
}

export interface SearchResult {
	readonly label: string;
	readonly group: string;
	/** Template of the path; `{i}` stands for instance numbers. */
	readonly path: string;
	readonly type: CatalogueEntry['type'];
}

/** Which entries an operation can use; a table for `del.obj` is offered as its instance. */
const usable: Record<OperationName, (entry: CatalogueEntry) => boolean> = {
	get: () => true,
	set: ({ writable }) => writable,
	'add.obj': ({ creatable }) => creatable,
	'del.obj': ({ creatable }) => creatable,
};

/**
 * Entries of the catalogue by what is typed, best first. Without a text, the first entries. With an
 * operation, only what it can use.
 */
export function searchCatalogue(
	text: string,
	limit: number,
	operation: OperationName = 'get',
): SearchResult[] {
	// Equally good ones keep the order of the catalogue, where the more usual comes first.
	return mostRelevant(
		text,
		catalogueEntries().filter(usable[operation]),
		limit,
		likingOf(operation),
	).map((entry) => result(entry, operation));
}

function result(entry: CatalogueEntry, operation: OperationName): SearchResult {
	const { label, group, path, type } = entry;
	return {
		label,
		group,
		path: operation === 'del.obj' ? `${path}${INSTANCE_PLACEHOLDER}.` : path,
		type,
	};
}
