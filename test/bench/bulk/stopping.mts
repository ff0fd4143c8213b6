import { setTimeout as delay } from 'node:timers/promises';
import { itemsOf } from '../../../host/execution.mts';
import type { Rig } from '../rig.mts';
import { contenders, TESTED } from './contenders.mts';
import { heldIds } from './heldIds.mts';
import { measure } from './measure.mts';
import { LARGE, type ContenderName } from './scenarios.mts';
import { benchWorkflow } from './workflow.mts';

const LATENCY_MS = 50;
const STOP_AFTER_MS = 3_000;
const STOPS_WITHIN_MS = 1_000;
const STILL_FOR_MS = 5_000;

/** What happened after somebody stopped the execution. */
export interface Stopped {
	contender: ContenderName;
	/**
	 * Operations on the server when Stop was pressed, one second later, and five more seconds later.
	 */
	atStop: number;
	afterOneSecond: number;
	finally: number;
	/** Ids of these that are known: shown by the execution, or in n8n's log. */
	known: number;
}

/** Runs a contender on many devices and stops it after 3 seconds of sending. */
export async function stopInTheMiddle(rig: Rig, contender: ContenderName): Promise<Stopped> {
	const n8n = await rig.startN8n();
	try {
		const { control } = rig;
		await control.prepare({ latency: LATENCY_MS }, []);
		const place = { control, credentials: n8n.credentials };
		const draft = benchWorkflow(contenders[contender], LARGE, 'stop', place);
		const { id: workflowId } = await n8n.rest.createWorkflow(draft);
		const executionId = await n8n.rest.run(workflowId);
		while ((await control.operations()).length === 0) await delay(50);
		await delay(STOP_AFTER_MS);
		const scheduled = async () => (await control.operations()).length;
		const atStop = await scheduled();
		await n8n.rest.stopExecution(executionId);
		await delay(STOPS_WITHIN_MS);
		const afterOneSecond = await scheduled();
		await delay(STILL_FOR_MS);
		const operations = await control.operations();
		const shown = heldIds(await n8n.rest.execution(executionId));
		const logged = new Set(n8n.logs().match(/\b\d+\b/g));
		const known = operations.filter(({ id }) => shown.has(id) || logged.has(id)).length;
		return { contender, atStop, afterOneSecond, finally: operations.length, known };
	} finally {
		await n8n.stop();
	}
}

/** What a second run with the skip option did after the first was stopped. */
export interface Completed {
	leftOut: number;
	scheduled: number;
	operations: number;
	duplicates: number;
}

/**
 * Runs ours again on what `stopInTheMiddle` left behind, now with the option to skip what is there
 * already.
 */
export async function runTheRest(rig: Rig): Promise<Completed> {
	const n8n = await rig.startN8n();
	try {
		const place = { control: rig.control, credentials: n8n.credentials };
		const draft = benchWorkflow(contenders.oursListSkip, LARGE, 'stop', place);
		const { execution, operations, duplicates } = await measure(n8n, rig.control, draft);
		const states = itemsOf(execution, TESTED).map(({ json }) => json.state);
		return {
			leftOut: states.filter((state) => state === 'not_sent').length,
			scheduled: states.filter((state) => state === 'scheduled').length,
			operations,
			duplicates,
		};
	} finally {
		await n8n.stop();
	}
}
