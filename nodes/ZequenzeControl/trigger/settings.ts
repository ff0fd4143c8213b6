import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import {
	extraStatusWords,
	outputOption,
	readOutcomeOptions,
	readsRaw,
	showSecretsOption,
} from '../fields/outputFields';
import { readChoices, readList, readNumber, readSwitch, type Given } from '../fields/readers';
import {
	operationsFilter,
	readTransactionFilter,
	serialNumbersFilter,
	type TransactionFilter,
} from '../fields/transactionFilters';
import { updateStatusOption } from '../fields/updateStatusOption';
import type { Transaction } from '../control/transaction';
import { asText, isJsonObject, parseJson } from '../ground/json';
import { InvalidInput } from '../ground/invalidInput';
import type { EventName } from '../follow/eventNames';
import type { OutcomeOptions } from '../follow/outcome';
import { entriesOf, type FieldSet } from '../items/given';

/** The choices of Trigger On, and the events that each stands for. */
export const TRIGGER_ON = {
	created: ['transaction.created'],
	failed: ['transaction.failed'],
	finished: ['transaction.succeeded', 'transaction.failed'],
	statusChanged: ['transaction.status_changed'],
	succeeded: ['transaction.succeeded'],
	unlisted: ['transaction.unlisted'],
} as const satisfies Record<string, readonly EventName[]>;

export const MAX_ITEMS = {
	displayName: 'Max Items per Poll',
	name: 'mostItems',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: 500,
	description: 'How many items one poll may emit; what is left comes with the next polls',
} as const satisfies INodeProperties;

export const LOOK_BACK = {
	displayName: 'Look Back on First Run',
	name: 'lookBack',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 525_600 },
	default: 0,
	description:
		'Minutes. When the trigger is activated for the first time, it also reports what happened within this time. 0 starts from now.',
} as const satisfies INodeProperties;

export const transactionIdsFilter = {
	displayName: 'Transaction IDs',
	name: 'transactionIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. 67890, 67891',
	description:
		'Only these transactions, separated by commas. Needed for a server whose list shows no IDs.',
} as const satisfies INodeProperties;

export const triggerFilters = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [operationsFilter, serialNumbersFilter, transactionIdsFilter],
} as const satisfies INodeProperties;

export const triggerOptions = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		extraStatusWords,
		LOOK_BACK,
		MAX_ITEMS,
		outputOption,
		showSecretsOption,
		updateStatusOption,
	],
} as const satisfies INodeProperties;

/** What a trigger node is set to. */
export interface TriggerSettings {
	events: ReadonlySet<EventName>;
	isWanted: TransactionFilter;
	/** The settings that say what is wanted, as one text. */
	wanted: string;
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
	// What n8n gives in place of an empty object comes from an expression.
	const collection = (field: FieldSet & { name: string }): Given =>
		entriesOf(context.getNodeParameter(field.name, {}), field);
	const filters = collection(triggerFilters);
	const options = collection(triggerOptions);
	const triggerOn = context.getNodeParameter('triggerOn', 'finished');
	return {
		events: new Set<EventName>(eventsOf(triggerOn)),
		isWanted: readTransactionFilter(filters),
		wanted: textOfWish(triggerOn, filters),
		transactionIds: readList(filters, transactionIdsFilter),
		updateStatus: readSwitch(options, updateStatusOption),
		maxItems: readNumber(options, MAX_ITEMS),
		lookBackMs: readNumber(options, LOOK_BACK) * 60_000,
		raw: readsRaw(options),
		outcomeOptions: readOutcomeOptions(options),
	};
}

function textOfWish(triggerOn: unknown, filters: Given): string {
	const operations = [...readChoices(filters, operationsFilter)].sort();
	const serialNumbers = [...readList(filters, serialNumbersFilter)].sort();
	return JSON.stringify({
		triggerOn,
		filters: {
			...(operations.length > 0 && { operations }),
			...(serialNumbers.length > 0 && { serialNumbers }),
		},
	});
}

/** What other settings wanted, from their text; undefined where it says nothing that is understood. */
export function wantedBy(
	wanted: string,
): ((event: EventName, transaction: Transaction) => boolean) | undefined {
	try {
		const settings = parseJson(wanted);
		if (!isJsonObject(settings) || !isJsonObject(settings.filters)) return undefined;
		const events = new Set<EventName>(eventsOf(settings.triggerOn));
		const isWanted = readTransactionFilter(settings.filters);
		return (event, transaction) => events.has(event) && isWanted(transaction);
	} catch {
		return undefined;
	}
}

function eventsOf(choice: unknown): readonly EventName[] {
	const found = Object.entries(TRIGGER_ON).find(([name]) => name === choice);
	if (found) return found[1];
	throw new InvalidInput(
		`Trigger On: "${asText(choice)}" is not an event`,
		`Use one of ${Object.keys(TRIGGER_ON).join(', ')}.`,
	);
}
