import axios from 'axios';
import { setTimeout as delay } from 'node:timers/promises';
import type { N8n } from '../../../host/startN8n.mts';
import type { ControlProcess } from '../controlProcess.mts';
import { GENERIC_END } from './contenders.mts';
import type { NodeTimes, TimedRun } from './nodeTimes.mts';

const LOOK_EVERY_MS = 100;
const SETTLED_MS = 1_500;
const ENDS_WITHIN_MS = 300_000;

/** What one poll cost. */
export interface Measured {
	/** In the nodes alone. */
	ms: number;
	requests: number;
	items: number;
	/** Of our trigger: the state that it has, and how often it wrote one so far. */
	state?: TimedRun['state'];
}

export interface Place {
	n8n: N8n;
	control: ControlProcess;
	times: NodeTimes;
}

/** One poll of our trigger. */
export async function measureOurs(place: Place, workflowId: string): Promise<Measured> {
	return await measure(place, 'ZequenzeControlTrigger', async () => {
		const { rest } = place.n8n;
		await rest.deactivate(workflowId);
		// n8n does both in the background, and nothing where one follows the other too soon.
		await delay(SETTLED_MS);
		await rest.activate(workflowId);
	});
}

/** One run of the generic alternative. */
export async function measureGeneric(place: Place, path: string): Promise<Measured> {
	return await measure(place, GENERIC_END, async () => {
		await axios.post(`${place.n8n.url}/webhook/${path}`, {}, { proxy: false });
	});
}

async function measure(
	{ control, times }: Place,
	lastNode: string,
	start: () => Promise<void>,
): Promise<Measured> {
	const before = (await control.counters()).total;
	times.reset();
	await start();
	const runs = await runsUntil(times, lastNode);
	const end = runs.at(-1);
	return {
		ms: runs.reduce((sum, { ms }) => sum + ms, 0),
		requests: (await control.counters()).total - before,
		items: end?.items ?? 0,
		...(end?.state && { state: end.state }),
	};
}

async function runsUntil(times: NodeTimes, lastNode: string): Promise<TimedRun[]> {
	const deadline = Date.now() + ENDS_WITHIN_MS;
	for (;;) {
		const runs = times.runs();
		if (runs.some(({ node }) => node === lastNode)) return runs;
		if (Date.now() > deadline) throw new Error(`${lastNode} did not end in time`);
		await delay(LOOK_EVERY_MS);
	}
}
