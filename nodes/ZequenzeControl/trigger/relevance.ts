import type { Transaction } from '../control/answers/transaction';
import type { EventName } from '../follow/memory/eventNames';
import { isGone, seenIn, stateIn } from '../follow/memory/lastSeen';
import type { Memory } from '../follow/memory/memory';
import { idIn } from '../follow/packing/subjectKey';
import { serverInstant } from '../ground/dates';

const ENDS: ReadonlySet<EventName> = new Set(['transaction.succeeded', 'transaction.failed']);

/**
 * Tells of an id whether nothing more is to come of its transaction, so that it need not be asked
 * for: where only the ends matter and it has ended.
 */
export function isOver(
	before: Memory | undefined,
	account: Pick<Memory, 'host' | 'credential'>,
	{ events }: { events: ReadonlySet<EventName> },
): (id: string) => boolean {
	const onlyEnds = [...events].every((event) => ENDS.has(event));
	const isSame = before?.host === account.host && before.credential === account.credential;
	if (!before || !onlyEnds || !isSame) return () => false;
	const over = new Set<string>();
	for (const [key, mark] of before.lastSeen) {
		const hasEnded = ['succeeded', 'failed'].some((end) => stateIn(seenIn(mark)) === end);
		if (hasEnded && !isGone(mark) && !before.pending.has(key)) over.add(idIn(key));
	}
	return (id) => over.has(id);
}

// The first look at the moment of activation shows what was there before; a later one shows also
// what came since.
const IMMEDIATE_MS = 5_000;

/**
 * Since when what the trigger sees for the first time is news, although it has not seen the whole
 * list yet: what happened since it was activated, at `activatedAt` by the server's clock, or within
 * the time to look back. In milliseconds since 1970; Infinity for never.
 */
export function newsSince(
	before: Memory | undefined,
	activatedAt: number,
	{
		host,
		activatedAt: ownTime,
		startedAt,
	}: { host: string; activatedAt: number; startedAt: number },
	lookBackMs: number,
): number {
	// Another server begins anew, without looking back.
	const back = before !== undefined && before.host !== host ? 0 : lookBackMs;
	const known = before?.host === host ? before : undefined;
	const isImmediate = known === undefined && startedAt - ownTime < IMMEDIATE_MS;
	return isImmediate && back === 0 ? Infinity : (known?.since ?? activatedAt) - back;
}

/** Tells which transactions happened since then. Only a time with a zone can tell. */
export function recentTransactions(since: number): (transaction: Transaction) => boolean {
	return ({ updatedAt, createdAt }) => {
		const instant = serverInstant(updatedAt ?? createdAt);
		return instant !== null && instant >= since;
	};
}
