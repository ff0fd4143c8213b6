import type { RollOutChoice } from '../fields/rollOutFields';
import type { Job } from '../plan/job';
import { send } from '../send/send';
import type { CarriedOut, Surroundings } from './carriedOut';
import { throwFirstFailure } from './firstFailure';
import { RollOutRun } from './rollOutRun';
import { waitForThose } from './waitForThose';

/**
 * Sends what is to be sent, and waits where items ask for it: for all jobs at once, or wave by
 * wave. Throws the first failure where the node stops at failures, and RunCancelled.
 */
export async function carryOut(
	jobs: readonly Job[],
	sending: Surroundings,
	rollOut?: RollOutChoice,
): Promise<CarriedOut> {
	const { context, client, pace } = sending;
	if (rollOut) return await new RollOutRun(rollOut, sending).run(jobs);
	const dispatched = await send(jobs, sending);
	if (!context.continueOnFail()) throwFirstFailure(context, jobs, dispatched);
	return { dispatched, ends: await waitForThose(client, dispatched, pace) };
}
