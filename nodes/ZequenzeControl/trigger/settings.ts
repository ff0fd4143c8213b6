import type { IPollFunctions } from 'n8n-workflow';

import {
	readTransactionFilter,
	listOf,
	type TransactionFilter,
} from '../fields/transactionFilters';
import { readNumber, type NumberOption } from '../fields/optionTable';
import { readOutcomeOptions } from '../fields/outputFields';
import { asText, isJsonObject } from '../ground/json';
import { InvalidInput } from '../ground/invalidInput';
import type { EventName } from '../follow/memory';
import type { OutcomeOptions } from '../follow/outcome';

/** The choices of Trigger On, and the events that each stands for. */
export const TRIGGER_ON = {
	created: ['transaction.created'],
	failed: ['transaction.failed'],
	finished: ['transaction.succeeded', 'transaction.failed'],
	statusChanged: ['transaction.status_changed'],
	succeeded: ['transaction.succeeded'],
	unlisted: ['transaction.unlisted'],
} as const satisfies Record<string, readonly EventName[]>;

export const MAX_ITEMS: NumberOption = {
	label: 'Most Items per Poll',
	description: 'How many items one poll may emit; what is left comes with the next polls',
	initial: 500,
	min: 1,
	max: 10_000,
};

export const LOOK_BACK: NumberOption = {
	label: 'Look Back on First Run',
	description:
		'Minutes. When the trigger is activated for the first time, it also reports what happened within this time. 0 starts from now.',
	initial: 0,
	min: 0,
	max: 525_600,
};

/** What a trigger node is set to. */
export interface TriggerSettings {
	events: ReadonlySet<EventName>;
	isWanted: TransactionFilter;
	/** Empty follows the whole list. */
	transactionIds: ReadonlySet<string>;
	updateStatus: boolean;
	maxItems: number;
	lookBackMs: number;
	raw: boolean;
	outcomeOptions: OutcomeOptions;
}

/** Reads the trigger's parameters. Throws InvalidInput. */
export function readTriggerSettings(context: IPollFunctions): TriggerSettings {
	const collection = (name: string): Readonly<Record<string, unknown>> => {
		const value = context.getNodeParameter(name, {});
		return isJsonObject(value) ? value : {};
	};
	const filters = collection('filters');
	const options = collection('options');
	return {
		events: new Set<EventName>(eventsOf(context.getNodeParameter('triggerOn', 'finished'))),
		isWanted: readTransactionFilter(filters),
		transactionIds: listOf(filters.transactionIds),
		updateStatus: options.updateStatus === true,
		maxItems: Math.floor(readNumber(options, 'mostItems', MAX_ITEMS)),
		lookBackMs: readNumber(options, 'lookBack', LOOK_BACK) * 60_000,
		raw: options.output === 'raw',
		outcomeOptions: readOutcomeOptions(options),
	};
}

function eventsOf(choice: unknown): readonly EventName[] {
	const found = Object.entries(TRIGGER_ON).find(([name]) => name === choice);
	if (found) return found[1];
	throw new InvalidInput(
		`Trigger On: "${asText(choice)}" is not an event`,
		`Use one of ${Object.keys(TRIGGER_ON).join(', ')}.`,
	);
}
