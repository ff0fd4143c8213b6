import type { OperationRequest } from '../../../control/endpoints';
import type { ControlError } from '../../../control/failures/errors';
import type { Pace } from '../../../control/readRetries';
import type { Delivered } from './dispatched';
import type { SentOperations } from './sentOperations';

/** Anything that carries a request. */
export interface Sendable {
	request: OperationRequest;
}

export interface DispatchSettings<J extends Sendable> extends Pace {
	/** Milliseconds that a request may take. */
	timeoutMs: number;
	/** Whether to send nothing more, asked after each failure. */
	shouldStop: (failures: number) => boolean;
	/** Told of each request that the server refused. */
	onRefused?: (job: J, error: ControlError) => void;
	/** Told of each request to which no answer came. */
	onUnanswered?: (job: J) => void;
	/** Called before each request is sent, and before any pause. */
	beforeSending?: () => void;
	/** What this process has sent to this server. */
	sent: SentOperations;
	/** Whether a set is sent again although nobody can tell whether the server took it. */
	maySetAgain?: (job: J) => boolean;
	/** IDs that were listed before anything was sent. */
	before?: ReadonlySet<string>;
	/**
	 * Told of each request as soon as it is known that the server took it, or that nobody can tell.
	 */
	onDelivered: (job: J, result: Delivered) => void;
}
