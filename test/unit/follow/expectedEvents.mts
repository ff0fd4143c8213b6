import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type { EventName } from '../../../nodes/ZequenzeControl/follow/memory/eventNames';
import { keyOf } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';

interface Seen {
	status: string | null;
	listed: boolean;
	wanted: boolean;
	/** It had been further before. */
	isBack: boolean;
}

interface Knowledge {
	seen: Map<string, Seen>;
	/**
	 * Wanted events that happened and are not reported yet, as `event key`, and the status that was
	 * shown then.
	 */
	due: Map<string, string | null>;
	/** Those of the last snapshot: after a restart nobody knows whether they reached the workflow. */
	sent: Map<string, string | null>;
	/** The keys of all that was reported. */
	told: Set<string>;
	emptyLists: number;
	since: number;
}

const ENDS: Readonly<Record<string, EventName>> = {
	completed: 'transaction.succeeded',
	failed: 'transaction.failed',
};

/** Such an event is told whatever is shown. */
const OF_NO_STATE = /^transaction\.(?:created|unlisted) /;

const ORDER = ['scheduled', 'in_progress', 'completed', 'failed'];

/**
 * What the trigger owes to its user, worked out the plain way: by comparing each list with the one
 * before.
 */
export class ExpectedEvents {
	private knowledge: Knowledge | undefined;

	private readonly saves: Knowledge[] = [];

	constructor(
		private readonly events: ReadonlySet<EventName>,
		private readonly isWanted: (transaction: Transaction) => boolean,
	) {}

	/**
	 * The events that are due after this snapshot, as `event key`, and those of them that can be told
	 * of now: not those of what an old copy shows as open again, and nothing for one empty list; but
	 * all when that comes twice.
	 */
	look(
		list: readonly Transaction[],
		now: number,
	): { due: ReadonlySet<string>; tellable: ReadonlySet<string> } {
		const known = this.knowledge;
		const isFirst = known === undefined;
		const next: Knowledge = isFirst
			? { ...nothingKnown(), since: now }
			: { ...structuredClone(known), sent: new Map() };
		const fresh = new Set<string>();
		for (const transaction of list) this.compare(next, transaction, isFirst, fresh);
		next.emptyLists = list.length === 0 && next.seen.size > 0 ? next.emptyLists + 1 : 0;
		// An empty list proves nothing, but what is pending does not wait for ever.
		if (list.length > 0) this.findGone(next, list);
		this.knowledge = next;
		const isTellable = (name: string): boolean => {
			const seen = next.seen.get(name.slice(name.indexOf(' ') + 1));
			const isShown = seen?.status === next.due.get(name) || OF_NO_STATE.test(name);
			return fresh.has(name) || !seen?.isBack || !seen.listed || isShown;
		};
		// Nothing is listed that could show it again, were it an old copy that had come before.
		const due = new Set(next.due.keys());
		const whenEmpty = next.emptyLists >= 2 ? due : [];
		const tellable = new Set(list.length > 0 ? [...due].filter(isTellable) : whenEmpty);
		return { due, tellable };
	}

	reported(event: string, key: string): void {
		this.knowledge?.told.add(key);
		this.knowledge?.sent.set(event, this.knowledge.due.get(event) ?? null);
		this.knowledge?.due.delete(event);
	}

	save(): void {
		if (this.knowledge) this.saves.push(structuredClone(this.knowledge));
	}

	restart(): void {
		this.knowledge = structuredClone(this.saves.at(-1));
		for (const [event, status] of this.knowledge?.sent ?? []) {
			this.knowledge?.due.set(event, status);
		}
	}

	rollBackTo(save: number): void {
		this.saves.length = save + 1;
		this.restart();
	}

	private compare(
		next: Knowledge,
		transaction: Transaction,
		isFirst: boolean,
		fresh: Set<string>,
	): void {
		const { id, serialNumber, status, updatedAt } = transaction;
		if (id === null) return;
		const key = keyOf(id, serialNumber);
		const before = next.seen.get(key);
		const wanted = this.isWanted(transaction);
		const end = ENDS[status ?? ''];
		const isDoubtful = before?.isBack === true || isEarlier(status, before?.status);
		const isBack = end === undefined && isDoubtful;
		next.seen.set(key, { status, listed: true, wanted, isBack });
		if (isFirst || !wanted || before?.status === status) return;
		if (isDoubtful && Date.parse(updatedAt ?? '') <= next.since) return;
		const happen = (event: EventName): void => {
			const isTold = next.told.has([id, event, status, updatedAt].join(':'));
			const name = `${event} ${key}`;
			if (!this.events.has(event)) return;
			if (isDoubtful && isTold) {
				// What an old copy made due meanwhile is over.
				if (isEarlier(next.due.get(name) ?? null, status)) next.due.delete(name);
				return;
			}
			next.due.set(name, status);
			fresh.add(name);
		};
		happen(before ? 'transaction.status_changed' : 'transaction.created');
		if (end) happen(end);
	}

	private findGone(next: Knowledge, list: readonly Transaction[]): void {
		const listed = new Set(list.map(({ id, serialNumber }) => keyOf(id ?? '', serialNumber)));
		for (const [key, seen] of next.seen) {
			if (listed.has(key) || !seen.listed) continue;
			next.seen.set(key, { ...seen, listed: false });
			const event = 'transaction.unlisted';
			if (seen.wanted && this.events.has(event)) next.due.set(`${event} ${key}`, seen.status);
		}
	}
}

function isEarlier(one: string | null, other: string | null | undefined): boolean {
	return ORDER.indexOf(one ?? '') < ORDER.indexOf(other ?? '');
}

function nothingKnown(): Omit<Knowledge, 'since'> {
	return { seen: new Map(), due: new Map(), sent: new Map(), told: new Set(), emptyLists: 0 };
}
