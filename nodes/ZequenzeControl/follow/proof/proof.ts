import type { Transaction } from '../../control/answers/transaction';
import type { OperationRequest } from '../../control/endpoints';
import { shownTime, type ShownTime } from '../../ground/shownTime';
import { isFinal, stateOf } from '../states';
import { assumedManner, makerIn, mannerOf, type ClockDifference, type Manner } from './manner';
import { compare, isLike } from './sameOperation';
import type { Sighting, Sightings } from './sightings';

/** A request of which nobody knows whether, or as which transaction, the server took it. */
export interface OpenQuestion {
	request: OperationRequest;
	/** When it was sent, by our clock, in milliseconds since 1970. */
	sentAt: number;
	/** By when the server has made it, if it has; by the same clock. */
	madeBy: number;
}

/** Whether an entry is what was asked for: without a doubt, perhaps, or certainly not. */
export type Verdict = 'fits' | 'doubtful' | 'other';

/**
 * An entry that is not known to be another operation, and what the manner of the server tells of
 * its age.
 */
export interface Stranger {
	entry: Transaction;
	created: ShownTime | null;
	number: bigint | null;
}

/** So far may the clocks of two machines of one server differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/**
 * With so many unfinished ones in the list, it is no chance that the one that is sought finished
 * and vanished.
 */
const MANY = 10;

const NONE: ReadonlySet<string> = new Set();

/** What is taken for true beside what the list shows. */
export interface Assumptions {
	/** IDs that were listed before anything was sent. */
	before?: ReadonlySet<string>;
	/** How far the server is ahead where no witness tells; only for what it certainly made. */
	assumedClock?: ClockDifference;
}

/**
 * What a list proves about operations of one kind. It is believed only about what it shows as it
 * shows its witnesses: operations of the same kind that the server accepted, so that it is known
 * when and how they were sent.
 */
export class Proof {
	readonly strangers: readonly Stranger[];

	/**
	 * The earliest time, by the server's clock, at which something finished that is still listed;
	 * Infinity for none.
	 */
	private readonly finishedSince: number;

	private constructor(
		private readonly showsAllOwn: boolean,
		private readonly seen: readonly Sighting[],
		private readonly manner: Manner,
		strangers: readonly Transaction[],
		private readonly before: ReadonlySet<string>,
	) {
		this.strangers = strangers.map((entry) => ({
			entry,
			created: shownTime(entry.createdAt),
			number: manner.order?.numberOf(entry.id) ?? null,
		}));
		const entries = [...strangers, ...seen.map(({ entry }) => entry)];
		this.finishedSince = entries.reduce(
			(least, entry) => Math.min(least, finishedBy(entry)),
			Infinity,
		);
	}

	/** Null where there is no witness of this kind, and nothing is assumed. */
	static from(
		{ seen, showsAllOwn, strangers }: Sightings,
		operation: OperationRequest['operation'],
		{ before = NONE, assumedClock }: Assumptions,
	): Proof | null {
		const ofKind = seen.filter(({ witness }) => witness.request.operation === operation);
		const manner = mannerOf(ofKind) ?? (assumedClock ? assumedManner(assumedClock) : null);
		return manner && new Proof(showsAllOwn, ofKind, manner, strangers, before);
	}

	/** Whether this entry, which is none of the witnesses, is what was asked for. */
	judge(stranger: Stranger, question: OpenQuestion): Verdict {
		if (this.isOlder(stranger, question)) return 'other';
		const { entry } = stranger;
		const { tells, serialNumbers } = this.manner;
		const { serialNumber, operation, names, values } = compare(entry, question.request);
		const isOther =
			serialNumber === 'other' ||
			(tells.operation && operation === 'other') ||
			(tells.names && names === 'other');
		if (isOther) return 'other';
		const isRecognised =
			entry.id !== null &&
			isLike(serialNumber) &&
			serialNumbers.has(serialNumber) &&
			isLike(operation) &&
			isLike(names) &&
			values !== 'other';
		return isRecognised && this.isNew(stranger, question) && this.isByUs(entry)
			? 'fits'
			: 'doubtful';
	}

	/**
	 * Whether the list would show what was asked for, had it been made: it shows all that this run
	 * has made, something of this kind that was sent later, something older, and what has finished
	 * stays in it.
	 */
	wouldShow(question: OpenQuestion): boolean {
		return (
			this.showsAllOwn &&
			// Of two that were sent at once, the list may end between them.
			this.seen.some(({ witness }) => witness.sentAt > question.sentAt) &&
			this.reachesBack(question) &&
			this.keepsFinished(question)
		);
	}

	/** Whether an entry was certainly there before the question was sent. */
	private isOlder({ entry, created, number }: Stranger, { sentAt }: OpenQuestion): boolean {
		if (entry.id !== null && this.before.has(entry.id)) return true;
		const { clock } = this.manner;
		if (clock && created && created.to < sentAt + clock.least - CLOCKS_DIFFER_MS) return true;
		const last = this.lastNumberBefore(sentAt);
		return number !== null && last !== null && number <= last;
	}

	/** Whether an entry certainly came to be when the question was sent. */
	private isNew({ created, number }: Stranger, { sentAt, madeBy }: OpenQuestion): boolean {
		const { clock } = this.manner;
		if (clock) {
			const isInTime =
				created !== null &&
				created.to >= sentAt + clock.least &&
				created.from <= madeBy + clock.most;
			if (!isInTime || clock.isExact) return isInTime;
		}
		const last = this.lastNumberBefore(sentAt);
		return number !== null && last !== null && number > last;
	}

	/**
	 * The number in the ID of what was last made before this time; null where IDs do not count up.
	 */
	private lastNumberBefore(sentAt: number): bigint | null {
		const chain = this.manner.order?.chain ?? [];
		let last: bigint | null = null;
		for (const { number, answeredAt } of chain) if (answeredAt <= sentAt) last = number;
		return last;
	}

	/** Where the server names who made an operation, it must be who made ours. */
	private isByUs(entry: Transaction): boolean {
		return [...this.manner.makers].every(([key, maker]) => makerIn(entry, key) === maker);
	}

	/**
	 * Whether the list was not cut off before the time of the question: it shows something from
	 * before.
	 */
	private reachesBack(question: OpenQuestion): boolean {
		return (
			this.seen.some(({ witness }) => witness.answeredAt <= question.sentAt) ||
			this.strangers.some((stranger) => this.isOlder(stranger, question))
		);
	}

	/** Whether what has finished stays in the list at least as long as the question is open. */
	private keepsFinished({ sentAt }: OpenQuestion): boolean {
		const { clock } = this.manner;
		const hasFinished = clock !== null && this.finishedSince < sentAt + clock.least;
		return hasFinished || this.seen.filter(({ witness }) => witness.isOwn).length >= MANY;
	}
}

/**
 * By when an entry had finished, by the server's clock; Infinity for what has not, or does not say.
 */
function finishedBy(entry: Transaction): number {
	if (!isFinal(stateOf(entry))) return Infinity;
	const finished = shownTime(entry.updatedAt);
	if (finished) return finished.to;
	// Most devices that are in contact are done within minutes.
	const created = shownTime(entry.createdAt);
	return created ? created.to + CLOCKS_DIFFER_MS : Infinity;
}
