import type { ControlClient } from '../../../control/client';
import type { Pace } from '../../../control/readRetries';
import type { WaitEnd } from '../../../follow/waiting/waitEnd';
import { waitForCompletion } from '../../../follow/waiting/waitForCompletion';
import type { Job } from '../plan/job';
import { uniqueIds, type Dispatched } from '../send/dispatched';

/**
 * Waits for the accepted operations of those items that ask for it, all together, each as long as
 * its item says.
 */
export async function waitForThose(
	client: ControlClient,
	dispatched: ReadonlyMap<Job, Dispatched>,
	{ clock, pacer }: Pace,
): Promise<Map<string, WaitEnd>> {
	const awaited = [...dispatched].find(([{ plan }, { kind }]) => plan.wait && kind === 'accepted');
	const settings = awaited?.[0].plan.wait?.settings;
	if (!settings) return new Map();
	const ids = uniqueIds(dispatched);
	const deadlines = new Map<string, number>();
	for (const [{ plan }, result] of dispatched) {
		if (!plan.wait || result.kind !== 'accepted') continue;
		const { transactionId: id } = result.receipt;
		if (id !== null && ids.has(id)) deadlines.set(id, plan.wait.settings.deadlineMs);
	}
	return await waitForCompletion(client, deadlines.keys(), {
		...settings,
		deadlines,
		clock,
		pacer,
	});
}
