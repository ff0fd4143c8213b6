import type { OperationRequest } from '../control/endpoints';
import type { Transaction } from '../control/transaction';

/** A request of which nobody knows whether, or as which transaction, the server took it. */
export interface OpenQuestion {
	request: OperationRequest;
	/** When it was sent, in milliseconds since 1970 by the server's clock; null where that is not known. */
	sentAt: number | null;
}

/**
 * What the list says about an open question. `found`: exactly this transaction. `absent`: the list proves that nothing was
 * made. `undecided`: there is something that may or may not be it, or the list proves nothing.
 */
export type Finding =
	{ kind: 'found'; transaction: Transaction } | { kind: 'absent' } | { kind: 'undecided' };

// Clocks of the API and of what writes `created_at` behind it differ a little; HTTP dates have whole seconds.
const TOLERANCE_MS = 2_000;

/**
 * Looks for the transactions behind open questions in what the server lists. `known` holds the ids that are certainly
 * something else. A transaction fits if serial number, operation and variables are the same and it was created after
 * sending. The list proves an absence only where it is certain to keep what was made: `keepsEverything`.
 * Returns one finding for each question, in their order.
 */
export function reconcile(
	questions: readonly OpenQuestion[],
	listed: Iterable<Transaction>,
	known: ReadonlySet<string>,
	keepsEverything: boolean,
): Finding[] {
	const { byTarget, anonymous } = collect(questions, listed, known);
	const asked = countBy(questions.map(({ request }) => questionKey(request)));
	return questions.map(({ request, sentAt }): Finding => {
		const near = byTarget.get(targetOf(request.serial_number, request.operation)) ?? [];
		const judged = near.map((candidate) => judge(candidate, request, sentAt));
		const fitting = near.filter((_, index) => judged[index] === 'fits');
		const doubtful = anonymous || judged.includes('doubtful');
		const key = questionKey(request);
		const equalQuestions = asked.get(key) ?? 1;
		const [transaction] = fitting;
		// Two equal questions and two answers: either may have either.
		if (transaction && !doubtful && fitting.length === equalQuestions) {
			near.splice(near.indexOf(transaction), 1);
			asked.set(key, equalQuestions - 1);
			return { kind: 'found', transaction };
		}
		if (!transaction && !doubtful && keepsEverything) return { kind: 'absent' };
		return { kind: 'undecided' };
	});
}

type Judgement = 'fits' | 'doubtful' | 'other';

function judge(
	candidate: Transaction,
	request: OperationRequest,
	sentAt: number | null,
): Judgement {
	const createdAt = instantOf(candidate.createdAt);
	const isDated = createdAt !== null && sentAt !== null;
	if (isDated && createdAt < sentAt - TOLERANCE_MS) return 'other';
	if (candidate.variables.length > 0 && !sameNames(candidate, request)) return 'other';
	if (!isDated || candidate.id === null) return 'doubtful';
	// The server may hide or rewrite values, so a difference does not prove that it is another operation.
	return sameNames(candidate, request) && sameValues(candidate, request) ? 'fits' : 'doubtful';
}

/** Milliseconds since 1970; null for a time without a zone, which could be any. */
export function instantOf(text: string | null): number | null {
	if (text === null || !/(?:Z|[+-]\d\d:?\d\d)$/i.test(text.trim())) return null;
	const instant = Date.parse(text);
	return Number.isNaN(instant) ? null : instant;
}

function sameNames(candidate: Transaction, request: OperationRequest): boolean {
	return namesOf(candidate.variables) === namesOf(request.variables);
}

function namesOf(variables: ReadonlyArray<{ variable_name: string }>): string {
	const names = variables.map(({ variable_name }) => variable_name.replace(/\.$/, ''));
	return JSON.stringify(names.sort());
}

function sameValues(candidate: Transaction, request: OperationRequest): boolean {
	const shown = new Map(candidate.variables.map((entry) => [entry.variable_name, entry.value]));
	return request.variables.every(({ variable_name, value }) => {
		const other = shown.get(variable_name);
		return value === undefined || other === undefined || other === null || String(other) === value;
	});
}

interface Candidates {
	byTarget: Map<string, Transaction[]>;
	/** Some entry does not say which device or operation it is about, so it could be anything. */
	anonymous: boolean;
}

function collect(
	questions: readonly OpenQuestion[],
	listed: Iterable<Transaction>,
	known: ReadonlySet<string>,
): Candidates {
	const byTarget = new Map<string, Transaction[]>(
		questions.map(({ request }) => [targetOf(request.serial_number, request.operation), []]),
	);
	let anonymous = false;
	for (const transaction of listed) {
		if (transaction.id !== null && known.has(transaction.id)) continue;
		anonymous ||= transaction.serialNumber === null || transaction.operation === null;
		byTarget.get(targetOf(transaction.serialNumber, transaction.operation))?.push(transaction);
	}
	return { byTarget, anonymous };
}

function targetOf(serialNumber: string | null, operation: string | null): string {
	return JSON.stringify([serialNumber, operation]);
}

/** Questions that ask for the very same thing. */
function questionKey({ serial_number, operation, variables }: OperationRequest): string {
	return JSON.stringify([serial_number, operation, variables]);
}

function countBy(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}
