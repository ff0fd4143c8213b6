import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf, nodeError } from '../../../items/failures';
import type { Job } from '../plan/job';
import { hasFailed, type Dispatched } from '../send/dispatched';
import { idText } from '../send/idText';
import { errorOf } from './result';

const IDS_SHOWN = 50;

/** Throws the first failure of sending, if there is one. */
export function throwFirstFailure(
	context: IExecuteFunctions,
	jobs: readonly Job[],
	results: ReadonlyMap<Job, Dispatched>,
): void {
	for (const job of jobs) {
		const result = results.get(job);
		if (result && hasFailed(result)) throw stoppingError(context, job, errorOf(result), results);
	}
}

/**
 * The error with which the failure of one job ends the node. It names the device where an item stands for many, and its
 * description tells what was accepted all the same: no output will.
 */
export function stoppingError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	{ plan, request, many }: Job,
	error: Error,
	results: ReadonlyMap<Job, Dispatched>,
): Error {
	const failure = failureOf(error);
	const message = many
		? `${failure.message} [serial number ${request.serial_number}]`
		: failure.message;
	const description = [failure.description, acceptedSoFar(results)].filter(Boolean).join(' ');
	return nodeError(context.getNode(), { ...failure, message, description }, plan.itemIndex, error);
}

function acceptedSoFar(results: ReadonlyMap<Job, Dispatched>): string {
	const accepted = [...results.values()].flatMap((result) =>
		result.kind === 'accepted' ? [result.receipt.transactionId] : [],
	);
	if (accepted.length === 0) return 'Nothing was scheduled.';
	const ids = accepted.filter((id) => id !== null);
	if (ids.length === 0)
		return `Already scheduled: ${accepted.length}, of which CONTROL shows no IDs.`;
	const shown = ids.slice(0, IDS_SHOWN).map(idText).join(', ');
	const which =
		ids.length > IDS_SHOWN ? `, the first ${IDS_SHOWN} of their IDs: ${shown}` : `: ${shown}`;
	const rest = accepted.length - ids.length;
	const others = rest > 0 ? ` (CONTROL shows no ID of ${rest} more)` : '';
	return `Already scheduled: ${ids.length}${which}${others}. All transaction IDs are in the log of n8n.`;
}
