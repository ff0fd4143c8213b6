import type { Transaction } from '../../control/answers/transaction';
import type { OperationRequest } from '../../control/endpoints';
import { Proof, type Assumptions, type OpenQuestion, type Stranger } from './proof';
import { foldedSerial } from './sameOperation';
import { sightingsIn, type Listing, type Sightings, type Witness } from './sightings';

/**
 * What the list says about an open question. `found`: exactly this transaction. `absent`: the list
 * proves that nothing was made. `undecided`: there is something that may or may not be it, or the
 * list proves nothing.
 */
export type Finding =
	{ kind: 'found'; transaction: Transaction } | { kind: 'absent' } | { kind: 'undecided' };

/** What is known beside the list. */
export interface Knowledge extends Assumptions {
	/** What the server accepted, of this run and of others. */
	witnesses: readonly Witness[];
	/** Questions of others: what may answer them, answers none of ours. */
	rivals?: readonly OpenQuestion[];
}

const UNDECIDED: Finding = { kind: 'undecided' };

/**
 * Looks for the transactions behind open questions in what the server lists. A list proves
 * something only where it was read whole, and about what it shows as it shows its witnesses.
 * Returns one finding for each question, in their order.
 */
export function reconcile(
	questions: readonly OpenQuestion[],
	listing: Listing,
	{ witnesses, rivals = [], ...assumptions }: Knowledge,
): Finding[] {
	const sightings = listing.isWhole ? sightingsIn(listing, witnesses) : null;
	if (!sightings) return questions.map(() => UNDECIDED);
	const views = viewsOf([...questions, ...rivals], sightings, assumptions);
	const equal = groupByKey(views);
	const claims = claimsOn(views);
	return views.slice(0, questions.length).map((view): Finding => {
		if (!view.proof) return UNDECIDED;
		if (view.possible.length === 0) {
			return view.proof.wouldShow(view.question) ? { kind: 'absent' } : UNDECIDED;
		}
		const equals = equal.get(view.key) ?? [];
		// Of as many equal questions as answers, any may have any. What may answer another question
		// answers none.
		const isCertain =
			view.possible.length === equals.length &&
			view.possible.every((transaction) => claims.get(transaction)?.size === 1) &&
			equals.every(({ possible, fits }) => fits && sameEntries(possible, view.possible));
		const transaction = view.possible[equals.indexOf(view)];
		return isCertain && transaction ? { kind: 'found', transaction } : UNDECIDED;
	});
}

/** What the list holds for one question. */
interface View {
	question: OpenQuestion;
	/** Null where there is no witness, so that nothing is proven. */
	proof: Proof | null;
	/** The same for questions that ask for the very same thing. */
	key: string;
	/** What may be it, in the order of the list. */
	possible: Transaction[];
	/** Whether all of this fits without a doubt. */
	fits: boolean;
}

function viewsOf(
	questions: readonly OpenQuestion[],
	sightings: Sightings,
	assumptions: Assumptions,
): View[] {
	const drawers = new Map<OperationRequest['operation'], Drawer>();
	return questions.map((question) => {
		const { operation } = question.request;
		const drawer =
			drawers.get(operation) ?? new Drawer(Proof.from(sightings, operation, assumptions));
		drawers.set(operation, drawer);
		return drawer.viewOf(question);
	});
}

/**
 * So many characters at the end of a serial number share a compartment; what stands before it may
 * be the maker.
 */
const ENDING = 3;

/**
 * The strangers of a list, sorted by the endings of their serial numbers, so that each question
 * meets few of them.
 */
class Drawer {
	private readonly byEnding = new Map<string, Stranger[]>();

	/** Without a serial number that can be compared. */
	private readonly others: Stranger[] = [];

	constructor(private readonly proof: Proof | null) {
		for (const stranger of proof?.strangers ?? []) {
			const { serialNumber } = stranger.entry;
			// A number may be the device's in the books of the server.
			if (serialNumber === null || /^\d+$/.test(serialNumber)) this.others.push(stranger);
			else this.compartment(serialNumber).push(stranger);
		}
	}

	viewOf(question: OpenQuestion): View {
		const { proof } = this;
		const judged = this.near(question).map((stranger) => ({
			stranger,
			verdict: proof?.judge(stranger, question) ?? 'doubtful',
		}));
		const possible = judged.filter(({ verdict }) => verdict !== 'other');
		return {
			question,
			proof,
			key: keyOf(question.request),
			possible: possible.map(({ stranger }) => stranger.entry),
			fits: possible.every(({ verdict }) => verdict === 'fits'),
		};
	}

	/** The strangers that may answer a question, as their serial numbers tell. */
	private near({ request }: OpenQuestion): readonly Stranger[] {
		if (foldedSerial(request.serial_number).length < ENDING) {
			return this.proof?.strangers ?? [];
		}
		return [...this.compartment(request.serial_number), ...this.others];
	}

	private compartment(serialNumber: string): Stranger[] {
		const ending = foldedSerial(serialNumber).slice(-ENDING);
		const compartment = this.byEnding.get(ending) ?? [];
		this.byEnding.set(ending, compartment);
		return compartment;
	}
}

/** The same for requests that ask for the very same thing. */
export function keyOf({ serial_number, operation, variables }: OperationRequest): string {
	return JSON.stringify([serial_number, operation, variables]);
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
