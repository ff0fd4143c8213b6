import type { EventName } from './eventNames';
import type { Happening } from './kind';
import type { Memory } from './memory';

/** What the server shows now. */
export interface Snapshot<Subject> {
	subjects: readonly Subject[];
	/** Whether the list was read to its end: only then something missing may be gone. */
	complete: boolean;
	/** Not all of the list came, by its own count: what is missing proves nothing. */
	isCut?: boolean;
	/** Ids that are listed as well: earlier looks read the first part of the list. */
	alsoListed?: ReadonlySet<string>;
	/**
	 * The list came page by page: what moved to an earlier page meanwhile was not seen, and is not
	 * gone.
	 */
	mayMiss?: boolean;
	/**
	 * Ids that were asked for one by one because the list did not show them, and that the server does
	 * not know.
	 */
	absent?: ReadonlySet<string>;
	host: string;
	credential: string;
	scope: Memory['scope'];
	/** With the scope `ids`: the ids that are followed; others are none of its business. */
	asked?: ReadonlySet<string>;
	/** When the trigger was started, in milliseconds since 1970 by the server's clock. */
	startedAt?: number;
}

/** Which events are wanted, and how many at once. */
export interface Interest<Subject> {
	events: ReadonlySet<EventName>;
	isWanted: (subject: Subject) => boolean;
	maxEvents: number;
	/** The meanings of status words that the user added, as a text to compare with. */
	words?: string;
	/** Until the list has been seen to its end once, only these are news. */
	isRecent?: (subject: Subject) => boolean;
	/**
	 * What was wanted until now, where nobody knows how much of what is wanted now was seen already.
	 */
	wasWanted?: (event: EventName, subject: Subject) => boolean;
}

/** The wanted events since the last snapshot, and what to remember. */
export interface Changes<Subject> {
	events: Array<Happening<Subject>>;
	memory: Memory;
	/** Whether the memory differs from the one that was given. */
	changed: boolean;
	/** How many wanted events are left for the next snapshot. */
	left: number;
}
