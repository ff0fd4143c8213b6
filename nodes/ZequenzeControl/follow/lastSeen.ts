import type { State } from './states';

/**
 * What the trigger last saw of a transaction, as a short text: its state and the server's own word, e.g.
 * `succeeded|completed`. Before them, `-` stands for one that the filters did not want; and before all, `?` for one that the
 * last look did not find, `~` for one that is no longer listed.
 */
export type LastSeen = string;

const GONE = '~';
const MISSED = '?';
const UNWANTED = '-';

const PREFIX = /^[~?]?-?/;

/** The mark of what is listed and wanted. */
export function lastSeenOf(state: State, status: string | null): LastSeen {
	return status === null ? state : `${state}|${status}`;
}

/** The same for what the filters do not want. */
export function asUnwanted(seen: LastSeen): LastSeen {
	return UNWANTED + seen;
}

/** The mark of what the last look did not find. */
export function asMissed(lastSeen: LastSeen): LastSeen {
	return MISSED + lastSeen;
}

/** The mark of what is no longer listed. */
export function asGone(lastSeen: LastSeen): LastSeen {
	return GONE + (isMissed(lastSeen) ? lastSeen.slice(MISSED.length) : lastSeen);
}

/** Whether it is no longer listed. */
export function isGone(lastSeen: LastSeen): boolean {
	return lastSeen.startsWith(GONE);
}

/** Whether the last look did not find it. */
export function isMissed(lastSeen: LastSeen): boolean {
	return lastSeen.startsWith(MISSED);
}

/** Whether the filters did not want it when it was last seen. */
export function isUnwanted(lastSeen: LastSeen): boolean {
	return /^[~?]?-/.test(lastSeen);
}

/** A mark without what it says about listing and filters. */
export function seenIn(lastSeen: LastSeen): LastSeen {
	return lastSeen.replace(PREFIX, '');
}

/** The state in what was seen. */
export function stateIn(seen: LastSeen | undefined): string | undefined {
	return seen?.split('|', 1)[0];
}

/** The server's word in what was seen. */
export function wordIn(seen: LastSeen | undefined): string | undefined {
	return seen?.includes('|') ? seen.slice(seen.indexOf('|') + 1) : undefined;
}
