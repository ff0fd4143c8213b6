import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../control/pace/pacing';
import { RunCancelled } from '../control/wire/http';
import { steadyTime } from '../ground/steadyTime';

// n8n 1.x cannot interrupt a sleep, so no single one is long.
const SLICE_MS = 250;

/**
 * Real time, which goes on evenly from when this was called; its sleep ends with RunCancelled soon
 * after the user stopped the execution.
 */
export function realClock(context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>): Clock {
	const signal = context.getExecutionCancelSignal();
	const now = steadyTime();
	return {
		now,
		random: Math.random,
		sleep: async (ms) => {
			const end = now() + ms;
			for (let left = ms; left > 0; left = end - now()) {
				if (signal?.aborted) throw new RunCancelled();
				await sleep(Math.min(left, SLICE_MS));
			}
			if (signal?.aborted) throw new RunCancelled();
		},
	};
}
