import type { ActiveRules } from './faults/activeRules.mts';
import type { InjectionRule } from './faults/injection.mts';
import type { Parameter } from './fleet/parameter.mts';
import type { OperationName, Outcome, RequestedVariable } from './fleet/rpc.mts';
import type { Counters, LoggedRequest } from './observations.mts';
import { officeOf, type Office } from './office/office.mts';
import { idText } from './operations/ids.mts';
import type { Operation } from './operations/operation.mts';
import {
	changeSettings,
	type OperationState,
	type Settings,
	type SettingsChange,
} from './settings.mts';
import type { World } from './world.mts';

/** An operation as it really is, whatever the API shows of it. */
export interface TrueOperation {
	/** As it stands in a URL. */
	id: string;
	serial_number: string;
	operation: OperationName;
	variables: readonly RequestedVariable[];
	state: OperationState;
	/** How often the device carried it out. */
	executions: number;
	/** ISO 8601. */
	created_at: string;
	faults: Outcome['faults'];
}

/** A parameter of a device, hidden values included. */
export type TrueParameter = Pick<Parameter, 'type' | 'writable'> & { value: string };

/** What can be made in bulk. */
export interface BulkOptions {
	/** Carried out at once, or left in the devices' queues (default: carried out). */
	finished?: boolean;
	/** What each reads (default: the serial number of its device). */
	variables?: readonly RequestedVariable[];
	/** How long ago all that happened, in milliseconds (default: now). */
	ago?: number;
}

/** What tests ask of a simulator beside the API. */
export interface Controls {
	counters(): Counters;
	/** The latest requests, oldest first. */
	requests(): readonly LoggedRequest[];
	/** Empties counters and log. */
	resetObservations(): void;
	/** Everything ever scheduled, oldest first. */
	operations(): TrueOperation[];
	/** Forgets every operation, also the open ones: an empty account. */
	clearOperations(): void;
	/** Puts a rule in force until it is cleared; returns its id. */
	inject(rule: InjectionRule): number;
	injections(): ReturnType<ActiveRules['list']>;
	clearInjections(): void;
	settings(): Settings;
	configure(change: SettingsChange): void;
	/** Throws for a serial number that the fleet has not. */
	setOnline(serial: string, online: boolean): void;
	/**
	 * Lets one device, or all, contact the server now and work off the queue. Returns how many
	 * operations were carried out: none on devices that are offline. Throws for a serial number that
	 * the fleet has not.
	 */
	inform(serial?: string): number;
	/** Schedules this many `get` operations, spread over the fleet, without HTTP. */
	addTransactions(count: number, options?: BulkOptions): void;
	/** Lets ids go on at least from this position (1 is the first operation ever). */
	advanceIds(position: number): void;
	serials(): string[];
	/**
	 * The codes of actions that a device is to do when it next contacts the server. Throws like tree.
	 */
	actions(serial: string): readonly string[];
	/** The device's parameters by path. Throws for a serial number that the fleet has not. */
	tree(serial: string): Record<string, TrueParameter>;
	/** What workflows told the people. */
	office: Office;
}

/** Returns the controls of a world. */
export function controlsOf(world: World): Controls {
	const { fleet, observations, rules, schedule, settings, store } = world;
	return {
		counters: () => observations.counters(),
		requests: () => observations.requests(),
		resetObservations: () => observations.reset(),
		operations: () => store.all.map((operation) => truthOf(operation, settings)),
		clearOperations: () => store.clear(),
		inject: (rule) => rules.add(rule),
		injections: () => rules.list(),
		clearInjections: () => rules.clear(),
		settings: () => structuredClone(settings),
		configure: (change) => changeSettings(settings, change),
		setOnline: (serial, online) => fleet.setOnline(serial, online),
		inform: (serial) => schedule.informNow(serial),
		addTransactions: (count, options = {}) => addTransactions(world, count, options),
		advanceIds: (position) => store.advance(position),
		serials: () => fleet.devices.map(({ serial }) => serial),
		actions: (serial) => [...fleet.device(serial).actions],
		tree: (serial) => {
			const { tree } = fleet.device(serial);
			const entries = tree.below(tree.model.root).map((path) => {
				const { type = 'string', writable = false } = tree.find(path) ?? {};
				return [path, { type, writable, value: tree.read(path) }] as const;
			});
			return Object.fromEntries(entries);
		},
		office: officeOf(world.office),
	};
}

function truthOf(operation: Operation, settings: Settings): TrueOperation {
	return {
		id: idText(settings.ids, operation.number),
		serial_number: operation.serial,
		operation: operation.operation,
		variables: operation.variables,
		state: operation.state,
		executions: operation.executions,
		created_at: new Date(operation.createdAt).toISOString(),
		faults: operation.outcome?.faults ?? [],
	};
}

function addTransactions(
	{ fleet, schedule, store }: World,
	count: number,
	{ finished = true, variables, ago = 0 }: BulkOptions,
): void {
	const { devices } = fleet;
	for (let index = 0; index < count; index++) {
		const device = devices[index % devices.length];
		if (!device) throw new Error('A fleet without devices can have no transactions.');
		const { serial, tree } = device;
		const read = variables ?? [{ variable_name: `${tree.model.root}DeviceInfo.SerialNumber` }];
		const operation = store.schedule({ serial, operation: 'get', variables: read });
		if (finished) schedule.carryOut(device, operation);
		operation.createdAt -= ago;
		operation.updatedAt -= ago;
	}
}
