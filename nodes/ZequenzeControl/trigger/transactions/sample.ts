import type { Transaction } from '../../control/answers/transaction';
import type { TransactionEvent } from '../../follow/events/eventItem';
import { transactionKind } from '../../follow/events/transactionKind';
import type { EventName } from '../../follow/memory/eventNames';
import { isFinal, stateOf } from '../../follow/states';
import { InvalidInput } from '../../ground/invalidInput';
import type { TriggerSettings } from '../settings';

const SAMPLES = 1;

/**
 * What "Fetch Test Event" shows: the latest transaction that could have caused the event. Throws
 * InvalidInput where there is none, because an empty answer would look as if nothing worked.
 */
export function sampleEvents(
	transactions: readonly Transaction[],
	{ events, isWanted, outcomeOptions }: TriggerSettings,
): TransactionEvent[] {
	const kind = transactionKind(outcomeOptions.words);
	const samples = transactions.filter(isWanted).flatMap((transaction): TransactionEvent[] => {
		const state = stateOf(transaction, outcomeOptions.words);
		const event = [...events].find((name) => couldHaveCaused(name, state));
		if (!event) return [];
		const listed = event !== 'transaction.unlisted';
		const at = kind.timeOf(transaction, event, undefined);
		const key = kind.keyOf(transaction) ?? '';
		return [{ event, key, subject: transaction, seen: kind.lastSeenOf(transaction), listed, at }];
	});
	if (samples.length === 0) {
		throw new InvalidInput(
			'No data with the current filter could be found',
			transactions.length === 0
				? 'CONTROL lists no transactions yet. Schedule an operation with the Zequenze CONTROL node and fetch again.'
				: `CONTROL lists ${transactions.length} transactions, but none that fits Trigger On and the filters. Change them, or wait for one.`,
		);
	}
	return samples.sort(latestFirst).slice(0, SAMPLES);
}

function couldHaveCaused(event: EventName, state: ReturnType<typeof stateOf>): boolean {
	if (event === 'transaction.succeeded') return state === 'succeeded';
	if (event === 'transaction.failed') return state === 'failed';
	return event === 'transaction.unlisted' ? isFinal(state) : true;
}

function latestFirst(one: TransactionEvent, other: TransactionEvent): number {
	const [a, b] = [one, other].map(({ subject }) =>
		Date.parse(subject.updatedAt ?? subject.createdAt ?? ''),
	);
	return (b || 0) - (a || 0);
}
