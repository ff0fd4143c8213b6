import type { OperationName, Outcome, RequestedVariable } from '../fleet/rpc.mts';
import type { OperationState } from '../settings.mts';

/** One headless operation. Times are epoch milliseconds. */
export interface Operation {
	/** Position in the order of creation; the id that clients see is made of it. */
	number: number;
	serial: string;
	operation: OperationName;
	variables: readonly RequestedVariable[];
	state: OperationState;
	createdAt: number;
	updatedAt: number;
	/** How often the device carried it out: the truth that no client sees. */
	executions: number;
	/** Undefined until the device is done. */
	outcome?: Outcome;
}

/** What a client asks for. */
export type ScheduleRequest = Pick<Operation, 'serial' | 'operation' | 'variables'>;

export function isFinished({ state }: Operation): boolean {
	return state === 'completed' || state === 'failed';
}
