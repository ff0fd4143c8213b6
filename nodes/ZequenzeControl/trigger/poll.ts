import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { ControlError } from '../control/errors';
import { accountOf, openClient } from '../control/n8nClient';
import { changesSince } from '../follow/changes';
import { eventItem, rawEventItem } from '../follow/eventItem';
import { restoreMemory, storeMemory } from '../follow/memory';
import type { TransactionEvent } from '../follow/outbox';
import { isPassing, pollError } from './failures';
import { lookAtTransactions, type Sight } from './look';
import {
	isActivationPoll,
	isStartingUp,
	keepMemory,
	memoryToStartFrom,
	watchOf,
	type NodeWatch,
} from './nodeWatch';
import { isOver, recentTransactions } from './relevance';
import { sampleEvents } from './sample';
import { readTriggerSettings, type TriggerSettings } from './settings';

type Items = INodeExecutionData[][] | null;

// Newer versions of n8n tell how long a poll may take; it includes what n8n does after us.
const DEFAULT_BUDGET_MS = 30_000;
const BUDGET_USED = 0.8;

// The poll at activation runs inside a step of n8n that must not take long; what it leaves, the next one reads.
const ACTIVATION = { timeoutMs: 10_000, budgetMs: 20_000 };

// A hiccup of the server heals by the next poll; an outage is told once in so many polls.
const FAILURES_TOLD = 3;

/** One poll of the trigger: the items of what happened since the last one, or null. Throws NodeApiError. */
export async function poll(context: IPollFunctions): Promise<Items> {
	if (context.getMode() === 'manual') return await fetchSample(context);
	const watch = watchOf(context);
	recallStored(context, watch);
	if (watch.busy || isPaused(watch)) return null;
	watch.busy = true;
	const isActivation = isActivationPoll(watch, context);
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

/**
 * Takes note of what n8n has stored for the node. Where it lost that, as it does when the node is renamed, it gets it back
 * at once: it saves the state after the activation, even if that poll fails, and then not before the next event.
 */
function recallStored(context: IPollFunctions, watch: NodeWatch): void {
	const state = context.getWorkflowStaticData('node');
	if (state.follow === undefined && watch.stored) state.follow = storeMemory(watch.stored);
	watch.stored = restoreMemory(state.follow);
}

// A server that asks for more than this is asked again all the same.
const LONGEST_PAUSE_MS = 3_600_000;

/** A clock that was set back must not turn a pause into a long one. */
function isPaused({ notBefore }: NodeWatch): boolean {
	const left = notBefore - Date.now();
	return left > 0 && left <= LONGEST_PAUSE_MS;
}

async function fetchSample(context: IPollFunctions): Promise<Items> {
	try {
		const settings = readTriggerSettings(context);
		const { client } = await connectClient(context);
		const { transactions } = await lookAtTransactions(client, {
			...settings,
			isOver: () => false,
			deadline: Date.now() + budgetMs(context),
		});
		return [sampleEvents(transactions, settings).map((event) => itemOf(event, settings))];
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
	const startedAt = Date.now();
	const settings = readTriggerSettings(context);
	const state = context.getWorkflowStaticData('node');
	const { stored } = watch;
	const before = memoryToStartFrom(watch, stored);
	const account = await connectClient(context, isActivation ? ACTIVATION.timeoutMs : undefined);
	const { client, host, credential } = account;
	const key = JSON.stringify([host, credential, [...settings.transactionIds]]);
	const budget = isActivation ? ACTIVATION.budgetMs : budgetMs(context);
	const sight = await lookAtTransactions(client, {
		...settings,
		isOver: isOver(before, { host, credential }, settings),
		deadline: startedAt + budget,
		rest: watch.pass?.key === key ? watch.pass.rest : undefined,
	});
	const since = client.serverTime(watch.startedAt) ?? watch.startedAt;
	const { events, memory, changed, left } = changesSince(
		before,
		{ ...sight, host, credential, startedAt: since },
		{
			events: settings.events,
			isWanted: settings.isWanted,
			mostEvents: settings.mostItems,
			words: settings.reading.words,
			isRecent: recentTransactions(
				before?.host === host ? before : undefined,
				since,
				startedAt - watch.startedAt,
				settings,
			),
		},
	);
	tellWhatIsLeft(context, sight, left);
	watch.pass = sight.rest && { key, rest: sight.rest };
	if (sight.failure) pause(watch, sight.failure);
	keepMemory(watch, memory, stored?.sequence ?? 0);
	if (changed) {
		state.follow = storeMemory(memory);
		watch.stored = memory;
	}
	return events.length > 0 ? [events.map((event) => itemOf(event, settings))] : null;
}

interface Account {
	client: ControlClient;
	host: string;
	credential: string;
}

async function connectClient(context: IPollFunctions, timeoutMs?: number): Promise<Account> {
	const client = await openClient(context, timeoutMs);
	return { client, host: client.baseUrl, credential: accountOf(context) };
}

function tellWhatIsLeft(
	context: IPollFunctions,
	{ complete, transactions, failure }: Sight,
	left: number,
): void {
	const name = `The trigger "${context.getNode().name}"`;
	const why = failure ? `: ${failure.message}` : ' in the time of one poll';
	if (!complete) {
		context.logger.info(
			`${name} read ${transactions.length} transactions${why}; the next poll goes on from there`,
		);
	}
	if (left > 0) context.logger.info(`${name} keeps ${left} events for the next polls`);
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
	const passing = isPassing(error);
	if (passing) {
		watch.failures += 1;
		pause(watch, error);
	}
	const tolerated = isActivation
		? passing || isStartingUp(context)
		: passing && watch.failures % FAILURES_TOLD !== 0;
	if (tolerated) {
		const reason = error instanceof Error ? error.message : 'no reason';
		context.logger.warn(`The trigger "${context.getNode().name}" could not poll: ${reason}`);
	}
	return tolerated;
}

/** Leaves the server alone for as long as it asked. */
function pause(watch: NodeWatch, error: unknown): void {
	const asked = error instanceof ControlError ? (error.retryAfterMs ?? 0) : 0;
	watch.notBefore = Date.now() + Math.min(asked, LONGEST_PAUSE_MS);
}
