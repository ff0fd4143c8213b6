import { NodeApiError, type Failure, type INode } from 'n8n-workflow';

import { ControlError } from '../control/failures/errors';
import { failureOf, inOurWords, isDefect } from '../items/failures';

/**
 * The error with which a poll fails, with the class of failure that newer versions of n8n act upon.
 */
export function pollError(node: INode, error: unknown): NodeApiError {
	const { message, description, httpCode } = failureOf(error);
	const shown = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: description ?? undefined,
			httpCode: httpCode === null ? undefined : String(httpCode),
			failure: failureClass(error),
		},
	);
	if (isDefect(error)) shown.stack = error.stack;
	return inOurWords(shown, message);
}

function failureClass(error: unknown): Failure {
	if (isDefect(error)) return { cause: 'node-defect' };
	if (!(error instanceof ControlError)) return { cause: 'configuration-invalid' };
	const retryAfterMs = error.retryAfterMs ?? undefined;
	if (error.kind === 'unauthorized' || error.kind === 'forbidden') {
		return { cause: 'credential-invalid' };
	}
	if (error.kind === 'rate_limited') return { cause: 'rate-limited', retryAfterMs };
	if (error.transient) return { cause: 'temporarily-unavailable', retryAfterMs };
	return { cause: 'configuration-invalid' };
}

/** Whether waiting may help: then nobody needs to be told at once. */
export function isPassing(error: unknown): boolean {
	return error instanceof ControlError && error.transient;
}
