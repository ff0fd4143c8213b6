import type { Answer } from './pollContext.mts';

const LIST = 'https://control.example/api/v1/inventory_device_serial/';

/** A device as it really is; times are those that the server shows. */
export interface ListedDevice {
	serial: string;
	isUp: boolean;
	isPending: boolean;
	/** What the server has shown: settings wait for it. */
	wasShownPending: boolean;
	createdAt: string;
	/** All times at which it came up or went down, the first one when it was added. */
	changes: Array<{ at: string; isUp: boolean }>;
	isListed: boolean;
}

/** What servers do differently. */
export interface DeviceServerWays {
	/** It lists all devices, whatever is asked for. */
	ignoresFilters?: boolean;
	/** Milliseconds by which the clock of its data is ahead of that of its answers. */
	skewMs?: number;
	/** What it answers where it is asked for changes since a time. */
	refusal?: number;
	/** Milliseconds by which it understands a time as later than it is. */
	filterShiftMs?: number;
	pageSize?: number;
}

/** A server that lists devices in short pages, with a clock that its requests move on. */
export class DeviceServer {
	/** Milliseconds since 1970, the same for the answers of the server and n8n. */
	now = Date.parse('2026-01-01T12:00:00Z');

	/** How long it takes to answer, in milliseconds. */
	latencyMs = 0;

	/** How many requests from now is the one that fails; undefined for none. */
	failsIn: number | undefined;

	/** The queries that it was asked, without their pages. */
	readonly asked: string[] = [];

	readonly devices: ListedDevice[] = [];

	/** How many devices it lists on a page. */
	pageSize: number;

	private found: readonly ListedDevice[] = [];

	constructor(private readonly ways: DeviceServerWays = {}) {
		this.pageSize = ways.pageSize ?? 3;
	}

	add(isUp: boolean): ListedDevice {
		this.now += 1000;
		const at = this.time();
		const serial = `SN${String(this.devices.length + 1).padStart(4, '0')}`;
		const device = {
			serial,
			isUp,
			isPending: false,
			wasShownPending: false,
			createdAt: at,
			changes: [{ at, isUp }],
			isListed: true,
		};
		this.devices.push(device);
		return device;
	}

	/** Brings a device up, or down. */
	toggle(pick: number): void {
		const device = this.picked(pick);
		if (!device) return;
		this.now += 1000;
		device.isUp = !device.isUp;
		device.changes.push({ at: this.time(), isUp: device.isUp });
	}

	picked(pick: number): ListedDevice | undefined {
		return this.devices[pick % Math.max(1, this.devices.length)];
	}

	/** The answer to a request for a page of the list, or for one device. */
	answer(url: string): Answer {
		this.now += this.latencyMs;
		if (this.failsIn !== undefined) {
			this.failsIn -= 1;
			if (this.failsIn < 0) {
				this.failsIn = undefined;
				return { status: 503, json: {} };
			}
		}
		const headers = { date: new Date(this.now).toUTCString() };
		const { pathname, searchParams } = new URL(url);
		const serial = /inventory_device_serial\/([^/]+)\/$/.exec(pathname)?.[1];
		if (serial === undefined) return { headers, ...this.page(searchParams) };
		const device = this.devices.find((one) => one.serial === serial && one.isListed);
		return device
			? { status: 200, headers, json: this.shown(device) }
			: { status: 404, headers, json: { detail: 'Not found.' } };
	}

	private page(query: URLSearchParams): Answer {
		const { ignoresFilters = false, refusal, filterShiftMs = 0 } = this.ways;
		const { pageSize } = this;
		const from = query.get('last_status_change_from');
		if (from !== null && refusal !== undefined)
			return { status: refusal, json: { detail: 'Unknown.' } };
		const start = from === null ? -Infinity : Date.parse(from) + filterShiftMs;
		const pending = query.get('pending');
		const isWanted = (device: ListedDevice): boolean =>
			device.isListed &&
			(ignoresFilters ||
				(Date.parse(device.changes.at(-1)?.at ?? '') >= start &&
					(pending === null || String(device.isPending) === pending)));
		const offset = Number(query.get('offset') ?? 0);
		// A fleet of 100,000 is not searched for each page of a small change.
		const isLong = this.devices.length > 1_000;
		const found = isLong && offset > 0 ? this.found : this.devices.filter(isWanted);
		this.found = found;
		const end = offset + pageSize;
		const next = new URL(LIST);
		for (const [name, value] of query) next.searchParams.set(name, value);
		next.searchParams.set('offset', String(end));
		if (offset === 0) this.asked.push([...query.keys()].filter((name) => name !== 'limit').join());
		const results = found.slice(offset, end).map((device) => this.shown(device));
		const json = { count: found.length, next: end < found.length ? next.href : null, results };
		return { status: 200, json };
	}

	private shown(device: ListedDevice): object {
		if (device.isPending) device.wasShownPending = true;
		return {
			serial_number: device.serial,
			status: device.isUp,
			last_status_change: device.changes.at(-1)?.at,
			pending_settings: device.isPending,
			created_at: device.createdAt,
			updated_at: device.createdAt,
		};
	}

	private time(): string {
		return new Date(this.now + (this.ways.skewMs ?? 0)).toISOString();
	}
}
