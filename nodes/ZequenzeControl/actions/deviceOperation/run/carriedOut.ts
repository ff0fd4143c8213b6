import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from '../../../follow/outcome';
import type { WaitEnd } from '../../../follow/waiting/waitEnd';
import type { Job } from '../plan/job';
import type { Dispatched } from '../send/dispatched';
import type { Sending } from '../send/send';

/** Through what a run sends, in a node that may have to stop at the first failure. */
export interface Surroundings extends Sending {
	context: IExecuteFunctions;
}

/** What became of all jobs of a run. */
export interface CarriedOut {
	dispatched: ReadonlyMap<Job, Dispatched>;
	/** How the wait ended, by transaction ID. */
	ends: ReadonlyMap<string, WaitEnd>;
	/** Of a roll-out: how it went, and what it has to say of a job. */
	rolledOut?: { text: string; of: (job: Job) => Pick<Outcome, 'wave' | 'first_transaction_id'> };
}
