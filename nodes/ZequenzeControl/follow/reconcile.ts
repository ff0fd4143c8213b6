import { serverInstant } from '../ground/dates';
import type { OperationRequest } from '../control/endpoints';
import { asText } from '../ground/json';
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
	const views = questions.map((question) => viewOf(question, byTarget));
	const equal = groupByKey(views);
	const claims = claimsOn(views);
	return views.map((view): Finding => {
		if (anonymous) return { kind: 'undecided' };
		if (view.possible.length === 0) return { kind: keepsEverything ? 'absent' : 'undecided' };
		const equals = equal.get(view.key) ?? [];
		// Of as many equal questions as answers, any may have any. What may answer another question answers none.
		const isCertain =
			view.possible.length === equals.length &&
			view.possible.every((transaction) => claims.get(transaction)?.size === 1) &&
			equals.every(({ possible, fits }) => fits && sameEntries(possible, view.possible));
		const transaction = view.possible[equals.indexOf(view)];
		return isCertain && transaction ? { kind: 'found', transaction } : { kind: 'undecided' };
	});
}

/** What the list holds for one question. */
interface View {
	/** The same for questions that ask for the very same thing. */
	key: string;
	/** What may be it, in the order of the list. */
	possible: Transaction[];
	/** Whether all of this fits without a doubt. */
	fits: boolean;
}

function viewOf({ request, sentAt }: OpenQuestion, byTarget: Candidates['byTarget']): View {
	const near = byTarget.get(targetOf(request.serial_number, request.operation)) ?? [];
	const judged = near.map((candidate) => judgeCandidate(candidate, request, sentAt));
	return {
		key: JSON.stringify([request.serial_number, request.operation, request.variables]),
		possible: near.filter((_, index) => judged[index] !== 'other'),
		fits: !judged.includes('doubtful'),
	};
}

function groupByKey(views: readonly View[]): Map<string, View[]> {
	const groups = new Map<string, View[]>();
	for (const view of views) {
		const group = groups.get(view.key);
		if (group) group.push(view);
		else groups.set(view.key, [view]);
	}
	return groups;
}

/** The different questions that each transaction may answer. */
function claimsOn(views: readonly View[]): Map<Transaction, Set<string>> {
	const claims = new Map<Transaction, Set<string>>();
	for (const { key, possible } of views) {
		for (const transaction of possible) {
			claims.set(transaction, (claims.get(transaction) ?? new Set<string>()).add(key));
		}
	}
	return claims;
}

function sameEntries(some: readonly Transaction[], others: readonly Transaction[]): boolean {
	return some.length === others.length && some.every((entry, index) => entry === others[index]);
}

type Judgement = 'fits' | 'doubtful' | 'other';

function judgeCandidate(
	candidate: Transaction,
	request: OperationRequest,
	sentAt: number | null,
): Judgement {
	const createdAt = serverInstant(candidate.createdAt);
	const isDated = createdAt !== null && sentAt !== null;
	if (isDated && createdAt < sentAt - TOLERANCE_MS) return 'other';
	if (candidate.variables.length > 0 && !sameNames(candidate, request)) return 'other';
	if (!isDated || candidate.id === null) return 'doubtful';
	// The server may hide or rewrite values, so a difference does not prove that it is another operation.
	return sameNames(candidate, request) && sameValues(candidate, request) ? 'fits' : 'doubtful';
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
	return request.variables.every(({ variable_name, value }) =>
		couldBe(shown.get(variable_name), value),
	);
}

/** Whether the value that a server shows, if it shows one, is the one that was sent, if one was. */
export function couldBe(shown: unknown, sent: string | undefined): boolean {
	return sent === undefined || shown === undefined || shown === null || asText(shown) === sent;
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
