import type { RequestedVariable } from '../../../control/endpoints';
import type { PlatformKnowledge } from '../../../control/platformParameters';
import type { Advice } from '../../../cwmp/advice';
import type { OperationName } from '../../../cwmp/operations';
import type { OutcomeOptions } from '../../../follow/outcome';
import { readOutcomeOptions, readsRaw } from '../../../fields/outputFields';
import { readNumber, readSwitch, type Given } from '../../../fields/readers';
import { readWait, type WaitChoice } from '../../../fields/waitFields';
import type { ItemParameters } from '../../../items/parameters';
import { refuseByAdvice } from './adviser';
import { readGuards, readStop, type Guards } from '../fields/guardFields';
import { dryRun, optionFields, readSendingLimit, SCHEDULING } from '../fields/optionFields';
import type { Clock, SendingLimit } from '../../../control/pacing';
import { readTarget, type Target } from '../fields/targets';
import { deviceLimit } from '../fields/toolGuard';
import { waitForCompletion } from '../fields/waitSwitch';
import { readVariables, VARIABLE_PARAMETERS } from '../fields/variables';

/** How one input item is to be treated, whatever it is about. */
interface ItemSettings {
	outcomeOptions: OutcomeOptions;
	raw: boolean;
	dryRun: boolean;
	guards: Guards;
	/** Missing where the node does not wait. */
	wait?: WaitChoice;
	/** How this item would have the whole run sent. */
	run: RunSettings;
}

/** What is to be done for one input item, fully checked. */
export interface ItemPlan extends ItemSettings {
	itemIndex: number;
	operation: OperationName;
	target: Target;
	/** How many devices the item may be about. */
	maxDevices: number;
	variables: RequestedVariable[];
	/** What was noticed while the variables were read. */
	advice: readonly Advice[];
	/** Whether the platform's own list of parameters could tell more. */
	asksPlatform: boolean;
}

/** How the whole run is sent; those of the first item hold for all. */
export interface RunSettings {
	/** How many requests may be under way at once. */
	limitFor: (clock: Clock) => SendingLimit;
	requestsPerSecond: number;
	timeoutMs: number;
	retries: number;
	retryBudgetMs: number;
	/** Whether to send nothing more after so many failures of so many operations. */
	shouldStop: (failures: number, total: number) => boolean;
}

/**
 * Returns what makes the plan of an item; it throws InvalidInput. `platform` helps where a variable is not well known: with
 * the type of its value, and by listing it.
 */
export function itemPlanner(
	parameters: ItemParameters,
	operation: OperationName,
	platform?: PlatformKnowledge,
): (itemIndex: number) => ItemPlan {
	const settingsOf = parameters.shared(['options', 'waitForCompletion'], (itemIndex) => {
		const given = parameters.given(itemIndex, waitForCompletion.name);
		return readSettings(parameters.readCollection(optionFields, itemIndex), {
			waits: readSwitch(given, waitForCompletion),
			timeZone: parameters.timeZone,
		});
	});
	const variablesOf = parameters.shared(['options', ...VARIABLE_PARAMETERS], (itemIndex) => {
		const { guards } = settingsOf(itemIndex);
		const { hasOpenType, ...read } = readVariables(
			parameters,
			itemIndex,
			operation,
			platform?.typeOf,
		);
		const isOpen = refuseByAdvice(operation, read.variables, guards, platform);
		return { ...read, asksPlatform: !platform && (isOpen || hasOpenType) };
	});
	return (itemIndex) => ({
		itemIndex,
		operation,
		maxDevices: deviceLimit(parameters, operation),
		...settingsOf(itemIndex),
		...variablesOf(itemIndex),
		target: readTarget(parameters, itemIndex),
	});
}

/** What the options say about an item and about the run. Throws InvalidInput. */
function readSettings(
	options: Given,
	{ waits, timeZone }: { waits: boolean; timeZone: () => string },
): ItemSettings {
	return {
		guards: readGuards(options, timeZone),
		outcomeOptions: readOutcomeOptions(options),
		raw: readsRaw(options),
		dryRun: readSwitch(options, dryRun),
		wait: waits ? readWait(options) : undefined,
		run: readRunSettings(options),
	};
}

/** How the run is sent, as these options say. Throws InvalidInput. */
function readRunSettings(options: Given): RunSettings {
	return {
		limitFor: readSendingLimit(options),
		requestsPerSecond: readNumber(options, SCHEDULING.requestsPerSecond),
		timeoutMs: readNumber(options, SCHEDULING.requestTimeout) * 1000,
		retries: readNumber(options, SCHEDULING.retries),
		retryBudgetMs: readNumber(options, SCHEDULING.retryBudget) * 1000,
		shouldStop: readStop(options),
	};
}
