import type { RequestedVariable } from '../../../control/endpoints';
import type { Clock, SendingLimit } from '../../../control/pace/pacing';
import type { PlatformKnowledge } from '../../../control/platformParameters';
import type { OperationName } from '../../../cwmp/operations';
import type { Advice } from '../../../cwmp/values/advice';
import { readOutcomeOptions, readShape, type Shape } from '../../../fields/outputFields';
import { readNumber, readSwitch, type Given } from '../../../fields/readers';
import { readResultsIn, shapeIn, type ResultsIn } from '../../../fields/resultsIn';
import { readTarget, type Target } from '../../../fields/targets/target';
import { deviceLimit } from '../../../fields/targets/toolGuard';
import type { WaitChoice } from '../../../fields/waitFields';
import type { OutcomeOptions } from '../../../follow/outcome';
import type { ItemParameters } from '../../../items/parameters';
import { readGuards, readStop, type Guards } from '../fields/guardFields';
import { dryRun, readOptions, readSendingLimit, SCHEDULING } from '../fields/optionFields';
import { readRollOut, type RollOutChoice } from '../fields/rollOutFields';
import { readVariables, usesColumns, VARIABLE_PARAMETERS } from '../fields/variables';
import { readWaitOf } from '../fields/waitSwitch';
import { refuseByAdvice } from './adviser';

/** How one input item is to be treated, whatever it is about. */
export interface ItemSettings {
	outcomeOptions: OutcomeOptions;
	shape: Shape;
	resultsIn: ResultsIn;
	dryRun: boolean;
	guards: Guards;
	/** Missing where the node does not wait. */
	wait?: WaitChoice;
	/** How this item would have the whole run sent. */
	run: RunSettings;
	/** How this item would have the whole run rolled out; missing where all are sent to at once. */
	rollOut?: RollOutChoice;
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

/** What a plan says of the variables of an item. */
type PlannedVariables = Pick<ItemPlan, 'variables' | 'advice' | 'asksPlatform'>;

/** The parameters that say how an item is treated, whatever it is about. */
const SETTINGS_PARAMETERS = ['options', 'waitForCompletion', 'waitDeadline'];

/**
 * Returns what makes the plan of an item; it throws InvalidInput. `platform` helps where a variable
 * is not well known: with the type of its value, and by listing it.
 */
export function itemPlanner(
	parameters: ItemParameters,
	operation: OperationName,
	platform?: PlatformKnowledge,
): (itemIndex: number) => ItemPlan {
	const settingsOf = itemSettings(parameters, (itemIndex, options) =>
		readWaitOf(parameters, itemIndex, options),
	);
	const makeVariables = (itemIndex: number): PlannedVariables => {
		const { guards } = settingsOf(itemIndex);
		const { hasOpenType, ...read } = readVariables(
			parameters,
			itemIndex,
			operation,
			platform?.typeOf,
		);
		const isOpen = refuseByAdvice(operation, read.variables, guards, platform);
		return { ...read, asksPlatform: !platform && (isOpen || hasOpenType) };
	};
	const variablesOf = usesColumns(parameters)
		? makeVariables
		: parameters.shared(['options', ...VARIABLE_PARAMETERS], makeVariables);
	return (itemIndex) => ({
		itemIndex,
		operation,
		maxDevices: deviceLimit(parameters, operation),
		...settingsOf(itemIndex),
		...variablesOf(itemIndex),
		target: readTarget(parameters, itemIndex),
	});
}

/**
 * Returns what reads how an item is to be treated; it throws InvalidInput. `readWaitBy` tells how
 * the item waits for its devices, if it does.
 */
export function itemSettings(
	parameters: ItemParameters,
	readWaitBy: (itemIndex: number, options: Given) => WaitChoice | undefined,
): (itemIndex: number) => ItemSettings {
	return parameters.shared(SETTINGS_PARAMETERS, (itemIndex) => {
		const options = readOptions(parameters, itemIndex);
		const wait = readWaitBy(itemIndex, options);
		const rollOut = readRollOut(options, wait !== undefined);
		return { ...readSettings(options, parameters.timeZone), wait, rollOut };
	});
}

/** What the options say about an item and about the run. Throws InvalidInput. */
function readSettings(
	options: Given,
	timeZone: () => string,
): Omit<ItemSettings, 'wait' | 'rollOut'> {
	const resultsIn = readResultsIn(options);
	return {
		guards: readGuards(options, timeZone),
		outcomeOptions: readOutcomeOptions(options),
		shape: shapeIn(resultsIn, readShape(options)),
		resultsIn,
		dryRun: readSwitch(options, dryRun),
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
