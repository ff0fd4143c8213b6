import type { Transaction } from '../../control/answers/transaction';
import { redactAnswer } from '../../control/redaction/redaction';
import type { JsonObject } from '../../ground/json';
import type { EventName } from '../memory/eventNames';
import type { Happening } from '../memory/kind';
import { outcomeOf, type Outcome, type OutcomeOptions } from '../outcome';
import { rowsOf, type OutcomeShape } from '../outcomeRows';
import type { Row } from '../rows';
import { stateOfMark, transactionKind } from './transactionKind';

/** What every item of the trigger starts with. */
export type EventHead = {
	event: EventName;
	/**
	 * The same for the same event, however often it is reported: for removing duplicates after a
	 * restart.
	 */
	event_key: string;
};

/** Something that happened to a transaction. */
export type TransactionEvent = Happening<Transaction>;

/** The item that tells of an event in the simplified form. */
export function eventItem(
	event: TransactionEvent,
	outcomeOptions: OutcomeOptions,
): EventHead & Outcome {
	const outcome = { ...outcomeOf(event.subject, outcomeOptions), state: stateOfMark(event.seen) };
	return { ...headOf(event), ...outcome, ...(event.listed ? {} : { listed: false as const }) };
}

/** The items that tell of an event in this shape; each has a key of its own. */
export function eventItems(
	event: TransactionEvent,
	outcomeOptions: OutcomeOptions,
	shape: OutcomeShape,
): Row[] {
	const { event: name, event_key: key, ...outcome } = eventItem(event, outcomeOptions);
	return rowsOf(outcome, shape).map((row, nth) => ({
		event: name,
		event_key: nth === 0 ? key : `${key}#${nth}`,
		...row,
	}));
}

/** The item that tells of an event with the server's own answer. */
export function rawEventItem(event: TransactionEvent, showSecrets: boolean): JsonObject {
	const raw = redactAnswer(event.subject.raw, { showSecrets });
	return { ...raw, ...headOf(event), ...(event.listed ? {} : { listed: false }) };
}

function headOf(event: TransactionEvent): EventHead {
	return { event: event.event, event_key: transactionKind().eventKey(event) };
}
