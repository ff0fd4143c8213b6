import type { Transaction } from '../../control/answers/transaction';
import type { EventName } from '../memory/eventNames';
import type { Happening, Kind } from '../memory/kind';
import { lastSeenOf, stateIn, wordIn, type LastSeen } from '../memory/lastSeen';
import { idIn, keyOf, TAG_LENGTH, type SubjectKey } from '../packing/subjectKey';
import { isFinal, stateOf, type State, type Vocabulary } from '../states';

/** From where an operation begins to where it ends. */
const FURTHER: readonly State[] = ['unknown', 'scheduled', 'running', 'succeeded', 'failed'];

// One end does not come before another one.
const END = FURTHER.indexOf('succeeded');

// What happens once to a transaction is the same event whatever its status is by the time it is
// noticed, or noticed again.
const ONCE: readonly EventName[] = ['transaction.created', 'transaction.unlisted'];

/** How transactions are followed, with what the server's status words mean. */
export function transactionKind(words?: Vocabulary): Kind<Transaction> {
	const rankOf = (transaction: Transaction): string => {
		const rank = FURTHER.indexOf(stateOf(transaction, words));
		return [rank, transaction.updatedAt ?? '', transaction.status ?? ''].join(' ');
	};
	return {
		keyOf: ({ id, serialNumber }) => (id === null ? null : keyOf(id, serialNumber)),
		lastSeenOf: (transaction) => lastSeenOf(stateOf(transaction, words), transaction.status),
		isFurther: (one, other) => rankOf(one) > rankOf(other),
		isEnd: (seen) => isFinal(stateOfMark(seen)),
		isBefore: (one, other) =>
			FURTHER.indexOf(stateOfMark(one)) < Math.min(FURTHER.indexOf(stateOfMark(other)), END),
		happened,
		timeOf: ({ updatedAt }, event) => (ONCE.includes(event) ? null : updatedAt),
		remembered,
		unlisted: 'transaction.unlisted',
		eventKey,
	};
}

/** The state in what was seen of a transaction. */
export function stateOfMark(seen: LastSeen): State {
	return FURTHER.find((known) => known === stateIn(seen)) ?? 'unknown';
}

function happened(seen: LastSeen | undefined, now: LastSeen): EventName[] {
	const events: EventName[] = [];
	if (seen === undefined) events.push('transaction.created');
	else if (seen !== now) events.push('transaction.status_changed');
	const state = stateOfMark(now);
	if (isFinal(state) && stateIn(seen) !== state) {
		events.push(state === 'failed' ? 'transaction.failed' : 'transaction.succeeded');
	}
	return events;
}

function eventKey({ event, subject, at }: Happening<Transaction>): string {
	if (!ONCE.includes(event)) return [subject.id, event, subject.status ?? '', at ?? ''].join(':');
	// Version 0.1 stored a time here.
	return [subject.id, event, '', at?.length === TAG_LENGTH ? at : ''].join(':');
}

function remembered(
	key: SubjectKey,
	seen: LastSeen,
	event: EventName,
	at: string | null,
): Transaction {
	const id = idIn(key);
	return {
		id,
		serialNumber: null,
		operation: null,
		status: wordIn(seen) ?? null,
		variables: [],
		instance: null,
		fault: null,
		failedDevices: 0,
		createdAt: null,
		updatedAt: ONCE.includes(event) ? null : at,
		raw: { id },
	};
}
