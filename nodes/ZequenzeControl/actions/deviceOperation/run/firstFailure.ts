import type { IExecuteFunctions } from 'n8n-workflow';

import { failureOf, nodeError } from '../../../items/failures';
import type { Job } from '../plan/job';
import { idText } from '../send/accepted/idText';
import { hasFailed, type Dispatched } from '../send/dispatched';
import { errorOf } from './result';

const IDS_SHOWN = 50;

const GO_ON =
	'To have the other results as well, set On Error in the settings of the node to Continue (using error output).';

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
 * The error with which the failure of one job ends the node; `alsoFailed` is how many others have
 * failed. It names the device where an item stands for many, and its
 * description tells what was accepted all the same: no output will.
 */
export function stoppingError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	{ plan, request, many }: Job,
	error: Error,
	results: ReadonlyMap<Job, Dispatched>,
	alsoFailed = 0,
): Error {
	const failure = failureOf(error);
	const message = many
		? `${failure.message} [serial number ${request.serial_number}]`
		: failure.message;
	const others = alsoFailed > 0 ? `${alsoFailed} more failed.` : null;
	const remedy = results.size > 1 ? GO_ON : null;
	const description = [failure.description, others, acceptedSoFar(results), remedy]
		.filter(Boolean)
		.join(' ');
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
