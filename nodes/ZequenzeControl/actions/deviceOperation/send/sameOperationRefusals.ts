/** Why a job is refused where Skip Devices With the Same Operation cannot tell what it has to. */

import { ControlError } from '../../../control/failures/errors';

function refusal(message: string, fix: string): ControlError {
	return new ControlError({
		kind: 'unexpected_answer',
		message,
		fix,
		transient: false,
	});
}

const SWITCH_OFF =
	'Look at the device by Transaction > Get Many, or switch off Skip Devices With the Same Operation.';

/** A server that shows no states. */
export function noState(): ControlError {
	return refusal(
		'CONTROL does not show whether an operation is still open, or when it ended',
		'Switch off Skip Devices With the Same Operation: this server does not show what it needs.',
	);
}

/** One operation that is listed may be the same: this fact of it cannot be compared. */
export function notComparable(fact: string): ControlError {
	return refusal(
		`CONTROL lists an operation that may be the same: it does not show ${fact} so that it can be compared. Nothing was sent`,
		SWITCH_OFF,
	);
}

/** The list is short of something: `gap` says of what. */
export function notWhole(gap: string): ControlError {
	return refusal(
		`Nobody can tell whether CONTROL already has the same operation; nothing was sent. ${gap}`,
		SWITCH_OFF,
	);
}

/** This process sent it a moment ago, and its reply was lost. */
export function stillUnknown(): ControlError {
	return refusal(
		'The same operation was sent a moment ago, and it is not known whether CONTROL took it. Nothing was sent',
		SWITCH_OFF,
	);
}
