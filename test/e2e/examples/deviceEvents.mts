import { setTimeout as delay } from 'node:timers/promises';
import { polling } from '../../../host/pollTimes.mts';
import type { ExampleRun, SettingsChange } from '../harness/exampleRun.mts';
import { SETTLED_MS, until } from '../trigger/workflow.mts';

const SECONDS_BETWEEN_POLLS = 3;

/**
 * Publishes an example on device events, polling every few seconds; returns its ID once it has
 * looked.
 */
export async function publish(
	{ draft, n8n, simulator }: ExampleRun,
	settings?: SettingsChange,
): Promise<string> {
	const { id } = await n8n.rest.createWorkflow(polling(draft(settings), SECONDS_BETWEEN_POLLS));
	await n8n.rest.activate(id);
	const { total } = simulator.counters();
	await until(() => simulator.counters().total > total, 'a poll');
	await delay(SETTLED_MS);
	return id;
}

/** Has devices go and come again between two polls, and resolves with what Slack hears of it. */
export async function comesOnline(
	{ simulator }: ExampleRun,
	...serials: string[]
): Promise<string[]> {
	const heard = simulator.office.messages().length;
	for (const online of [false, true]) {
		for (const serial of serials) simulator.setOnline(serial, online);
	}
	await until(() => simulator.office.messages().length > heard, 'a message');
	return simulator.office.messages().map(({ body }) => body.text ?? '');
}
