import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { ControlClient } from '../control/client';
import { ControlError } from '../control/errors';
import { connect, CREDENTIAL } from '../control/n8nTransport';
import { changesSince, type TransactionEvent } from '../follow/changes';
import { eventItem, rawEventItem } from '../follow/eventItem';
import { restoreMemory, storeMemory, type Memory } from '../follow/memory';
import { instantOf } from '../follow/reconcile';
import { isPassing, pollError } from './failures';
import { lookAtTransactions, type Sight } from './look';
import { isFirstPoll, watchOf, type NodeWatch } from './nodeWatch';
import { sampleEvents } from './sample';
import { readTriggerSettings, type TriggerSettings } from './settings';

type Items = INodeExecutionData[][] | null;

// Newer versions of n8n tell how long a poll may take; it includes what n8n does after us.
const DEFAULT_BUDGET_MS = 30_000;
const BUDGET_USED = 0.8;

// The poll at activation runs inside a step of n8n that must not take long.
const ACTIVATION_TIMEOUT_MS = 10_000;

// A hiccup of the server heals by the next poll; an outage is told once in so many polls.
const FAILURES_TOLD = 3;

/** One poll of the trigger: the items of what happened since the last one, or null. Throws NodeApiError. */
export async function poll(context: IPollFunctions): Promise<Items> {
	if (context.getMode() === 'manual') return await fetchSample(context);
	const watch = watchOf(context);
	if (watch.busy || Date.now() < watch.notBefore) return null;
	watch.busy = true;
	const isActivation = isFirstPoll(watch, context);
	try {
		const items = await pollOnce(context, watch, isActivation);
		watch.failures = 0;
		return items;
	} catch (error) {
		if (isTolerated(context, watch, error, isActivation)) return null;
		throw pollError(context.getNode(), error);
	} finally {
		watch.busy = false;
	}
}

async function fetchSample(context: IPollFunctions): Promise<Items> {
	try {
		const settings = readTriggerSettings(context);
		const { transactions } = await look(context, settings);
		return [sampleEvents(context, transactions, settings).map((event) => itemOf(event, settings))];
	} catch (error) {
		throw pollError(context.getNode(), error);
	}
}

/** Everything is worked out before the state is touched: n8n keeps what a failed poll wrote. */
async function pollOnce(
	context: IPollFunctions,
	watch: NodeWatch,
	isActivation: boolean,
): Promise<Items> {
	const settings = readTriggerSettings(context);
	const sight = await look(context, settings, isActivation ? ACTIVATION_TIMEOUT_MS : undefined);
	const state = context.getWorkflowStaticData('node');
	const stored = restoreMemory(state.follow);
	const before = latest(watch, stored);
	const { events, memory, changed } = changesSince(before, sight, {
		events: settings.events,
		isWanted: settings.isWanted,
		mostEvents: settings.mostItems,
		words: settings.reading.words,
		isRecent: (transaction) => {
			const instant = instantOf(transaction.updatedAt ?? transaction.createdAt);
			return instant !== null && instant >= sight.serverTime - settings.lookBackMs;
		},
	});
	if (events.length > 0) watch.quiet = undefined;
	else watch.quiet = { after: stored?.sequence ?? 0, memory };
	if (changed) state.follow = storeMemory(memory);
	return events.length > 0 ? [events.map((event) => itemOf(event, settings))] : null;
}

function latest(watch: NodeWatch, stored: Memory | undefined): Memory | undefined {
	const { quiet } = watch;
	return quiet && quiet.after === (stored?.sequence ?? 0) ? quiet.memory : stored;
}

type LookAround = Sight & { host: string; credential: string; serverTime: number };

async function look(
	context: IPollFunctions,
	settings: TriggerSettings,
	timeoutMs?: number,
): Promise<LookAround> {
	const deadline = Date.now() + budgetMs(context);
	const { send, baseUrl } = await connect(context, timeoutMs);
	const client = new ControlClient(send, baseUrl);
	const sight = await lookAtTransactions(client, {
		transactionIds: settings.transactionIds,
		updateStatus: settings.updateStatus,
		deadline,
	});
	return {
		...sight,
		host: baseUrl,
		credential: context.getNode().credentials?.[CREDENTIAL]?.id ?? '',
		serverTime: client.serverTime() ?? Date.now(),
	};
}

function budgetMs(context: IPollFunctions): number {
	const given: unknown =
		typeof context.getPollBudgetMs === 'function' ? context.getPollBudgetMs() : undefined;
	return (typeof given === 'number' ? given : DEFAULT_BUDGET_MS) * BUDGET_USED;
}

function itemOf(event: TransactionEvent, { raw, reading }: TriggerSettings): INodeExecutionData {
	const json: IDataObject = raw
		? rawEventItem(event, reading.showSecrets === true)
		: { ...eventItem(event, reading) };
	return { json };
}

/**
 * Whether a failed poll is kept quiet. While n8n starts up, an error would leave the trigger dead until somebody
 * publishes the workflow again; a passing failure heals by itself, and is told only when it lasts.
 */
function isTolerated(
	context: IPollFunctions,
	watch: NodeWatch,
	error: unknown,
	isActivation: boolean,
): boolean {
	const startsUp = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const passing = isPassing(error);
	if (passing) {
		watch.failures += 1;
		const pause = error instanceof ControlError ? (error.retryAfterMs ?? 0) : 0;
		watch.notBefore = Math.max(watch.notBefore, Date.now() + Math.min(pause, LONGEST_PAUSE_MS));
	}
	const tolerated = isActivation
		? startsUp || passing
		: passing && watch.failures % FAILURES_TOLD !== 0;
	if (tolerated) {
		const reason = error instanceof Error ? error.message : 'no reason';
		context.logger.warn(`The trigger "${context.getNode().name}" could not poll: ${reason}`);
	}
	return tolerated;
}

// A server that asks for more than this is asked again all the same.
const LONGEST_PAUSE_MS = 3_600_000;
