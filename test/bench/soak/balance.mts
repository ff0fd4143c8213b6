import type { TrueOperation } from '../../../simulator/simulator.mts';
import type { Delivery } from '../../e2e/trigger/sink.mts';
import type { Told } from './bulk.mts';

/**
 * The books at the end: what was asked for, what the server has, what was reported, what the
 * trigger told.
 */
export interface Balance {
	asked: number;
	made: number;
	/** Operations beyond the first for the same device and round. */
	doubled: number;
	/** Distinct ids in the output of the runs. */
	reported: number;
	/** Reported ids that the server does not know, or that were reported twice. */
	wronglyReported: number;
	/** Failures that the runs told, by their code. */
	failures: Readonly<Record<string, number>>;
	/** Operations whose end the trigger did not tell. */
	eventsLost: number;
	/** Events that came again. */
	eventsRepeated: number;
}

/** Balances the books of all rounds. */
export function balance(
	asked: number,
	operations: readonly TrueOperation[],
	told: readonly Told[],
	deliveries: readonly Delivery[],
): Balance {
	const made = new Set(operations.map(({ id }) => id));
	const wishes = new Set(
		operations.map(({ serial_number: serial, variables }) => JSON.stringify([serial, variables])),
	);
	const ids = told.flatMap((run) => run.ids);
	const heard = new Set(deliveries.map(({ transaction_id: id }) => id));
	const keys = new Set(deliveries.map(({ event_key: key }) => key));
	const knownIds = new Set(ids.filter((id) => made.has(id)));
	return {
		asked,
		made: operations.length,
		doubled: operations.length - wishes.size,
		reported: knownIds.size,
		wronglyReported: ids.length - knownIds.size,
		failures: counted(told.flatMap((run) => run.codes)),
		eventsLost: [...made].filter((id) => !heard.has(id)).length,
		eventsRepeated: deliveries.length - keys.size,
	};
}

function counted(words: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}

/**
 * Whether nothing was lost, doubled or left untold: every wish is reported, or told as a failure.
 */
export function isBalanced(books: Balance): boolean {
	const failures = Object.values(books.failures).reduce((sum, count) => sum + count, 0);
	return (
		books.doubled === 0 &&
		books.wronglyReported === 0 &&
		books.eventsLost === 0 &&
		books.eventsRepeated === 0 &&
		books.reported + failures === books.asked
	);
}
