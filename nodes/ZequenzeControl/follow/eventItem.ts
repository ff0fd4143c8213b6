import type { JsonObject } from '../ground/json';
import type { TransactionEvent } from './outbox';
import { redactAnswer } from '../control/redaction';
import { outcomeOf, type Outcome, type OutcomeOptions } from './outcome';

/** What every item of the trigger starts with. */
export type EventHead = {
	event: TransactionEvent['event'];
	/** The same for the same event, however often it is reported: for removing duplicates after a restart. */
	event_key: string;
};

/** The item that tells of an event in the simplified form. */
export function eventItem(
	event: TransactionEvent,
	outcomeOptions: OutcomeOptions,
): EventHead & Outcome {
	const outcome = { ...outcomeOf(event.transaction, outcomeOptions), state: event.state };
	return { ...headOf(event), ...outcome, ...(event.listed ? {} : { listed: false as const }) };
}

/** The item that tells of an event with the server's own answer. */
export function rawEventItem(event: TransactionEvent, showSecrets: boolean): JsonObject {
	const raw = redactAnswer(event.transaction.raw, { showSecrets });
	return { ...raw, ...headOf(event), ...(event.listed ? {} : { listed: false }) };
}

// What happens once to a transaction is the same event whatever its status is by the time it is noticed, or noticed again.
const HAPPEN_ONCE: ReadonlyArray<EventHead['event']> = [
	'transaction.created',
	'transaction.unlisted',
];

function headOf({ event, transaction, at }: TransactionEvent): EventHead {
	const { id, status } = transaction;
	const [word, time] = HAPPEN_ONCE.includes(event) ? [] : [status, at];
	return { event, event_key: [id, event, word ?? '', time ?? ''].join(':') };
}
