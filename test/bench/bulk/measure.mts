import { setTimeout as delay } from 'node:timers/promises';
import type { Execution } from '../../../host/execution.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { ControlProcess } from '../controlProcess.mts';
import { peakMemory, resetPeakMemory } from '../probe/peakMemory.mts';
import type { BenchedN8n } from '../rig.mts';
import { TESTED } from './contenders.mts';
import { heldIds } from './heldIds.mts';

const LOOK_EVERY_MS = 250;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

/** What one run of a workflow did, as n8n and the server saw it. */
export interface Measured {
	/** How long n8n says that the node took. */
	milliseconds: number;
	/** Resident memory of the whole n8n, in megabytes. */
	peakMemory: number;
	/** The same before the run began. */
	memoryBefore: number;
	/** Requests that were under way at the same time. */
	mostOpen: number;
	/** Share of the requests that were refused (429, 503), in percent. */
	refusedPercent: number;
	/** Operations on the server in the end. */
	operations: number;
	/** Devices that have at least one. */
	devices: number;
	/** Operations beyond the first of each device. */
	duplicates: number;
	/**
	 * Operations on the server whose ids the execution shows in the end: in its output, or in its
	 * error.
	 */
	held: number;
	/** The longest standstill of the event loop in the node's `execute()`, in milliseconds. */
	stallMs: number;
	/** The same in the whole execution, with all that n8n does before and after. */
	longestStallMs: number;
	/** Items that the node put out. */
	items: number;
	execution: Execution;
}

/** Runs a workflow once, on whatever the server is prepared for, and tells what it did. */
export async function measure(
	n8n: BenchedN8n,
	control: ControlProcess,
	draft: WorkflowDraft,
): Promise<Measured> {
	const workflow = await n8n.rest.createWorkflow(draft);
	n8n.probe.reset();
	resetPeakMemory(n8n.pid);
	const memoryBefore = peakMemory(n8n.pid);
	const id = await n8n.rest.run(workflow.id);
	await ended(n8n, workflow.id);
	const peak = peakMemory(n8n.pid);
	const observed = n8n.probe.observed();
	const execution = await n8n.rest.execution(id);
	await n8n.rest.deleteWorkflow(workflow.id);
	const operations = await control.operations();
	const { mostOpen, requests, total } = await control.counters();
	const refused = Object.entries(requests)
		.filter(([name]) => / (?:429|503)$/.test(name))
		.reduce((sum, [, count]) => sum + count, 0);
	const devices = new Set(operations.map(({ serial_number }) => serial_number)).size;
	const held = heldIds(execution);
	return {
		milliseconds: execution.runs[TESTED]?.[0]?.milliseconds ?? NaN,
		peakMemory: peak,
		memoryBefore,
		mostOpen,
		refusedPercent: (100 * refused) / total,
		operations: operations.length,
		devices,
		duplicates: operations.length - devices,
		held: operations.filter((operation) => held.has(operation.id)).length,
		stallMs: observed.execute?.stallMs ?? NaN,
		longestStallMs: observed.longestStallMs,
		items: execution.runs[TESTED]?.[0]?.outputs[0]?.length ?? 0,
		execution,
	};
}

/**
 * Waits for a workflow's only execution to end. Asks for no data, so that n8n has nothing to read
 * for us; an n8n that stands still drops connections.
 */
async function ended({ rest }: BenchedN8n, workflowId: string): Promise<void> {
	for (;;) {
		const [latest] = await rest.executions(workflowId).catch(() => []);
		if (latest && ENDED.includes(latest.status)) return;
		await delay(LOOK_EVERY_MS);
	}
}
