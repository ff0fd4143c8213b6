import type { Transaction } from '../../../nodes/ZequenzeControl/control/transaction';
import type { EventName } from '../../../nodes/ZequenzeControl/follow/memory';

interface Seen {
	status: string | null;
	listed: boolean;
	wanted: boolean;
}

interface Knowledge {
	seen: Map<string, Seen>;
	/** Wanted events that happened and are not reported yet, as `event id`. */
	due: Set<string>;
	/** Those of the last look: after a restart nobody knows whether they reached the workflow. */
	sent: Set<string>;
	emptyLists: number;
}

const ENDS: Readonly<Record<string, EventName>> = {
	completed: 'transaction.succeeded',
	failed: 'transaction.failed',
};

/** What the trigger owes to its user, worked out the plain way: by comparing each list with the one before. */
export class ExpectedEvents {
	private knowledge: Knowledge | undefined;

	private readonly saves: Knowledge[] = [];

	constructor(
		private readonly events: ReadonlySet<EventName>,
		private readonly isWanted: (transaction: Transaction) => boolean,
	) {}

	/** The events that are due after this look, as `event id`. An empty list is believed only when it comes twice. */
	look(list: readonly Transaction[]): { due: ReadonlySet<string>; believed: boolean } {
		const known = this.knowledge;
		const isFirst = known === undefined;
		const next: Knowledge = isFirst
			? { seen: new Map(), due: new Set(), sent: new Set(), emptyLists: 0 }
			: { ...structuredClone(known), sent: new Set() };
		for (const transaction of list) this.compare(next, transaction, isFirst);
		next.emptyLists = list.length === 0 && next.seen.size > 0 ? next.emptyLists + 1 : 0;
		const believed = list.length > 0 || next.emptyLists >= 2;
		if (believed) this.findGone(next, list);
		this.knowledge = next;
		return { due: next.due, believed };
	}

	reported(event: string): void {
		this.knowledge?.due.delete(event);
		this.knowledge?.sent.add(event);
	}

	save(): void {
		if (this.knowledge) this.saves.push(structuredClone(this.knowledge));
	}

	restart(): void {
		this.knowledge = structuredClone(this.saves.at(-1));
		for (const event of this.knowledge?.sent ?? []) this.knowledge?.due.add(event);
	}

	rollBackTo(save: number): void {
		this.saves.length = save + 1;
		this.restart();
	}

	private compare(next: Knowledge, transaction: Transaction, isFirst: boolean): void {
		const { id, status } = transaction;
		if (id === null) return;
		const before = next.seen.get(id);
		const wanted = this.isWanted(transaction);
		next.seen.set(id, { status, listed: true, wanted });
		if (isFirst || !wanted || before?.status === status) return;
		const end = ENDS[status ?? ''];
		const news: EventName = before ? 'transaction.status_changed' : 'transaction.created';
		this.happened(next, id, news);
		if (end) this.happened(next, id, end);
	}

	private findGone(next: Knowledge, list: readonly Transaction[]): void {
		const listed = new Set(list.map(({ id }) => id));
		for (const [id, seen] of next.seen) {
			if (listed.has(id) || !seen.listed) continue;
			next.seen.set(id, { ...seen, listed: false });
			if (seen.wanted) this.happened(next, id, 'transaction.unlisted');
		}
	}

	private happened(next: Knowledge, id: string, event: EventName): void {
		if (this.events.has(event)) next.due.add(`${event} ${id}`);
	}
}
