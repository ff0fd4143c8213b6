import type { Transaction } from '../control/transaction';
import { isGone, seenIn, stateIn } from '../follow/lastSeen';
import type { EventName } from '../follow/eventNames';
import type { Memory } from '../follow/memory';
import { serverInstant } from '../ground/dates';
import { idIn } from '../follow/subjectKey';

const ENDS: ReadonlySet<EventName> = new Set(['transaction.succeeded', 'transaction.failed']);

/**
 * Tells of an id whether nothing more is to come of its transaction, so that it need not be asked for: where only the ends
 * matter and it has ended.
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

// The first look at the moment of activation shows what was there before; a later one shows also what came since.
const IMMEDIATE_MS = 5_000;

/**
 * Tells which transactions are news although the trigger sees them for the first time before it has seen the whole list: what
 * happened since it was activated, or within the time to look back. Only a time with a zone can tell.
 */
export function recentTransactions(
	before: Memory | undefined,
	activatedAt: number,
	delayMs: number,
	lookBackMs: number,
): (transaction: Transaction) => boolean {
	const since = before?.since ?? activatedAt;
	const isImmediate = before === undefined && delayMs < IMMEDIATE_MS;
	const from = isImmediate && lookBackMs === 0 ? Infinity : since - lookBackMs;
	return ({ updatedAt, createdAt }) => {
		const instant = serverInstant(updatedAt ?? createdAt);
		return instant !== null && instant >= from;
	};
}
