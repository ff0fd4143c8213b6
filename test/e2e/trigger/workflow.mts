import { setTimeout as delay } from 'node:timers/promises';
import { pollTimesEvery, TRIGGER } from '../../../host/pollTimes.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { Simulator } from '../../../simulator/start.mts';
import type { CredentialReference } from '../harness/control.mts';
import { chain } from '../harness/workflow.mts';
import type { Sink } from './sink.mts';

const pollTimes = pollTimesEvery(3);

/** Polls every three seconds, and hands every event on to the sink. */
export function followingWorkflow(
	credentials: CredentialReference,
	sink: Pick<Sink, 'node'>,
	parameters: Record<string, unknown> = {},
): WorkflowDraft {
	const trigger = {
		name: 'Followed',
		type: TRIGGER,
		parameters: { pollTimes, ...parameters },
		credentials,
	};
	return chain('Follow', trigger, sink.node);
}

/** n8n has activated a trigger, or stored what a poll brought, so long after the request. */
export const SETTLED_MS = 1_000;

/** Resolves when a poll that begins from now on has asked the server. */
export async function nextPoll(simulator: Pick<Simulator, 'counters'>): Promise<void> {
	const { total } = simulator.counters();
	await until(() => simulator.counters().total > total, 'a poll');
}

const LOOK_EVERY_MS = 20;

/**
 * Only ends what hangs; a little less than the time limit of a test, so that it is said what was
 * waited for.
 */
const LIMIT_MS = 230_000;

/** Resolves when the condition holds. Throws when it does not for minutes. */
export async function until(condition: () => boolean, what: string): Promise<void> {
	const deadline = Date.now() + LIMIT_MS;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
		await delay(LOOK_EVERY_MS);
	}
}
