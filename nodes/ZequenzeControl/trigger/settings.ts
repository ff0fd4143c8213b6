import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import type { Device } from '../control/answers/device';
import type { DeviceFilters } from '../control/endpoints';
import { deviceFilters, organizationFilter, typeFilter } from '../fields/deviceFilters';
import { contradicted } from '../fields/filterCheck';
import {
	extraStatusWords,
	outputOption,
	readOutcomeOptions,
	readShape,
	showSecretsOption,
	type Shape,
} from '../fields/outputFields';
import { readChoices, readList, readNumber, readSwitch, type Given } from '../fields/readers';
import {
	operationsFilter,
	readTransactionFilter,
	serialNumbersFilter,
	type TransactionFilter,
} from '../fields/transactionFilters';
import { updateStatusOption } from '../fields/updateStatusOption';
import type { EventName } from '../follow/memory/eventNames';
import type { OutcomeOptions } from '../follow/outcome';
import { InvalidInput } from '../ground/invalidInput';
import { asText, isJsonObject, parseJson } from '../ground/json';
import { entriesOf, type FieldSet } from '../items/given';
import type { DeviceView } from './devices/deviceSnapshot';
import { DEVICE_CHOICES, TRANSACTION_CHOICES, TRIGGER_EVENTS, type TriggerEvent } from './events';

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

export const AFTER_POLLS = {
	displayName: 'Flapping: Only After N Polls',
	name: 'afterPolls',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000, numberPrecision: 0 },
	default: 1,
	displayOptions: { show: { '/triggerOn': DEVICE_CHOICES } },
	description:
		'How many polls in a row must see a device online, or offline, before that is reported. More than 1 passes over devices that are back at once.',
} as const satisfies INodeProperties;

const forTransactions = { show: { '/triggerOn': TRANSACTION_CHOICES } };
const forDevices = { show: { '/triggerOn': DEVICE_CHOICES } };

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
	options: [
		{ ...operationsFilter, displayOptions: forTransactions },
		{ ...organizationFilter, displayOptions: forDevices },
		{
			...serialNumbersFilter,
			description: 'Only these devices, separated by commas; all where empty',
		},
		{ ...transactionIdsFilter, displayOptions: forTransactions },
		{ ...typeFilter, displayOptions: forDevices },
	],
} as const satisfies INodeProperties;

export const triggerOptions = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{ ...extraStatusWords, displayOptions: forTransactions },
		AFTER_POLLS,
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
	shape: Shape;
	outcomeOptions: OutcomeOptions;
	/** What is followed of devices; undefined where it is transactions. */
	devices?: DeviceSettings;
}

/** What a trigger node is set to follow of devices. */
export interface DeviceSettings {
	view: DeviceView;
	/** Filters of the list, which a server may ignore. */
	filters: DeviceFilters;
	/** Which part of the list is asked for, to compare with. */
	list: Pick<DeviceFilters, 'organization' | 'type'>;
	/** Empty is all. */
	serialNumbers: ReadonlySet<string>;
	isWanted: (device: Device) => boolean;
	afterPolls: number;
	/**
	 * What other settings wanted, from their text; undefined where it says nothing that is
	 * understood.
	 */
	wantedBy: (wanted: string) => ((event: EventName, device: Device) => boolean) | undefined;
}

/** Reads the trigger's parameters. Throws InvalidInput. */
export function readTriggerSettings(context: IPollFunctions): TriggerSettings {
	// What n8n gives in place of an empty object comes from an expression.
	const collection = (field: FieldSet & { name: string }): Given =>
		entriesOf(context.getNodeParameter(field.name, {}), field);
	const filters = collection(triggerFilters);
	const options = collection(triggerOptions);
	const triggerOn = context.getNodeParameter('triggerOn', 'finished');
	const { events, view } = eventNamed(triggerOn);
	const updateStatus = readSwitch(options, updateStatusOption);
	return {
		events: new Set<EventName>(events),
		isWanted: readTransactionFilter(filters),
		wanted: textOfWish(triggerOn, filters),
		transactionIds: readList(filters, transactionIdsFilter),
		updateStatus,
		maxItems: readNumber(options, MAX_ITEMS),
		lookBackMs: readNumber(options, LOOK_BACK) * 60_000,
		shape: readShape(options),
		outcomeOptions: readOutcomeOptions(options),
		...(view && { devices: readDeviceSettings(view, filters, options, updateStatus) }),
	};
}

function readDeviceSettings(
	view: DeviceView,
	filters: Given,
	options: Given,
	updateStatus: boolean,
): DeviceSettings {
	const list = listFilters(filters);
	return {
		view,
		list,
		filters: { ...list, ...(updateStatus && { update_status: true }) },
		serialNumbers: readList(filters, serialNumbersFilter),
		isWanted: readDeviceFilter(filters),
		afterPolls: readNumber(options, AFTER_POLLS),
		wantedBy: (wanted) => wantedBy(wanted, readDeviceFilter),
	};
}

function readDeviceFilter(filters: Given): (device: Device) => boolean {
	const serialNumbers = readList(filters, serialNumbersFilter);
	const list = listFilters(filters);
	return ({ serialNumber, raw }) =>
		(serialNumbers.size === 0 || serialNumbers.has(serialNumber ?? '')) &&
		contradicted(raw, list) === undefined;
}

/** The filters that the server applies, if it does. */
function listFilters(filters: Given): Pick<DeviceFilters, 'organization' | 'type'> {
	const given = Object.fromEntries(
		[organizationFilter.name, typeFilter.name].flatMap((name) =>
			name in filters ? [[name, filters[name]]] : [],
		),
	);
	const { organization, type } = deviceFilters(given, () => 'UTC');
	return {
		...(organization !== undefined && { organization }),
		...(type !== undefined && { type }),
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
			...listFilters(filters),
		},
	});
}

/**
 * What other settings wanted, from their text; undefined where it says nothing that is understood.
 */
export function wantedBy<Subject>(
	wanted: string,
	readFilter: (filters: Given) => (subject: Subject) => boolean,
): ((event: EventName, subject: Subject) => boolean) | undefined {
	try {
		const settings = parseJson(wanted);
		if (!isJsonObject(settings) || !isJsonObject(settings.filters)) return undefined;
		const events = new Set<EventName>(eventNamed(settings.triggerOn).events);
		const isWanted = readFilter(settings.filters);
		return (event, subject) => events.has(event) && isWanted(subject);
	} catch {
		return undefined;
	}
}

function eventNamed(choice: unknown): TriggerEvent {
	const found = TRIGGER_EVENTS.find(({ value }) => value === choice);
	if (found) return found;
	throw new InvalidInput(
		`Trigger On: "${asText(choice)}" is not an event`,
		`Use one of ${TRIGGER_EVENTS.map(({ value }) => value).join(', ')}.`,
	);
}
