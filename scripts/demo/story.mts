import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { itemsOf, type ExecutionItem } from '../../host/execution.mts';
import type { RestClient } from '../../host/restClient.mts';
import { SECONDS_BETWEEN_POLLS, type Shelf } from './shelf.mts';

const CHANGE = 'Inform Every 5 Minutes';
const TRIGGER = 'Transaction Finished';

/** Several polls may bring them, on a busy machine. */
const EVENTS_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 2_000;

const scheduledShape = z.object({
	transaction_id: z.string(),
	serial_number: z.string(),
	state: z.string(),
});

const eventShape = scheduledShape.extend({ event: z.string() });

export type Scheduled = z.infer<typeof scheduledShape>;
export type Reported = z.infer<typeof eventShape>;

/** What the two workflows put out. */
export interface Outcome {
	scheduled: Scheduled[];
	reported: Reported[];
}

const read = <Shape extends z.ZodTypeAny>(shape: Shape, items: readonly ExecutionItem[]) =>
	items.map(({ json }): z.infer<Shape> => shape.parse(json));

/** Everything that a workflow's trigger has reported so far, oldest first. */
async function reportedBy(rest: RestClient, workflowId: string): Promise<Reported[]> {
	const executions = await rest.executions(workflowId);
	const finished = executions.filter(({ status }) => status === 'success').reverse();
	const reports: Reported[] = [];
	for (const { id } of finished) {
		reports.push(...read(eventShape, itemsOf(await rest.execution(id), TRIGGER)));
	}
	return reports;
}

/** Waits for an event about each transaction; returns what has come when the time is up. */
async function waitForReports(
	rest: RestClient,
	workflowId: string,
	scheduled: readonly Scheduled[],
): Promise<Reported[]> {
	const deadline = Date.now() + EVENTS_WITHIN_MS;
	for (;;) {
		const reported = await reportedBy(rest, workflowId);
		const known = new Set(reported.map(({ transaction_id }) => transaction_id));
		const complete = scheduled.every(({ transaction_id }) => known.has(transaction_id));
		if (complete || Date.now() > deadline) return reported;
		await delay(LOOK_EVERY_MS);
	}
}

/**
 * Plays the main job on a running n8n: a workflow changes a setting on the whole fleet, the other
 * reports each result. Tells on the terminal what it does.
 * @throws when n8n refuses a workflow, or when the change ends with an error.
 */
export async function play(rest: RestClient, shelf: Shelf): Promise<Outcome> {
	const reporting = await shelf.take('report-finished-transactions.json');
	const changing = await shelf.take('change-inform-interval.json');

	await rest.activate(reporting.id);
	console.log(`Workflow "${reporting.name}" is active: it polls every ${SECONDS_BETWEEN_POLLS} s`);

	console.log(`Running workflow "${changing.name}"`);
	const execution = await rest.runToEnd(changing.id);
	if (execution.status !== 'success') {
		throw new Error(`The workflow ended with: ${execution.error?.message ?? execution.status}`);
	}
	const scheduled = read(scheduledShape, itemsOf(execution, CHANGE));

	console.log(
		`${scheduled.length} transactions scheduled; waiting for the devices and for the next polls`,
	);
	return { scheduled, reported: await waitForReports(rest, reporting.id, scheduled) };
}
