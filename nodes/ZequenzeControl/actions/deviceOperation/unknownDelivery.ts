import { ControlError } from '../../control/errors';

/**
 * The failure of an operation of which nobody can tell whether CONTROL took it. It is not marked as retryable: sending it
 * again could have the device execute it twice.
 */
export function unknownDelivery(cause: ControlError): ControlError {
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
