import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { ControlError } from '../control/errors';
import { accountOf, openClient } from '../control/n8nClient';
import { changesSince } from '../follow/changes';
import { eventItem, rawEventItem } from '../follow/eventItem';
import { restoreMemory, storeMemory } from '../follow/memory';
import type { TransactionEvent } from '../follow/outbox';
import { isPassing, pollError } from './failures';
import { takeSnapshot, type PollSnapshot } from './snapshot';
import {
	isActivationPoll,
	isStartingUp,
	keepMemory,
	memoryToStartFrom,
	pollStateOf,
	type PollState,
} from './pollState';
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
	const pollState = pollStateOf(context);
	recallStored(context, pollState);
	if (pollState.busy || isPaused(pollState)) return null;
	pollState.busy = true;
	const isActivation = isActivationPoll(pollState, context);
	try {
		const items = await pollOnce(context, pollState, isActivation);
		pollState.failures = 0;
		return items;
	} catch (error) {
		if (isTolerated(context, pollState, error, isActivation)) return null;
		throw pollError(context.getNode(), error);
	} finally {
		pollState.busy = false;
	}
}

/**
 * Takes note of what n8n has stored for the node. Where it lost that, as it does when the node is renamed, it gets it back
 * at once: it saves the state after the activation, even if that poll fails, and then not before the next event.
 */
function recallStored(context: IPollFunctions, pollState: PollState): void {
	const state = context.getWorkflowStaticData('node');
	if (state.follow === undefined && pollState.stored) state.follow = storeMemory(pollState.stored);
	pollState.stored = restoreMemory(state.follow);
}

// A server that asks for more than this is asked again all the same.
const MAX_PAUSE_MS = 3_600_000;

/** A clock that was set back must not turn a pause into a long one. */
function isPaused({ notBefore }: PollState): boolean {
	const left = notBefore - Date.now();
	return left > 0 && left <= MAX_PAUSE_MS;
}

async function fetchSample(context: IPollFunctions): Promise<Items> {
	try {
		const settings = readTriggerSettings(context);
		const { client } = await connectClient(context);
		const { transactions } = await takeSnapshot(client, {
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
	pollState: PollState,
	isActivation: boolean,
): Promise<Items> {
	const startedAt = Date.now();
	const settings = readTriggerSettings(context);
	const state = context.getWorkflowStaticData('node');
	const { stored } = pollState;
	const before = memoryToStartFrom(pollState, stored);
	const account = await connectClient(context, isActivation ? ACTIVATION.timeoutMs : undefined);
	const { client, host, credential } = account;
	const key = JSON.stringify([host, credential, [...settings.transactionIds]]);
	const budget = isActivation ? ACTIVATION.budgetMs : budgetMs(context);
	const snapshot = await takeSnapshot(client, {
		...settings,
		isOver: isOver(before, { host, credential }, settings),
		deadline: startedAt + budget,
		cursor: pollState.resume?.key === key ? pollState.resume.cursor : undefined,
	});
	const since = client.serverTime(pollState.startedAt) ?? pollState.startedAt;
	const { events, memory, changed, left } = changesSince(
		before,
		{ ...snapshot, host, credential, startedAt: since },
		{
			events: settings.events,
			isWanted: settings.isWanted,
			maxEvents: settings.maxItems,
			words: settings.outcomeOptions.words,
			isRecent: recentTransactions(
				before?.host === host ? before : undefined,
				since,
				startedAt - pollState.startedAt,
				settings,
			),
		},
	);
	tellWhatIsLeft(context, snapshot, left);
	pollState.resume = snapshot.cursor && { key, cursor: snapshot.cursor };
	if (snapshot.failure) pause(pollState, snapshot.failure);
	keepMemory(pollState, memory, stored?.sequence ?? 0);
	if (changed) {
		state.follow = storeMemory(memory);
		pollState.stored = memory;
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
	{ complete, transactions, failure }: PollSnapshot,
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

function itemOf(
	event: TransactionEvent,
	{ raw, outcomeOptions }: TriggerSettings,
): INodeExecutionData {
	const json: IDataObject = raw
		? rawEventItem(event, outcomeOptions.showSecrets === true)
		: { ...eventItem(event, outcomeOptions) };
	return { json };
}

/**
 * Whether a failed poll is kept quiet. While n8n starts up, an error would leave the trigger dead until somebody
 * publishes the workflow again; a passing failure heals by itself, and is told only when it lasts.
 */
function isTolerated(
	context: IPollFunctions,
	pollState: PollState,
	error: unknown,
	isActivation: boolean,
): boolean {
	const passing = isPassing(error);
	if (passing) {
		pollState.failures += 1;
		pause(pollState, error);
	}
	const tolerated = isActivation
		? passing || isStartingUp(context)
		: passing && pollState.failures % FAILURES_TOLD !== 0;
	if (tolerated) {
		const reason = error instanceof Error ? error.message : 'no reason';
		context.logger.warn(`The trigger "${context.getNode().name}" could not poll: ${reason}`);
	}
	return tolerated;
}

/** Leaves the server alone for as long as it asked. */
function pause(pollState: PollState, error: unknown): void {
	const asked = error instanceof ControlError ? (error.retryAfterMs ?? 0) : 0;
	pollState.notBefore = Date.now() + Math.min(asked, MAX_PAUSE_MS);
}
