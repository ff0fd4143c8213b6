import type { Rest } from '../../control/lists/slices';
import type { Kind } from '../memory/kind';
import type { Memory } from '../memory/memory';
import type { Changes, Interest, Snapshot } from '../memory/snapshot';
import { Comparison } from './comparison';

/**
 * Compares what the server shows with what was seen before. Without a memory, or after a change of
 * host, nothing is reported but what `isRecent` asks for: what happened before the trigger was
 * there is not news. After a change of credential or scope, what comes or goes is no news either:
 * the server may show others. No argument is changed.
 */
export function changesSince<Subject>(
	kind: Kind<Subject>,
	before: Memory | undefined,
	snapshot: Snapshot<Subject>,
	interest: Interest<Subject>,
): Changes<Subject> {
	const steps = new Comparison(kind, before, snapshot, interest).steps();
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/**
 * Like changesSince; `rest` lets other work go on in between, as there may be very much to compare.
 */
export async function changesInSlices<Subject>(
	kind: Kind<Subject>,
	before: Memory | undefined,
	snapshot: Snapshot<Subject>,
	interest: Interest<Subject>,
	rest: Rest,
): Promise<Changes<Subject>> {
	const steps = new Comparison(kind, before, snapshot, interest).steps();
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
		await rest();
	}
}
