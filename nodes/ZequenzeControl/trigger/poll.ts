import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { ControlError } from '../control/failures/errors';
import { accountOf, openClient } from '../control/n8nClient';
import { serverOf } from '../control/wire/baseUrl';
import { restoreMemory, storeMemory } from '../follow/memory/storedMemory';
import { deviceSource } from './devices/deviceSource';
import { isPassing, pollError } from './failures';
import { isActivationPoll, isStartingUp, type PollState } from './pollState';
import { thisProcess, type Recalled, type TriggerProcess } from './process';
import { readTriggerSettings, type TriggerSettings } from './settings';
import type { Outcome, PollCursor, Source } from './source';
import { transactionSource } from './transactions/transactionSource';

type Items = INodeExecutionData[][] | null;

// Newer versions of n8n tell how long a poll may take; it includes what n8n does after us.
const DEFAULT_BUDGET_MS = 30_000;
const BUDGET_USED = 0.8;

// The poll at activation runs inside a step of n8n that must not take long; what it leaves, the
// next one reads.
const ACTIVATION = { timeoutMs: 10_000, budgetMs: 20_000 };

// A hiccup of the server heals by the next poll; an outage is told once in so many polls.
const FAILURES_TOLD = 3;

/**
 * One poll of the trigger: the items of what happened since the last one, or null. Throws
 * NodeApiError.
 */
export async function poll(
	context: IPollFunctions,
	process: TriggerProcess = thisProcess,
): Promise<Items> {
	if (context.getMode() === 'manual') return await fetchSample(context);
	const pollState = process.pollStateOf(context);
	if (process.isBusy(pollState)) return null;
	const recalled = recallMemory(context, process, pollState);
	if (recalled === null || isPaused(pollState)) return null;
	const isActivation = isActivationPoll(pollState, context);
	pollState.busy = true;
	try {
		const items = await pollOnce(context, pollState, recalled, isActivation);
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
 * The memory to go on from; null where it is another node's, and the own one may turn up by the
 * next poll. Where n8n lost the own one, as it does when the node is renamed, it gets it back at
 * once: it saves the state after the activation, even if that poll fails, and then not before the
 * next event.
 */
function recallMemory(
	context: IPollFunctions,
	process: TriggerProcess,
	pollState: PollState,
): Recalled | null {
	const state = context.getWorkflowStaticData('node');
	const stored = restoreMemory(state.follow);
	const recalled = process.recall(pollState, context, stored);
	if (process.isWaitingForOwn(pollState, stored, recalled.memory)) return null;
	if (recalled.memory && !recalled.isStored) {
		state.follow = storeMemory({ ...recalled.memory, stamp: pollState.stamp });
	}
	return recalled;
}

// A server that asks for more than this is asked again all the same.
const MAX_PAUSE_MS = 3_600_000;

// What is longer than a day is no time that anybody meant.
const MAX_MEANT_MS = 86_400_000;

/** A clock that was set back must not turn a pause into a long one. */
function isPaused({ notBefore }: PollState): boolean {
	const left = notBefore - Date.now();
	return left > 0 && left <= MAX_PAUSE_MS;
}

function sourceOf(settings: TriggerSettings): Source {
	return settings.devices ? deviceSource(settings, settings.devices) : transactionSource(settings);
}

async function fetchSample(context: IPollFunctions): Promise<Items> {
	try {
		const source = sourceOf(readTriggerSettings(context));
		const { client } = await connectClient(context);
		const items = await source.sample(client, Date.now() + budgetMs(context));
		return [items.map((json) => ({ json }))];
	} catch (error) {
		throw pollError(context.getNode(), error);
	}
}

/**
 * Everything is worked out before the state is touched: n8n keeps what a failed poll wrote, which
 * is what it learned.
 */
async function pollOnce(
	context: IPollFunctions,
	pollState: PollState,
	{ memory: before, isSure }: Recalled,
	isActivation: boolean,
): Promise<Items> {
	const startedAt = Date.now();
	const settings = readTriggerSettings(context);
	const source = sourceOf(settings);
	const state = context.getWorkflowStaticData('node');
	const account = await connectClient(context, isActivation ? ACTIVATION.timeoutMs : undefined);
	const key = JSON.stringify([account.host, account.credential, source.key]);
	const budget = isActivation ? ACTIVATION.budgetMs : budgetMs(context);
	const outcome = await source.poll({
		...account,
		before,
		isSure,
		turn: pollState.turn,
		activatedAt: pollState.startedAt,
		startedAt,
		deadline: startedAt + budget,
		cursor: cursorOf(pollState, key),
	});
	logWhatIsLeft(context, outcome);
	pollState.resume = outcome.cursor && { key, cursor: outcome.cursor, failures: 0 };
	pollState.turn += 1;
	if (outcome.failure) pause(pollState, outcome.failure);
	keepMemory(state, pollState, outcome, settings.wanted);
	const { items, failure, isUnanswered } = outcome;
	if (failure && isUnanswered && items.length === 0) throw failure;
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}

/**
 * Where the last polls stopped; where going on from there fails time and again, the next one begins
 * at the start.
 */
function cursorOf(pollState: PollState, key: string): PollCursor | undefined {
	const { resume } = pollState;
	if (resume?.key !== key) return undefined;
	resume.failures += 1;
	if (resume.failures >= FAILURES_TOLD) pollState.resume = undefined;
	return resume.cursor;
}

/** Stored is only what has changed: n8n writes the whole state of a workflow anew each time. */
function keepMemory(
	state: IDataObject,
	pollState: PollState,
	{ memory, changed }: Outcome,
	wanted: string,
): void {
	const isOther = pollState.memory?.wanted !== wanted;
	const sequence = memory.sequence + (isOther && !changed ? 1 : 0);
	pollState.memory = { ...memory, sequence, wanted, stamp: pollState.stamp };
	if (changed || isOther) state.follow = storeMemory(pollState.memory);
}

interface Account {
	client: ControlClient;
	host: string;
	credential: string;
}

async function connectClient(context: IPollFunctions, timeoutMs?: number): Promise<Account> {
	const client = await openClient(context, timeoutMs);
	return { client, host: serverOf(client.baseUrl), credential: accountOf(context) };
}

function logWhatIsLeft(context: IPollFunctions, { complete, read, failure, left }: Outcome): void {
	const name = `The trigger "${context.getNode().name}"`;
	const why = failure ? `: ${failure.message}` : ' in the time of one poll';
	if (!complete) {
		context.logger.info(`${name} read ${read}${why}; the next poll goes on from there`);
	}
	if (left > 0) context.logger.info(`${name} keeps ${left} events for the next polls`);
}

function budgetMs(context: IPollFunctions): number {
	const given: unknown =
		typeof context.getPollBudgetMs === 'function' ? context.getPollBudgetMs() : undefined;
	return (typeof given === 'number' ? given : DEFAULT_BUDGET_MS) * BUDGET_USED;
}

/**
 * Whether a failed poll is kept quiet. While n8n starts up, an error would leave the trigger dead
 * until somebody publishes the workflow again; a passing failure heals by itself, and is told only
 * when it lasts.
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
	const isMeant = asked <= MAX_MEANT_MS;
	pollState.notBefore = Date.now() + (isMeant ? Math.min(asked, MAX_PAUSE_MS) : 0);
}
