import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import {
	eventItem,
	type EventHead,
	type TransactionEvent,
} from '../../../nodes/ZequenzeControl/follow/events/eventItem';
import { takenBack, type Memory } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import {
	restoreMemory,
	storeMemory,
} from '../../../nodes/ZequenzeControl/follow/memory/storedMemory';
import { changesSince, type Interest } from './transactionChanges.mts';

/**
 * Where n8n is killed in a poll: before it has done anything with the result, or between the two
 * things that it does independently of each other, in either order: start the workflow and save the
 * state.
 */
export type Crash = 'none' | 'beforeBoth' | 'onlyStarted' | 'onlySaved';

/** An event of a poll, as a workflow sees it. */
export interface Delivery {
	head: EventHead;
	event: TransactionEvent;
}

/**
 * The trigger inside n8n: the state is saved when a poll emits items, and once after activation;
 * what a poll without items learned lives until the next restart only.
 */
export class SimulatedTrigger {
	private readonly saves: string[] = [];

	private state: unknown = undefined;

	/** What this process knows beside what is stored. */
	private own: Memory | undefined;

	constructor(private readonly interest: Omit<Interest, 'maxEvents'>) {}

	/** How many states are in the database. */
	get saved(): number {
		return this.saves.length;
	}

	/** What a poll comes to; a crash decides how much of it happens. */
	poll(transactions: Transaction[], now: number, maxEvents: number, crash: Crash): Delivery[] {
		const snapshot = {
			transactions,
			complete: true,
			host: 'h',
			credential: 'c',
			scope: 'list',
			startedAt: now,
		} as const;
		const stored = restoreMemory(this.state);
		const before = this.own ?? (stored && takenBack(stored));
		const { events, memory, changed } = changesSince(before, snapshot, {
			...this.interest,
			maxEvents,
		});
		this.own = memory;
		if (changed) this.state = storeMemory(memory);
		const isSaved = crash === 'none' || crash === 'onlySaved';
		if (isSaved && (events.length > 0 || this.saves.length === 0)) {
			this.saves.push(JSON.stringify(this.state));
		}
		if (crash !== 'none') this.restart();
		return events.map((event) => ({ event, head: eventItem(event, {}) }));
	}

	restart(): void {
		const last = this.saves.at(-1);
		this.state = last === undefined ? undefined : JSON.parse(last);
		this.own = undefined;
	}

	/** Another execution wrote an old copy of the state back into the database, and n8n restarts. */
	rollBackTo(save: number): void {
		this.saves.length = save + 1;
		this.restart();
	}
}
