import type { RequestedVariable } from '../control/endpoints';
import type { Fault } from '../follow/outcome';
import type { Reported } from './assessment';
import type { Root } from './wanted';

/** What is done on a device, in this order; each step is an operation of its own. */
export type StepName = 'root' | 'read' | 'set' | 'verify' | 'set_back' | 'verify_back';

/** How a step on a device ended. */
export type StepEnd =
	/** The device did it; `values` is what it reported, null where the server shows none. */
	| { kind: 'done'; values: Reported | null; transactionId: string | null }
	/** The device refused it. */
	| { kind: 'refused'; fault: Fault; transactionId: string | null }
	/** The device was not done at the deadline. */
	| { kind: 'late'; transactionId: string | null }
	/** The server does not show how it ended; it may have been done. */
	| { kind: 'untold'; reason: string; transactionId: string | null }
	/** It was not sent on purpose; `reason` as in output. */
	| { kind: 'not_sent'; reason: string }
	/** It could not be sent, or nobody can tell whether it was. */
	| { kind: 'failed'; error: Error; transactionId: string | null };

/** What can be done on one device; none of these throws but for a cancelled run. */
export interface DeviceSteps {
	/** Reports the values of these parameters. */
	read: (step: StepName, paths: readonly string[]) => Promise<StepEnd>;
	/** Has the device take these values, all or none. */
	set: (step: StepName, variables: readonly RequestedVariable[]) => Promise<StepEnd>;
	/** The root of the device's data model, or why it is not known. */
	root: () => Promise<Root | StepEnd>;
}
