import type { SubjectKey } from '../packing/subjectKey';
import type { EventName } from './eventNames';
import type { LastSeen } from './lastSeen';

/**
 * How one kind of things is followed, e.g. transactions: all that comparing two looks has to know
 * of it.
 */
export interface Kind<Subject> {
	/** What it is known by; null where it cannot be told apart from others. */
	keyOf: (subject: Subject) => SubjectKey | null;
	/** What is seen of it. */
	lastSeenOf: (subject: Subject) => LastSeen;
	/** What is remembered after it was seen so, where that depends on what was seen before. */
	advance?: (seen: LastSeen | undefined, now: LastSeen) => LastSeen;
	/** Which of two entries that a list has for one key counts, in whatever order they come. */
	isFurther: (one: Subject, other: Subject) => boolean;
	/** Whether nothing more is to come after this. */
	isEnd: (seen: LastSeen) => boolean;
	/**
	 * Whether one state comes before another one, so that it can only be seen after it where the
	 * server shows old things.
	 */
	isBefore: (one: LastSeen, other: LastSeen) => boolean;
	/**
	 * What happened between two states, each without what it says about listing; the first one that
	 * is wanted is reported.
	 */
	happened: (seen: LastSeen | undefined, now: LastSeen) => readonly EventName[];
	/**
	 * The server's time of an event, with what is to be kept with it; null where it shows none, or
	 * where it happens but once.
	 */
	timeOf: (subject: Subject, event: EventName, seen: LastSeen | undefined) => string | null;
	/**
	 * Whether its time tells an event apart from all others of its kind, so that one that was
	 * reported is no news.
	 */
	isTimed?: true;
	/** What is still known of it when it is no longer listed. */
	remembered: (key: SubjectKey, seen: LastSeen, event: EventName, at: string | null) => Subject;
	/** The event of what is no longer listed; undefined where that is none. */
	unlisted?: EventName;
	/** The same for the same event, however often it is reported. */
	eventKey: (event: Happening<Subject>) => string;
}

/** Something that happened since the last snapshot. */
export interface Happening<Subject> {
	event: EventName;
	key: SubjectKey;
	/** As it is listed now; where it is not, what is remembered of it. */
	subject: Subject;
	/** What was seen of it, without what the mark says about listing. */
	seen: LastSeen;
	listed: boolean;
	/** The server's time of it; a repeated event keeps the one that it was first reported with. */
	at: string | null;
}
