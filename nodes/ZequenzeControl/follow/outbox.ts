import type { Transaction } from '../control/transaction';
import type { EventName, Memory, SentEvent } from './memory';
import type { State } from './states';

/** Something that happened to a transaction since the last look. */
export interface TransactionEvent {
	event: EventName;
	/** As it is listed now; where it is not, what is remembered of it. */
	transaction: Transaction;
	/** Where it stands; where it is not listed, where it stood when last seen. */
	state: State;
	listed: boolean;
	/** The server's time of it; a repeated event keeps the one that it was first reported with. */
	at: string | null;
}

/** Which events go out, and how many at once. */
interface Limits {
	events: ReadonlySet<EventName>;
	mostEvents: number;
}

/** An event that a transaction has not been reported with yet. */
interface DueEvent {
	event: EventName;
	/** With which time of the server's it was reported before, where it was; null for none. */
	at?: string | null;
}

/**
 * The events that go out now, and those that are owed: what one look has too many of waits for the next ones, one event a
 * transaction, the latest.
 */
export class Outbox {
	readonly events: TransactionEvent[] = [];

	/** How many wanted events are left for the next look. */
	left = 0;

	/** Whether something went out or is owed that was not before, or is owed no more. */
	changed = false;

	private readonly sent = new Map<string, SentEvent>();

	private readonly owed: Map<string, EventName>;

	private readonly owedAt: Map<string, string | null>;

	constructor(
		before: Pick<Memory, 'owed' | 'owedAt'> | undefined,
		private readonly limits: Limits,
	) {
		this.owed = new Map(before?.owed);
		this.owedAt = new Map(before?.owedAt);
	}

	/** What an earlier look had to keep; undefined where nothing is owed. */
	owedTo(id: string): DueEvent | undefined {
		const event = this.owed.get(id);
		return event && { event, at: this.owedAt.get(id) };
	}

	/** A later event takes the place of what is owed. */
	supersede(id: string, event: EventName): DueEvent {
		this.owedAt.delete(id);
		return { event };
	}

	/** Nothing is owed to a transaction that nobody follows any more. */
	forget(id: string): void {
		this.owed.delete(id);
		this.owedAt.delete(id);
	}

	/** Reports a wanted event now, or keeps it for the next look if this one has enough. */
	report(id: string, event: TransactionEvent, isWanted: boolean): void {
		const wanted = isWanted && this.limits.events.has(event.event);
		if (wanted && this.events.length >= this.limits.mostEvents) this.keep(id, event.event);
		else this.settle(id, wanted ? event : undefined);
	}

	/** What of this is remembered until the next look. */
	memory(): Pick<Memory, 'owed' | 'owedAt' | 'sent'> {
		return {
			owed: this.owed,
			...(this.sent.size > 0 && { sent: this.sent }),
			...(this.owedAt.size > 0 && { owedAt: this.owedAt }),
		};
	}

	private keep(id: string, event: EventName): void {
		this.left += 1;
		if (this.owed.get(id) !== event) this.changed = true;
		this.owed.set(id, event);
	}

	private settle(id: string, event: TransactionEvent | undefined): void {
		if (event) {
			this.events.push(event);
			this.sent.set(id, { event: event.event, updatedAt: event.at });
			this.changed = true;
		}
		this.owedAt.delete(id);
		if (this.owed.delete(id)) this.changed = true;
	}
}
