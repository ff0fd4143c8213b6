import type { ControlClient } from '../../../control/client';
import { bySerialNumber } from '../../../control/endpoints';
import { ControlError } from '../../../control/failures/errors';
import { inPool } from '../../../control/pace/pool';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import { textOf } from '../../../ground/json';
import type { Orderable, RollOutOrder } from '../../../rollout/order';
import type { Job } from '../plan/job';

/**
 * Returns what the order of a roll-out goes by, for each of these jobs. Where it goes by types,
 * that takes a request for each device that no list showed; of one that cannot be read no type is
 * known. Throws RunCancelled.
 */
export async function orderables(
	jobs: readonly Job[],
	order: RollOutOrder,
	client: ControlClient,
	pace: Pace,
): Promise<(job: Job) => Orderable> {
	const types = new Map<string, string | null>();
	if (order === 'spread') {
		const reader = withReadRetries(client, pace);
		const unknown = jobs.filter(({ type, plan }) => type === undefined && !plan.dryRun);
		const devices = [...new Set(unknown.map(({ request }) => request.serial_number))];
		await inPool(devices, pace.pacer.slots, async (serialNumber) => {
			types.set(serialNumber, await typeOf(reader, serialNumber));
		});
	}
	return ({ type, request: { serial_number } }) => ({
		serial_number,
		type: type ?? types.get(serial_number) ?? null,
	});
}

async function typeOf(reader: ControlClient, serialNumber: string): Promise<string | null> {
	try {
		return textOf((await reader.device(bySerialNumber(serialNumber))).type);
	} catch (error) {
		// Sending will say what is wrong with it.
		return error instanceof ControlError ? null : await Promise.reject(error);
	}
}
