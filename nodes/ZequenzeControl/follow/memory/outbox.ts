import { digest } from '../packing/digits';
import type { SubjectKey } from '../packing/subjectKey';
import type { EventName } from './eventNames';
import type { Happening } from './kind';
import type { Memory, SentEvent } from './memory';

/** Which events go out, how many at once, and what each is known by. */
interface Limits<Subject> {
	events: ReadonlySet<EventName>;
	maxEvents: number;
	eventKey: (event: Happening<Subject>) => string;
}

/** An event that has not been reported yet. */
export interface PendingEvent {
	event: EventName;
	/** The server's time with which it was first noticed; null for none. */
	at?: string | null;
}

// A server that shows old and new states in turn does so for a while only.
const REPORTED_KEPT = 5_000;
const DIGITS = 5;

/**
 * The events that go out now, and those that are pending: what one look has too many of waits for
 * the next ones, one event a subject, the latest.
 */
export class Outbox<Subject> {
	readonly events: Array<Happening<Subject>> = [];

	/** How many wanted events are left for the next snapshot. */
	left = 0;

	/** Whether something went out or is pending that was not before, or is pending no more. */
	changed = false;

	private readonly sent = new Map<SubjectKey, SentEvent>();

	private readonly pending: Map<SubjectKey, EventName>;

	private readonly pendingAt: Map<SubjectKey, string | null>;

	private readonly reported: Set<string>;

	constructor(
		before: Pick<Memory, 'pending' | 'pendingAt' | 'reported'> | undefined,
		private readonly limits: Limits<Subject>,
	) {
		this.pending = new Map(before?.pending);
		this.pendingAt = new Map(before?.pendingAt);
		this.reported = new Set(before?.reported);
	}

	/** What an earlier look had to keep; undefined where nothing is pending. */
	pendingFor(key: SubjectKey): PendingEvent | undefined {
		const event = this.pending.get(key);
		return event && { event, at: this.pendingAt.get(key) };
	}

	/** A later event takes the place of what is pending. */
	supersede(key: SubjectKey, event: EventName): PendingEvent {
		this.pendingAt.delete(key);
		return { event };
	}

	/** Nothing is pending to what nobody follows any more. */
	forget(key: SubjectKey): void {
		this.pending.delete(key);
		this.pendingAt.delete(key);
	}

	/** What is pending to one key is pending to another. */
	rename(key: SubjectKey, other: SubjectKey): void {
		const due = this.pendingFor(key);
		if (!due) return;
		this.forget(key);
		this.pending.set(other, due.event);
		if (due.at !== undefined) this.pendingAt.set(other, due.at);
	}

	/** Whether this very event was among the last ones that went out. */
	wasReported(event: Happening<Subject>): boolean {
		return this.reported.has(this.digestOf(event));
	}

	/** Reports a wanted event now, or keeps it for the next look if this one has enough. */
	report(key: SubjectKey, event: Happening<Subject>, isWanted: boolean): void {
		const wanted = isWanted && this.limits.events.has(event.event);
		if (wanted && this.events.length >= this.limits.maxEvents) this.keep(key, event);
		else this.markSent(key, wanted ? event : undefined);
	}

	/** What of this is remembered until the next snapshot. */
	memory(): Pick<Memory, 'pending' | 'pendingAt' | 'sent' | 'reported'> {
		const tooMany = this.reported.size - REPORTED_KEPT;
		const reported = tooMany > 0 ? new Set([...this.reported].slice(tooMany)) : this.reported;
		return {
			pending: this.pending,
			...(this.sent.size > 0 && { sent: this.sent }),
			...(this.pendingAt.size > 0 && { pendingAt: this.pendingAt }),
			...(reported.size > 0 && { reported }),
		};
	}

	private keep(key: SubjectKey, { event, at }: Happening<Subject>): void {
		this.left += 1;
		if (this.pending.get(key) !== event) this.changed = true;
		this.pending.set(key, event);
		this.pendingAt.set(key, at);
	}

	private markSent(key: SubjectKey, event: Happening<Subject> | undefined): void {
		if (event) {
			this.events.push(event);
			this.sent.set(key, { event: event.event, updatedAt: event.at });
			this.reported.add(this.digestOf(event));
			this.changed = true;
		}
		this.pendingAt.delete(key);
		if (this.pending.delete(key)) this.changed = true;
	}

	private digestOf(event: Happening<Subject>): string {
		return digest(this.limits.eventKey(event), DIGITS);
	}
}

/** How many characters stand for an event that was reported. */
export const REPORTED_LENGTH = DIGITS;
