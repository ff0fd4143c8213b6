import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf, nodeError } from '../../items/failures';
import type { Dispatched } from './dispatch';
import type { Job } from './job';
import { errorOf } from './result';

const IDS_SHOWN = 50;

/** Throws the first failure, if there is one, and tells in its description what was accepted all the same. */
export function throwFirstFailure(
	context: IExecuteFunctions,
	jobs: readonly Job[],
	results: ReadonlyMap<Job, Dispatched>,
): void {
	for (const job of jobs) {
		const result = results.get(job);
		if (result?.kind !== 'refused' && result?.kind !== 'unknown') continue;
		const failure = failureOf(errorOf(result), { serial_number: job.request.serial_number });
		const message = job.many
			? `${failure.message} [serial number ${job.request.serial_number}]`
			: failure.message;
		const description = [failure.description, acceptedSoFar(results)].filter(Boolean).join(' ');
		throw nodeError(context.getNode(), { ...failure, message, description }, job.plan.itemIndex);
	}
}

function acceptedSoFar(results: ReadonlyMap<Job, Dispatched>): string {
	const ids = [...results.values()].flatMap((result) =>
		result.kind === 'accepted' ? [result.receipt.transactionId ?? '(no ID)'] : [],
	);
	if (ids.length === 0) return 'Nothing was scheduled.';
	const shown = ids.slice(0, IDS_SHOWN).join(', ');
	const which =
		ids.length > IDS_SHOWN ? `, the first ${IDS_SHOWN} of them: ${shown}` : `: ${shown}`;
	return `Already scheduled: ${ids.length}${which}. All transaction IDs are in the log of n8n.`;
}
