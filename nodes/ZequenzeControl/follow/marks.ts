import type { State } from './states';

/**
 * What the trigger last saw of a transaction, as a short text: its state and the server's own word, e.g.
 * `succeeded|completed`. Before them, `-` stands for one that the filters did not want; and before all, `?` for one that the
 * last look did not find, `~` for one that is no longer listed.
 */
export type Mark = string;

const GONE = '~';
const MISSED = '?';
const UNWANTED = '-';

const PREFIX = /^[~?]?-?/;

/** The mark of what is listed and wanted. */
export function markOf(state: State, status: string | null): Mark {
	return status === null ? state : `${state}|${status}`;
}

/** The same for what the filters do not want. */
export function unwantedMark(seen: Mark): Mark {
	return UNWANTED + seen;
}

/** The mark of what the last look did not find. */
export function missedMark(mark: Mark): Mark {
	return MISSED + mark;
}

/** The mark of what is no longer listed. */
export function goneMark(mark: Mark): Mark {
	return GONE + (isMissed(mark) ? mark.slice(MISSED.length) : mark);
}

/** Whether it is no longer listed. */
export function isGone(mark: Mark): boolean {
	return mark.startsWith(GONE);
}

/** Whether the last look did not find it. */
export function isMissed(mark: Mark): boolean {
	return mark.startsWith(MISSED);
}

/** Whether the filters did not want it when it was last seen. */
export function isUnwanted(mark: Mark): boolean {
	return /^[~?]?-/.test(mark);
}

/** A mark without what it says about listing and filters. */
export function seenIn(mark: Mark): Mark {
	return mark.replace(PREFIX, '');
}

/** The state in what was seen. */
export function stateIn(seen: Mark | undefined): string | undefined {
	return seen?.split('|', 1)[0];
}

/** The server's word in what was seen. */
export function wordIn(seen: Mark | undefined): string | undefined {
	return seen?.includes('|') ? seen.slice(seen.indexOf('|') + 1) : undefined;
}
