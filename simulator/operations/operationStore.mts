import type { Settings } from '../settings.mts';
import { isFinished, type Operation, type ScheduleRequest } from './operation.mts';

/** Every operation ever scheduled: what the server lists, and the whole truth for tests. */
export class OperationStore {
	readonly #settings: Settings;
	readonly #all: Operation[] = [];
	readonly #byNumber = new Map<number, Operation>();
	readonly #open = new Map<string, Operation[]>();
	#nextNumber = 1;

	constructor(settings: Settings) {
		this.#settings = settings;
	}

	/** Everything ever scheduled, oldest first, whatever the list shows. */
	get all(): readonly Operation[] {
		return this.#all;
	}

	/** Adds an operation to its device's queue. */
	schedule(request: ScheduleRequest): Operation {
		const now = Date.now();
		const operation: Operation = {
			...request,
			number: this.#nextNumber++,
			state: 'scheduled',
			createdAt: now,
			updatedAt: now,
			executions: 0,
		};
		this.#all.push(operation);
		this.#byNumber.set(operation.number, operation);
		const queue = this.#open.get(operation.serial);
		if (queue) queue.push(operation);
		else this.#open.set(operation.serial, [operation]);
		return operation;
	}

	/** Returns what a device has still to do, in order. */
	queueOf(serial: string): readonly Operation[] {
		return this.#open.get(serial) ?? [];
	}

	/** Takes a finished operation off its device's queue. */
	close(operation: Operation): void {
		const rest = this.queueOf(operation.serial).filter((one) => one !== operation);
		if (rest.length > 0) this.#open.set(operation.serial, rest);
		else this.#open.delete(operation.serial);
	}

	/** Returns what the server still lists, oldest first. */
	listed(): readonly Operation[] {
		if (this.#settings.retention === 'stay') return this.#all;
		return this.#all.filter((operation) => this.#isListed(operation));
	}

	/** Returns a listed operation. */
	find(number: number): Operation | undefined {
		const operation = this.#byNumber.get(number);
		return operation && this.#isListed(operation) ? operation : undefined;
	}

	/** Lets the next operation have this number, or a later one when it has been passed already. */
	advance(number: number): void {
		this.#nextNumber = Math.max(this.#nextNumber, number);
	}

	/** Forgets every operation, also the open ones: an empty account. */
	clear(): void {
		this.#all.length = 0;
		this.#byNumber.clear();
		this.#open.clear();
	}

	#isListed(operation: Operation): boolean {
		const { retention, retentionSeconds } = this.#settings;
		if (retention === 'stay' || !isFinished(operation)) return true;
		return Date.now() - operation.updatedAt < retentionSeconds * 1000;
	}
}
