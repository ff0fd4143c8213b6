/**
 * What became of a request that went wrong. `refused`: the server certainly did nothing; `lost`: it
 * may have done what was asked, nobody can tell from here.
 */
export type Delivery = 'refused' | 'lost';

/** Why a request went wrong, in the terms that a workflow can branch on. */
export type FailureKind =
	| 'bad_request'
	| 'unauthorized'
	| 'forbidden'
	| 'not_found'
	| 'wrong_address'
	| 'conflict'
	| 'unprocessable'
	| 'rate_limited'
	| 'server_error'
	| 'unavailable'
	| 'redirected'
	| 'not_json'
	| 'unexpected_answer'
	| 'too_large'
	| 'timeout'
	| 'unreachable'
	| 'connection_lost'
	| 'certificate'
	| 'tls'
	| 'request_too_large'
	| 'proxy'
	| 'blocked'
	| 'unexpected_status'
	| 'unknown_delivery'
	| 'deadline_passed'
	| 'device_down'
	| 'device_refused';

/** What there is to know about a failure. */
export interface FailureFacts {
	kind: FailureKind;
	message: string;
	/** What the reader can do about it. */
	fix: string;
	httpCode?: number;
	/** The system's word for a network failure, e.g. ECONNRESET. */
	code?: string;
	/** Whether the same request may well succeed later without anybody changing anything. */
	transient: boolean;
	/** Only where an operation was to be scheduled. */
	delivery?: Delivery;
	/** How long the server asked to wait, in milliseconds. */
	retryAfterMs?: number;
}

/** A request to CONTROL that did not lead to a usable answer. */
export class ControlError extends Error {
	readonly kind: FailureKind;

	readonly fix: string;

	readonly httpCode: number | null;

	readonly code: string | null;

	readonly transient: boolean;

	/** Null where nothing was to be scheduled. */
	readonly delivery: Delivery | null;

	readonly retryAfterMs: number | null;

	constructor(facts: FailureFacts) {
		super(facts.message);
		this.name = 'ControlError';
		this.kind = facts.kind;
		this.fix = facts.fix;
		this.httpCode = facts.httpCode ?? null;
		this.code = facts.code ?? null;
		this.transient = facts.transient;
		this.delivery = facts.delivery ?? null;
		this.retryAfterMs = facts.retryAfterMs ?? null;
	}
}

/** What to do about what passes by itself. */
export const TRY_LATER = 'Try again later. If it stays, ask the operator of your CONTROL server.';
