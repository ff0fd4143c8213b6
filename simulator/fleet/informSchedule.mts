import type { Operation } from '../operations/operation.mts';
import type { OperationStore } from '../operations/operationStore.mts';
import type { Settings } from '../settings.mts';
import type { Device } from './device.mts';
import { finishPing } from './diagnostics.mts';
import type { Fleet } from './fleet.mts';
import { execute } from './rpc.mts';

const tickMilliseconds = 50;

interface Session {
	device: Device;
	/** When the operation in progress is done, in epoch milliseconds. */
	doneAt: number;
}

/**
 * Lets the devices contact the server. One timer serves the whole fleet: the devices' turns are
 * spread evenly over the interval, so each tick serves the next slice of them.
 */
export class InformSchedule {
	readonly #fleet: Fleet;
	readonly #store: OperationStore;
	readonly #settings: Settings;
	/** Milliseconds; 0 means that devices contact the server only when told to. */
	readonly #interval: number;
	readonly #sessions = new Map<string, Session>();
	#timer: NodeJS.Timeout | undefined;
	#startedAt = 0;
	#turnsTaken = 0;

	constructor(fleet: Fleet, store: OperationStore, settings: Settings, intervalSeconds: number) {
		this.#fleet = fleet;
		this.#store = store;
		this.#settings = settings;
		this.#interval = intervalSeconds * 1000;
	}

	start(): void {
		if (this.#interval === 0) return;
		this.#startedAt = Date.now();
		this.#timer = setInterval(() => this.#tick(Date.now()), tickMilliseconds);
	}

	stop(): void {
		clearInterval(this.#timer);
	}

	/**
	 * Lets one device, or all, contact the server now and work off their queues at once, without the
	 * execution time. Returns how many operations were carried out; offline devices do nothing.
	 */
	informNow(serial?: string): number {
		const devices = serial === undefined ? this.#fleet.devices : [this.#fleet.device(serial)];
		let executed = 0;
		for (const device of devices) {
			if (!device.online) continue;
			this.#sessions.delete(device.serial);
			this.#beginSession(device, Date.now());
			for (const operation of [...this.#store.queueOf(device.serial)]) {
				this.carryOut(device, operation);
				executed++;
			}
		}
		return executed;
	}

	#tick(now: number): void {
		for (const session of this.#sessions.values()) this.#continueSession(session, now);
		const { devices } = this.#fleet;
		const turns = Math.floor(((now - this.#startedAt) / this.#interval) * devices.length);
		const due = Math.min(turns - this.#turnsTaken, devices.length);
		for (let turn = 0; turn < due; turn++) {
			const device = devices[(this.#turnsTaken + turn) % devices.length];
			if (device?.online && !this.#sessions.has(device.serial)) this.#contact(device, now);
		}
		this.#turnsTaken = turns;
	}

	#contact(device: Device, now: number): void {
		this.#beginSession(device, now);
		if (this.#store.queueOf(device.serial).length === 0) return;
		const session = { device, doneAt: now + this.#settings.executionTime };
		this.#sessions.set(device.serial, session);
		this.#continueSession(session, now);
	}

	#beginSession(device: Device, now: number): void {
		device.lastInform = now;
		if (device.actions.splice(0).includes('reboot')) device.restart();
		finishPing(device.tree);
		for (const operation of this.#store.queueOf(device.serial)) {
			if (operation.state === 'scheduled') moveTo(operation, 'pending');
		}
	}

	/** Carries out what is done by now and starts the next; the session ends with the queue. */
	#continueSession(session: Session, now: number): void {
		const { device } = session;
		let [operation] = this.#store.queueOf(device.serial);
		while (device.online && operation) {
			if (operation.state !== 'in_progress') moveTo(operation, 'in_progress');
			if (session.doneAt > now) return;
			this.carryOut(device, operation);
			session.doneAt = now + this.#settings.executionTime;
			[operation] = this.#store.queueOf(device.serial);
		}
		this.#sessions.delete(device.serial);
	}

	/** Lets a device carry out an operation now, whoever's turn it is. */
	carryOut(device: Device, operation: Operation): void {
		const { quirks } = this.#settings;
		operation.outcome = execute(device.tree, operation.operation, operation.variables, quirks);
		operation.executions++;
		moveTo(operation, operation.outcome.faults.length > 0 ? 'failed' : 'completed');
		this.#store.close(operation);
	}
}

function moveTo(operation: Operation, state: Operation['state']): void {
	operation.state = state;
	operation.updatedAt = Date.now();
}
