import type { State } from '../states';

/**
 * What the trigger last saw of something, as a short text. Of a transaction, its state and the
 * server's own word, e.g. `succeeded|completed`. Before them, `<` stands for one that had been
 * further before, `-` for one that the filters did not want; and before all, `?` for one that the
 * last look did not find, `~` for one that is no longer listed.
 */
export type LastSeen = string;

const GONE = '~';
const MISSED = '?';
const UNWANTED = '-';
const BACK = '<';

const PREFIX = /^[~?]?-?<?/;

/** The mark of what is listed and wanted. */
export function lastSeenOf(state: State, status: string | null): LastSeen {
	return status === null ? state : `${state}|${status}`;
}

/** The same for what the filters do not want. */
export function asUnwanted(seen: LastSeen): LastSeen {
	return UNWANTED + seen;
}

/** The same for what had come to an end and is shown as open again. */
export function asBack(seen: LastSeen): LastSeen {
	return BACK + seen;
}

/** The mark of what the last look did not find. */
export function asMissed(mark: LastSeen): LastSeen {
	return MISSED + mark;
}

/** The same mark for what was found again. */
export function asFound(mark: LastSeen): LastSeen {
	return isMissed(mark) || isGone(mark) ? mark.slice(1) : mark;
}

/** The mark of what is no longer listed. */
export function asGone(mark: LastSeen): LastSeen {
	return GONE + asFound(mark);
}

/** Whether it is no longer listed. */
export function isGone(mark: LastSeen): boolean {
	return mark.startsWith(GONE);
}

/** Whether the last look did not find it. */
export function isMissed(mark: LastSeen): boolean {
	return mark.startsWith(MISSED);
}

/** Whether the filters did not want it when it was last seen. */
export function isUnwanted(mark: LastSeen): boolean {
	return /^[~?]?-/.test(mark);
}

/** Whether it had been further before. */
export function isBack(mark: LastSeen): boolean {
	return /^[~?]?-?</.test(mark);
}

/** A mark without what it says about listing, filters and what had been before. */
export function seenIn(mark: LastSeen): LastSeen {
	return mark.replace(PREFIX, '');
}

/** The state in what was seen. */
export function stateIn(seen: LastSeen | undefined): string | undefined {
	return seen?.split('|', 1)[0];
}

/** The server's word in what was seen. */
export function wordIn(seen: LastSeen | undefined): string | undefined {
	return seen?.includes('|') ? seen.slice(seen.indexOf('|') + 1) : undefined;
}
