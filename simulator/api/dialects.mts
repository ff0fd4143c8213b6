import type { Device } from '../fleet/device.mts';
import { firmwareOf } from '../fleet/firstValues.mts';
import type { CwmpFault } from '../fleet/rpc.mts';
import { idJson } from '../operations/ids.mts';
import { isFinished, type Operation } from '../operations/operation.mts';
import type { Settings } from '../settings.mts';
import type { Page } from './paging.mts';

type DialectName = Settings['dialect'];

/** What a field of an answer may look at. */
interface View {
	operation: Operation;
	device: Device | undefined;
	settings: Settings;
	showsStatus: boolean;
	showsResults: boolean;
}

/** Returns a field's value; undefined leaves the field out. */
type Field = (view: View) => unknown;

interface Dialect {
	/** What `usual` means for the three settings of that form. */
	shows: { listId: boolean; status: boolean; results: boolean };
	/** Whether `limit` and `offset` are understood. */
	isPaged: boolean;
	fields: Record<string, Field>;
	/** Returns the list's container around the results. */
	contain(results: string, page: Page): string;
}

const time = (milliseconds: number): string => new Date(milliseconds).toISOString();

function onlyWithStatus(field: Field): Field {
	return (view) => (view.showsStatus ? field(view) : undefined);
}

function onlyAsCounters(field: Field): Field {
	return (view) => (view.settings.failures === 'counters' ? field(view) : undefined);
}

const status: Field = ({ operation, settings }) => {
	const isDisguised = operation.state === 'failed' && settings.failures === 'counters';
	return settings.words[isDisguised ? 'completed' : operation.state];
};

const progressAt = { scheduled: 0, pending: 0, in_progress: 50, completed: 100, failed: 100 };
const progress: Field = ({ operation }) => progressAt[operation.state];
const processedDevices: Field = ({ operation }) => Number(isFinished(operation));
const failedDevices: Field = ({ operation }) => Number(operation.state === 'failed');

const operationDetails: Field = ({ operation, settings }) => {
	const { faults = [], needsReboot = false } = operation.outcome ?? {};
	const tells = faults.length > 0 && settings.failures !== 'word';
	const notice = 'Committed, but a reboot is needed to apply the changes.';
	return {
		error_summary: tells ? `1 of 1 devices failed: ${faults.map(describe).join('; ')}` : null,
		...(needsReboot && { cwmp_status: 1, message: notice }),
	};
};

function describe({ code, message, variable_name: name }: CwmpFault): string {
	return `${code} ${message}${name === null ? '' : ` (${name})`}`;
}

/** Several faults of one call stand under 9003, as in a SetParameterValuesFault. */
const fault: Field = ({ operation, settings }) => {
	const [first, ...others] = operation.outcome?.faults ?? [];
	if (!first || settings.failures !== 'fault') return undefined;
	if (others.length === 0) return first;
	return { code: 9003, message: 'Invalid arguments', variable_name: null };
};

const places = {
	both: ['variable', 'value'],
	variable: ['variable'],
	value: ['value'],
	top: ['top'],
} as const;

function isShownAt(settings: Settings, place: 'variable' | 'value' | 'top'): boolean {
	return places[settings.instanceNumber].some((one) => one === place);
}

const instanceNumber: Field = ({ operation, settings, showsResults }) => {
	if (!showsResults || !isShownAt(settings, 'top')) return undefined;
	const [number] = operation.outcome?.added.values() ?? [];
	return number;
};

const variables: Field = ({ operation, settings, showsStatus, showsResults }) => {
	const { readings = [], added, faults = [] } = operation.outcome ?? {};
	if (showsResults && readings.length > 0) return readings;
	return operation.variables.map((variable) => {
		const named = faults.find((one) => one.variable_name === variable.variable_name);
		const number = added?.get(variable.variable_name);
		return {
			...variable,
			...(showsResults && number !== undefined && addedFields(settings, number)),
			...(showsStatus && named && settings.failures === 'fault' && { fault: codeAndText(named) }),
		};
	});
};

function addedFields(settings: Settings, number: number): object {
	return {
		...(isShownAt(settings, 'value') && { value: String(number) }),
		...(isShownAt(settings, 'variable') && { instance_number: number }),
	};
}

function codeAndText({ code, message }: CwmpFault): object {
	return { code, message };
}

