import type { Transaction } from '../control/transaction';
import {
	asGone,
	isGone,
	isMissed,
	isUnwanted,
	lastSeenOf,
	asMissed,
	seenIn,
	stateIn,
	asUnwanted,
	wordIn,
	type LastSeen,
} from './lastSeen';
import type { EventName, Memory } from './memory';
import { Outbox, type TransactionEvent } from './outbox';
import { additionsOf, isFinal, stateOf, type State, type Vocabulary } from './states';

/** What the server shows now. */
export interface Snapshot {
	transactions: readonly Transaction[];
	/** Whether the list was read to its end: only then something missing is gone. */
	complete: boolean;
	/** Ids that are listed as well: earlier looks read the first part of the list. */
	alsoListed?: ReadonlySet<string>;
	/** The list came page by page: what moved to an earlier page meanwhile was not seen, and is not gone. */
	mayMiss?: boolean;
	host: string;
	credential: string;
	scope: Memory['scope'];
	/** With the scope `ids`: the ids that are followed; others are none of its business. */
	asked?: ReadonlySet<string>;
	/** When the trigger was started, in milliseconds since 1970 by the server's clock. */
	startedAt?: number;
}

/** Which events are wanted, and how many at once. */
export interface Interest {
	events: ReadonlySet<EventName>;
	isWanted: (transaction: Transaction) => boolean;
	maxEvents: number;
	words?: Vocabulary;
	/** Until the list has been seen to its end once, only these are news. */
	isRecent?: (transaction: Transaction) => boolean;
}

/** The wanted events since the last look, and what to remember. */
export interface Changes {
	events: TransactionEvent[];
	memory: Memory;
	/** Whether the memory differs from the one that was given. */
	changed: boolean;
	/** How many wanted events are left for the next look. */
	left: number;
}

const STATES: readonly State[] = ['scheduled', 'running', 'succeeded', 'failed'];

/** From where an operation begins to where it ends. */
const FURTHER: readonly State[] = ['unknown', 'scheduled', 'running', 'succeeded', 'failed'];

const MAX_GONE = 10_000;
// One empty answer of a list that was full may be a hiccup of the server.
const EMPTY_LISTS_BELIEVED = 2;

/**
 * Compares what the server shows with what was seen before. Without a memory, or after a change of host, nothing is reported
 * but what `isRecent` asks for: what happened before the trigger was there is not news. After a change of credential or
 * scope, transactions that come or go are no news either: the server may show others. Neither argument is changed.
 */
export function changesSince(
	before: Memory | undefined,
	snapshot: Snapshot,
	interest: Interest,
): Changes {
	return new Comparison(before, snapshot, interest).run();
}

class Comparison {
	private readonly lastSeen: Map<string, LastSeen>;

	private readonly outbox: Outbox;

	private readonly isFirstSnapshot: boolean;

	/** The list as this account shows it has been seen to its end before. */
	private readonly hasBaseline: boolean;

	/** The user changed what status words mean. */
	private readonly isReread: boolean;

	private readonly words: string;

	private changed: boolean;

	constructor(
		private readonly before: Memory | undefined,
		private readonly snapshot: Snapshot,
		private readonly interest: Interest,
	) {
		this.isFirstSnapshot = before?.host !== snapshot.host;
		const isOther =
			this.isFirstSnapshot ||
			before?.credential !== snapshot.credential ||
			before?.scope !== snapshot.scope;
		this.hasBaseline = !isOther && !before?.lacksBaseline;
		this.words = additionsOf(interest.words);
		this.isReread = (before?.words ?? '') !== this.words;
		this.lastSeen = new Map(this.isFirstSnapshot ? [] : before?.lastSeen);
		this.outbox = new Outbox(this.isFirstSnapshot ? undefined : before, interest);
		this.changed = isOther || this.isReread || (!this.hasBaseline && snapshot.complete);
		this.forgetUnasked();
	}

	run(): Changes {
		const shown = this.shownById();
		for (const [id, transaction] of shown) this.compare(id, transaction);
		const listed = new Set(shown.keys());
		for (const id of this.snapshot.alsoListed ?? []) listed.add(id);
		const emptyLists = this.countEmptyLists(listed);
		const believed = listed.size > 0 || emptyLists >= EMPTY_LISTS_BELIEVED;
		if (this.snapshot.complete && believed) this.findGone(listed);
		const { events, left } = this.outbox;
		return { events, left, changed: this.hasChanged(), memory: this.memory(emptyLists) };
	}

	private hasChanged(): boolean {
		return this.changed || this.outbox.changed;
	}

	/** Where two entries have one id, the one that is further counts, in whatever order they come. */
	private shownById(): Map<string, Transaction> {
		const shown = new Map<string, Transaction>();
		for (const transaction of this.snapshot.transactions) {
			const { id } = transaction;
			if (id === null) continue;
			const other = shown.get(id);
			if (!other || this.isFurther(transaction, other)) shown.set(id, transaction);
		}
		return shown;
	}

	private isFurther(one: Transaction, other: Transaction): boolean {
		const rankOf = (transaction: Transaction): string => {
			const rank = FURTHER.indexOf(stateOf(transaction, this.interest.words));
			return [rank, transaction.updatedAt ?? '', transaction.status ?? ''].join(' ');
		};
		return rankOf(one) > rankOf(other);
	}

