import type { IDataObject } from 'n8n-workflow';

import type { Transaction } from '../../control/answers/transaction';
import type { ControlClient } from '../../control/client';
import { rest } from '../../control/n8nTransport';
import { readTransactionFilter } from '../../fields/transactionFilters';
import { changesInSlices } from '../../follow/events/changes';
import { eventItems, rawEventItem, type TransactionEvent } from '../../follow/events/eventItem';
import { inOrderOfTime, oldestMadeFirst } from '../../follow/events/listOrder';
import { transactionKind } from '../../follow/events/transactionKind';
import type { EventName } from '../../follow/memory/eventNames';
import { isGone, isMissed } from '../../follow/memory/lastSeen';
import type { Memory } from '../../follow/memory/memory';
import { idIn } from '../../follow/packing/subjectKey';
import { additionsOf } from '../../follow/states';
import { isOver, newsSince, recentTransactions } from '../relevance';
import { wantedBy, type TriggerSettings } from '../settings';
import { memoryOf, type Outcome, type Round, type Source } from '../source';
import { sampleEvents } from './sample';
import { takeSnapshot } from './snapshot';

/** Follows transactions. */
export function transactionSource(settings: TriggerSettings): Source {
	return {
		key: JSON.stringify([...settings.transactionIds]),
		poll: async (round) => await pollTransactions(settings, round),
		sample: async (client, deadline) => await sample(settings, client, deadline),
	};
}

async function sample(
	settings: TriggerSettings,
	client: ControlClient,
	deadline: number,
): Promise<IDataObject[]> {
	const nothing = { isOver: () => false, known: () => [], turn: 0, deadline };
	const { subjects } = await takeSnapshot(client, { ...settings, ...nothing });
	return sampleEvents(subjects, settings).flatMap((event) => itemsOf(event, settings));
}

async function pollTransactions(settings: TriggerSettings, round: Round): Promise<Outcome> {
	const { client, host, credential, turn, deadline, cursor } = round;
	const before = memoryOf(round.before, (scope) => scope !== 'devices');
	const { words } = settings.outcomeOptions;
	const snapshot = await takeSnapshot(client, {
		...settings,
		isOver: isOver(before, { host, credential }, settings),
		known: () => listedIds(before, round),
		turn,
		deadline,
		cursor: cursor?.of === 'transactions' ? cursor : undefined,
	});
	const since = client.serverTime(round.activatedAt) ?? round.activatedAt;
	const { events, ...changes } = await changesInSlices(
		transactionKind(words),
		before,
		{
			...snapshot,
			// What is at once too much goes out in the order in which it was made.
			subjects: oldestMadeFirst(snapshot.subjects),
			host,
			credential,
			startedAt: since,
		},
		{
			events: settings.events,
			isWanted: settings.isWanted,
			maxEvents: settings.maxItems,
			words: additionsOf(words),
			isRecent: recentTransactions(newsSince(before, since, round, settings.lookBackMs)),
			// What another process saw without reporting it must not come because it is wanted now.
			wasWanted: round.isSure ? undefined : formerWish(before, settings),
		},
		rest,
	);
	return {
		...changes,
		items: inOrderOfTime(events, timeOf).flatMap((event) => itemsOf(event, settings)),
		complete: snapshot.complete,
		read: `${snapshot.subjects.length} transactions`,
		cursor: snapshot.cursor,
		failure: snapshot.failure,
	};
}

/** The ids that were listed at the last poll, those first that it did not find. */
function listedIds(before: Memory | undefined, { host, credential }: Round): string[] {
	if (before?.host !== host || before.credential !== credential) return [];
	const listed = [...before.lastSeen].filter(([, lastSeen]) => !isGone(lastSeen));
	const missed = listed.filter(([, lastSeen]) => isMissed(lastSeen));
	return [...missed, ...listed].map(([key]) => idIn(key));
}

function formerWish(
	before: Memory | undefined,
	{ wanted }: TriggerSettings,
): ((event: EventName, transaction: Transaction) => boolean) | undefined {
	if (before?.wanted === undefined || before.wanted === wanted) return undefined;
	return wantedBy(before.wanted, readTransactionFilter);
}

function timeOf({ subject }: TransactionEvent): string | null {
	return subject.updatedAt ?? subject.createdAt;
}

function itemsOf(
	event: TransactionEvent,
	{ shape, outcomeOptions }: TriggerSettings,
): IDataObject[] {
	return shape === 'raw'
		? [rawEventItem(event, outcomeOptions.showSecrets === true)]
		: eventItems(event, outcomeOptions, shape);
}
