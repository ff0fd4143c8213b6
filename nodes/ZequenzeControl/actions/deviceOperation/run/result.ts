import type { IDataObject } from 'n8n-workflow';

import type { OperationRequest } from '../../../control/endpoints';
import { ControlError } from '../../../control/failures/errors';
import { instantText } from '../../../control/failures/retryAfter';
import { redactAnswer, type SecretTexts } from '../../../control/redaction/redaction';
import { acceptedOutcome, notSentOutcome, type Outcome } from '../../../follow/outcome';
import { rowsOf } from '../../../follow/outcomeRows';
import { compare } from '../../../follow/proof/sameOperation';
import type { WaitEnd } from '../../../follow/waiting/waitEnd';
import type { Subject } from '../../../items/failures';
import type { Hints } from '../../../items/hints';
import { waited } from '../../waiting';
import type { Job } from '../plan/job';
import { hasFailed, type Dispatched, type FailedDispatch } from '../send/dispatched';

/** What comes out for one job: an output item, or a failure. */
export type JobResult =
	{ items: IDataObject[]; outcome: Outcome } | { error: Error; subject: Subject };

interface Surroundings {
	/** How the wait ended, by transaction id. */
	ends: ReadonlyMap<string, WaitEnd>;
	hints: Hints;
	/** What the run has sent that must not be seen. */
	sent: SecretTexts;
	/** What a roll-out has to say of the job. */
	rolledOut?: Pick<Outcome, 'wave' | 'first_transaction_id'>;
}

/** What comes out for a job after sending, and after waiting where its item asks for it. */
export function resultOf(job: Job, dispatched: Dispatched, surroundings: Surroundings): JobResult {
	const { plan, request } = job;
	if (dispatched.kind === 'accepted') return acceptedResult(job, dispatched, surroundings);
	if (hasFailed(dispatched)) {
		const error = errorOf(dispatched);
		return { error, subject: { serial_number: request.serial_number, ...surroundings.rolledOut } };
	}
	const outcome = notSentOutcome(request, dispatched.reason, plan.outcomeOptions);
	const { transaction, until } = dispatched;
	const shown: Outcome = {
		...outcome,
		transaction_id: transaction?.id ?? null,
		...(until !== undefined && { retry_at: instantText(until) }),
		...surroundings.rolledOut,
	};
	const { shape } = plan;
	// Only there a dry run has room for the request.
	const isWhole = shape === 'raw' || dispatched.reason === 'dry_run';
	return { outcome, items: rowsOf(shown, isWhole ? 'simplified' : shape) };
}

function acceptedResult(
	{ plan, request }: Job,
	{ receipt }: Extract<Dispatched, { kind: 'accepted' }>,
	{ ends, hints, sent, rolledOut }: Surroundings,
): JobResult {
	const { transaction, transactionId } = receipt;
	const { shape, wait } = plan;
	const outcomeOptions = { ...plan.outcomeOptions, sent };
	const found = transactionId === null ? undefined : ends.get(transactionId);
	const end = found && isAbout(found, request) ? found : undefined;
	if (wait && transactionId !== null && !end) {
		hints.add(
			'CONTROL gave one transaction ID to several operations, so these cannot be followed by it. Look at the devices by Transaction > Get Many.',
			'warning',
		);
	}
	if (transactionId === null) {
		hints.add(
			'CONTROL shows no transaction ID for this operation, so it cannot be followed.',
			'warning',
		);
	}
	const before = acceptedOutcome(transaction, transactionId, request, outcomeOptions);
	const shown =
		end && wait ? waited(end, before, outcomeOptions, { ...wait, hints }) : { outcome: before };
	if ('error' in shown) {
		const { serial_number } = request;
		const known = { ...shown.subject, ...rolledOut };
		const subject = { ...known, serial_number, transaction_id: transactionId };
		return { error: shown.error, subject };
	}
	const outcome = { ...shown.outcome, ...rolledOut };
	if (shape !== 'raw') return { outcome, items: rowsOf(outcome, shape) };
	const latest = end && 'transaction' in end ? end.transaction : undefined;
	return { outcome, items: [redactAnswer((latest ?? transaction).raw, outcomeOptions)] };
}

/**
 * Whether what was followed is the operation on this device, and not another one with the same ID.
 */
export function isAbout(end: WaitEnd, request: OperationRequest): boolean {
	const transaction = 'transaction' in end ? end.transaction : null;
	return transaction === null || compare(transaction, request).serialNumber !== 'other';
}

/** The failure to show for a request that failed. */
export function errorOf({ kind, error }: FailedDispatch): ControlError {
	return kind === 'unknown' ? unknownDelivery(error) : error;
}

/** Not marked as retryable: sending it again could have the device execute it twice. */
function unknownDelivery(cause: ControlError): ControlError {
	return new ControlError({
		kind: 'unknown_delivery',
		message: `It is unknown whether CONTROL took the operation: ${cause.message}`,
		fix: 'Look it up by Transaction > Get Many before sending it again: the device would execute it twice.',
		httpCode: cause.httpCode ?? undefined,
		code: cause.code ?? undefined,
		transient: false,
		delivery: 'lost',
	});
}
