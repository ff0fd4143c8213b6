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
	maxEvents: number;
}

/** An event that a transaction has not been reported with yet. */
interface PendingEvent {
	event: EventName;
	/** With which time of the server's it was reported before, where it was; null for none. */
	at?: string | null;
}

/**
 * The events that go out now, and those that are pending: what one look has too many of waits for the next ones, one event a
 * transaction, the latest.
 */
export class Outbox {
	readonly events: TransactionEvent[] = [];

	/** How many wanted events are left for the next look. */
	left = 0;

	/** Whether something went out or is pending that was not before, or is pending no more. */
	changed = false;

	private readonly sent = new Map<string, SentEvent>();

	private readonly pending: Map<string, EventName>;

	private readonly pendingAt: Map<string, string | null>;

	constructor(
		before: Pick<Memory, 'pending' | 'pendingAt'> | undefined,
		private readonly limits: Limits,
	) {
		this.pending = new Map(before?.pending);
		this.pendingAt = new Map(before?.pendingAt);
	}

	/** What an earlier look had to keep; undefined where nothing is pending. */
	pendingFor(id: string): PendingEvent | undefined {
		const event = this.pending.get(id);
		return event && { event, at: this.pendingAt.get(id) };
	}

	/** A later event takes the place of what is pending. */
	supersede(id: string, event: EventName): PendingEvent {
		this.pendingAt.delete(id);
		return { event };
	}

	/** Nothing is pending for a transaction that nobody follows any more. */
	forget(id: string): void {
		this.pending.delete(id);
		this.pendingAt.delete(id);
	}

	/** Reports a wanted event now, or keeps it for the next look if this one has enough. */
	report(id: string, event: TransactionEvent, isWanted: boolean): void {
		const wanted = isWanted && this.limits.events.has(event.event);
		if (wanted && this.events.length >= this.limits.maxEvents) this.keep(id, event.event);
		else this.markSent(id, wanted ? event : undefined);
	}

	/** What of this is remembered until the next look. */
	memory(): Pick<Memory, 'pending' | 'pendingAt' | 'sent'> {
		return {
			pending: this.pending,
			...(this.sent.size > 0 && { sent: this.sent }),
			...(this.pendingAt.size > 0 && { pendingAt: this.pendingAt }),
		};
	}

	private keep(id: string, event: EventName): void {
		this.left += 1;
		if (this.pending.get(id) !== event) this.changed = true;
		this.pending.set(id, event);
	}

	private markSent(id: string, event: TransactionEvent | undefined): void {
		if (event) {
			this.events.push(event);
			this.sent.set(id, { event: event.event, updatedAt: event.at });
			this.changed = true;
		}
		this.pendingAt.delete(id);
		if (this.pending.delete(id)) this.changed = true;
	}
}
