import { ControlError } from '../control/failures/errors';
import { describeFault } from '../cwmp/faults/faults';
import { outcomeOf, type Outcome, type OutcomeOptions } from '../follow/outcome';
import { refusedBy } from '../follow/refusal';
import type { WaitEnd } from '../follow/waiting/waitEnd';
import type { Subject } from '../items/failures';
import type { Hints } from '../items/hints';

/** What a wait shows for one transaction: its outcome, or why there is none. */
export type Waited = { outcome: Outcome } | { error: ControlError; subject: Subject };

/**
 * What to show of a transaction after a wait. `before` is what was known of it, `failLate` and
 * `failRefused` whether passing the deadline, or a device's fault, is a failure. Remarks go to
 * `hints`.
 */
export function waited(
	end: WaitEnd,
	before: Outcome,
	outcomeOptions: OutcomeOptions,
	{ failLate, failRefused, hints }: { failLate: boolean; failRefused: boolean; hints: Hints },
): Waited {
	if (end.kind === 'refused') return { error: end.error, subject: subjectOf(before) };
	if (end.kind === 'timed_out' && failLate) {
		return { error: tooLate(before), subject: subjectOf(before) };
	}
	const outcome = end.transaction
		? completed(before, outcomeOf(end.transaction, outcomeOptions))
		: before;
	if (end.kind === 'timed_out') {
		hints.add(
			'The deadline passed before the device was done. Follow such operations with the Zequenze CONTROL Trigger node.',
		);
		return { outcome: { ...outcome, timed_out: true } };
	}
	if (end.kind === 'unlisted') {
		hints.add(
			'CONTROL no longer lists the transaction, so nobody can tell how it ended.',
			'warning',
		);
		return { outcome: { ...outcome, state: 'unknown', listed: false } };
	}
	if (end.kind === 'no_status') {
		hints.add(
			'This CONTROL server shows no status for such operations, so waiting cannot tell when they are done.',
		);
	}
	if (outcome.fault?.code) explainFault(outcome.fault.code, hints);
	if (outcome.state !== 'failed' || !failRefused) return { outcome };
	const { fault, operation, variables } = outcome;
	return {
		error: refusedBy(fault),
		subject: {
			...subjectOf(outcome),
			operation,
			fault: { ...fault },
			variables: variables.map((shown) => ({ ...shown })),
		},
	};
}

function subjectOf({ serial_number, transaction_id }: Outcome): Subject {
	return { serial_number, transaction_id };
}

/** What to do about a fault is told once for all devices that report it. */
function explainFault(code: string, hints: Hints): void {
	const { name, advice } = describeFault(code);
	if (advice !== null) hints.add(`Fault ${code}, ${name}: ${advice}`, 'warning');
}

/** What the server shows now, and where it is silent, what was known before. */
function completed(before: Outcome, now: Outcome): Outcome {
	return {
		...now,
		transaction_id: before.transaction_id,
		serial_number: now.serial_number ?? before.serial_number,
		operation: now.operation ?? before.operation,
		variables: now.variables.length ? now.variables : before.variables,
	};
}

function tooLate({ transaction_id: id }: Outcome): ControlError {
	return new ControlError({
		kind: 'deadline_passed',
		message: `The device was not done with transaction ${id ?? '?'} before the deadline`,
		fix: 'Raise Wait Deadline, or follow such operations with the Zequenze CONTROL Trigger node. The operation stays scheduled.',
		transient: true,
	});
}
