import type { ControlClient } from '../../../control/client';
import type { Pace } from '../../../control/readRetries';
import { nothingKnown, type Assessed } from '../../../desired/flow';
import { noteInExecution, type NotedContext } from '../../../items/executionNote';
import { inWaves, rollOutText, type WaveEnd } from '../../../rollout/inWaves';
import type { RollOutChoice } from '../fields/rollOutFields';
import type { Job } from '../plan/job';
import { orderables } from '../send/orderables';
import { WAVE_ENDS } from './remarks';

/** What waves of devices need to be brought to what is wanted. */
export interface WaveSurroundings<T> {
	context: NotedContext;
	client: ControlClient;
	pace: Pace;
	/** Takes one device through its steps. */
	flow: (target: T) => Promise<Assessed>;
	/** Whether nothing more may be sent. */
	hasStopped: () => boolean;
	/** Tells one change from the next. */
	seed: string;
}

/** Devices that went their way wave by wave. */
export interface AssessedInWaves<T> {
	ends: Map<T, Assessed>;
	waveOf: ReadonlyMap<T, number>;
	/** How it went, in people's words. */
	text: string;
}

/**
 * Takes one wave of devices after the other through its steps, as long as the gate is open: it goes
 * by their verdicts. Throws RunCancelled.
 */
export async function assessInWaves<T extends { job: Job }>(
	targets: readonly T[],
	rollOut: RollOutChoice,
	{ context, client, pace, flow, hasStopped, seed }: WaveSurroundings<T>,
): Promise<AssessedInWaves<T>> {
	const jobs = targets.map(({ job }) => job);
	const orderable = await orderables(jobs, rollOut.order, client, pace);
	const ends = new Map<T, Assessed>();
	const rolled = await inWaves(
		targets,
		{ ...rollOut, seed },
		{
			deviceOf: ({ job }) => orderable(job),
			run: async ({ members }) => {
				const found = await Promise.all(
					members.map(async (target) => [target, await flow(target)] as const),
				);
				const waveEnds = new Map<T, WaveEnd>();
				for (const [target, end] of found) {
					ends.set(target, end);
					waveEnds.set(target, WAVE_ENDS[end.verdict]);
				}
				return {
					ends: waveEnds,
					...(hasStopped() && { halted: 'sending stopped after failures' }),
				};
			},
			ended: (soFar) => noteInExecution(context, rollOutText(soFar)),
			clock: pace.clock,
		},
	);
	for (const target of rolled.unsent) ends.set(target, nothingKnown('stopped_by_rollout'));
	return { ends, waveOf: rolled.waveOf, text: rollOutText(rolled) };
}