	private memory(emptyLists: number): Memory {
		const { before, snapshot, words } = this;
		const since = this.isFirstSnapshot ? snapshot.startedAt : before?.since;
		return {
			host: snapshot.host,
			credential: snapshot.credential,
			scope: snapshot.scope,
			lastSeen: this.lastSeen,
			emptyLists,
			sequence: (before?.sequence ?? 0) + (this.hasChanged() ? 1 : 0),
			...this.outbox.memory(),
			...(since !== undefined && { since }),
			...(!this.hasBaseline && !snapshot.complete && { lacksBaseline: true }),
			...(words && { words }),
		};
	}

	private forgetUnasked(): void {
		const { asked } = this.snapshot;
		if (!asked) return;
		for (const id of this.lastSeen.keys()) {
			if (asked.has(id)) continue;
			this.lastSeen.delete(id);
			this.outbox.forget(id);
			this.changed = true;
		}
	}

	private countEmptyLists(listed: ReadonlySet<string>): number {
		const before = this.isFirstSnapshot ? 0 : (this.before?.emptyLists ?? 0);
		const isEmpty = listed.size === 0 && this.snapshot.complete && this.lastSeen.size > 0;
		const count = isEmpty ? Math.min(before + 1, EMPTY_LISTS_BELIEVED) : 0;
		this.changed ||= count !== before;
		return count;
	}

	private compare(id: string, transaction: Transaction): void {
		const state = stateOf(transaction, this.interest.words);
		const seen = lastSeenOf(state, transaction.status);
		const isWanted = this.interest.isWanted(transaction);
		const now = isWanted ? seen : asUnwanted(seen);
		const last = this.lastSeen.get(id);
		let pending = this.outbox.pendingFor(id);
		if (last !== now) {
			const news = this.eventFor(transaction, state, last && seenIn(last), seen);
			if (news) pending = this.outbox.supersede(id, news);
			this.remember(id, now);
		}
		if (!pending) return;
		const { event, at = transaction.updatedAt } = pending;
		this.outbox.report(id, { event, transaction, state, listed: true, at }, isWanted);
	}

	/** The first wanted event in the change from what was `seen` to `mark`. */
	private eventFor(
		transaction: Transaction,
		state: State,
		seen: LastSeen | undefined,
		now: LastSeen,
	): EventName | undefined {
		const isNew = seen === undefined;
		if (isNew && !this.isNewsIfNew(transaction)) return undefined;
		// Only its meaning changed.
		if (this.isReread && transaction.status !== null && wordIn(seen) === transaction.status) {
			return undefined;
		}
		const happened: EventName[] = [];
		if (isNew) happened.push('transaction.created');
		else if (seen !== now) happened.push('transaction.status_changed');
		if (isFinal(state) && stateIn(seen) !== state) {
			happened.push(state === 'failed' ? 'transaction.failed' : 'transaction.succeeded');
		}
		return happened.find((name) => this.interest.events.has(name));
	}

	/** An id that the user asks for was there before the trigger saw it, whenever that was. */
	private isNewsIfNew(transaction: Transaction): boolean {
		if (this.hasBaseline && this.snapshot.scope === 'list') return true;
		return this.interest.isRecent?.(transaction) === true;
	}

	private findGone(listed: ReadonlySet<string>): void {
		const gone: string[] = [];
		for (const [id, lastSeen] of this.lastSeen) {
			if (listed.has(id)) continue;
			const wasListed = !isGone(lastSeen);
			if (wasListed && this.snapshot.mayMiss && !isMissed(lastSeen)) {
				this.remember(id, asMissed(lastSeen));
				continue;
			}
			if (wasListed) this.remember(id, asGone(lastSeen));
			if ((wasListed && this.hasBaseline) || this.outbox.pendingFor(id))
				this.reportGone(id, lastSeen);
			else gone.push(id);
		}
		// What has been gone for long is forgotten, the longest first.
		for (const id of gone.slice(0, Math.max(0, gone.length - MAX_GONE))) {
			this.lastSeen.delete(id);
			this.changed = true;
		}
	}

	/** The filters cannot judge what is hardly known any more; what they said when it was listed counts. */
	private reportGone(id: string, lastSeen: LastSeen): void {
		const pending = this.outbox.pendingFor(id);
		const { event, at = null } = pending ?? { event: 'transaction.unlisted' };
		const seen = seenIn(lastSeen);
		const state = STATES.find((known) => known === stateIn(seen)) ?? 'unknown';
		const transaction = remembered(id, seen, at);
		const isWanted = pending !== undefined || !isUnwanted(lastSeen);
		this.outbox.report(id, { event, transaction, state, listed: false, at }, isWanted);
	}

	private remember(id: string, lastSeen: LastSeen): void {
		this.lastSeen.set(id, lastSeen);
		this.changed = true;
	}
}

/** What is still known of a transaction that is no longer listed. */
function remembered(id: string, seen: LastSeen, updatedAt: string | null): Transaction {
	return {
		id,
		serialNumber: null,
		operation: null,
		status: wordIn(seen) ?? null,
		variables: [],
		instance: null,
		fault: null,
		failedDevices: 0,
		createdAt: null,
		updatedAt,
		raw: { id },
	};
}