const deviceStatus: Field = ({ device }) =>
	device && {
		online: device.online,
		last_seen: time(device.lastInform ?? device.lastStatusChange),
		firmware_version: firmwareOf(device.tree.identity),
	};

/** How an operation stands, with all counters; nothing of it is there when states are hidden. */
const stateWithCounters: Record<string, Field> = {
	status: onlyWithStatus(status),
	progress: onlyWithStatus(progress),
	processed_devices: onlyWithStatus(processedDevices),
	failed_devices: onlyWithStatus(failedDevices),
	operation_details: onlyWithStatus(operationDetails),
	fault: onlyWithStatus(fault),
};

/** How an operation stands, where counters are shown only when failures are told by them. */
const state: Record<string, Field> = {
	status: onlyWithStatus(status),
	processed_devices: onlyWithStatus(onlyAsCounters(processedDevices)),
	failed_devices: onlyWithStatus(onlyAsCounters(failedDevices)),
	operation_details: onlyWithStatus(onlyAsCounters(operationDetails)),
	fault: onlyWithStatus(fault),
};

const dialects: Record<DialectName, Dialect> = {
	current: {
		shows: { listId: false, status: false, results: false },
		isPaged: false,
		fields: {
			serial_number: ({ operation }) => operation.serial,
			operation: ({ operation }) => operation.operation,
			...state,
			instance_number: instanceNumber,
			variables,
		},
		contain: (results) => `[${results}]`,
	},
	paged: {
		shows: { listId: true, status: true, results: true },
		isPaged: true,
		fields: {
			serial_number: ({ operation }) => operation.serial,
			operation: ({ operation }) => operation.operation,
			...stateWithCounters,
			created_at: ({ operation }) => time(operation.createdAt),
			updated_at: ({ operation }) => time(operation.updatedAt),
			instance_number: instanceNumber,
			variables,
		},
		contain: (results, page) => `${JSON.stringify(page).slice(0, -1)},"results":[${results}]}`,
	},
	short: {
		shows: { listId: true, status: true, results: true },
		isPaged: false,
		fields: {
			device_serial: ({ operation }) => operation.serial,
			operation_type: ({ operation }) => operation.operation,
			scheduled_time: ({ operation }) => time(operation.createdAt),
			...state,
			device_status: deviceStatus,
			instance_number: instanceNumber,
			variables,
		},
		contain: (results, page) => `{"count":${page.count},"results":[${results}]}`,
	},
};

/** Whether the dialect understands `limit` and `offset`. */
export function isPaged({ dialect }: Settings): boolean {
	return dialects[dialect].isPaged;
}

/** Writes operations in the dialect of the settings, as JSON text. */
export class DialectWriter {
	readonly #settings: Settings;
	readonly #deviceOf: (serial: string) => Device | undefined;

	constructor(settings: Settings, deviceOf: (serial: string) => Device | undefined) {
		this.#settings = settings;
		this.#deviceOf = deviceOf;
	}

	/** Returns one operation without a container. */
	one(operation: Operation): string {
		const dialect = dialects[this.#settings.dialect];
		const view = this.#viewOf(operation, dialect);
		const values = Object.entries(dialect.fields).map(([name, field]) => [name, field(view)]);
		const body = JSON.stringify(Object.fromEntries(values));
		return this.#shows('listId', dialect) ? withId(body, 'id', this.#settings, operation) : body;
	}

	/** Returns a list with its container. */
	list(operations: readonly Operation[], page: Page): string {
		const results = operations.map((operation) => this.one(operation)).join(',');
		return dialects[this.#settings.dialect].contain(results, page);
	}

	#viewOf(operation: Operation, dialect: Dialect): View {
		return {
			operation,
			device: this.#deviceOf(operation.serial),
			settings: this.#settings,
			showsStatus: this.#shows('status', dialect),
			showsResults: this.#shows('results', dialect),
		};
	}

	#shows(what: keyof Dialect['shows'], dialect: Dialect): boolean {
		const setting = this.#settings[what];
		return setting === 'usual' ? dialect.shows[what] : setting === 'shown';
	}
}

/** Puts the id in front of the fields of a JSON object, digit for digit. */
export function withId(
	body: string,
	key: string,
	settings: Settings,
	operation: Operation,
): string {
	return `{"${key}":${idJson(settings.ids, operation.number)},${body.slice(1)}`;
}
