import type { RequestedVariable } from '../../../control/endpoints';
import type { PlatformKnowledge } from '../../../control/platformParameters';
import type { Advice } from '../../../cwmp/advice';
import type { OperationName } from '../../../cwmp/operations';
import type { OutcomeOptions } from '../../../follow/outcome';
import { readOutcomeOptions } from '../../../fields/outputFields';
import { readWait, type WaitChoice } from '../../../fields/waitFields';
import type { ItemParameters } from '../../../items/parameters';
import { refuseByAdvice } from './adviser';
import { readGuards, readStop, type Guards } from '../fields/guardFields';
import { readSchedulingNumber } from '../fields/optionFields';
import { readTarget, type Target } from '../fields/targets';
import { deviceLimit } from '../fields/toolGuard';
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
	requestsAtATime: number;
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
		const waits = parameters.read('waitForCompletion', itemIndex) === true;
		return readSettings(parameters.readCollection('options', itemIndex), {
			waits,
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
	options: Readonly<Record<string, unknown>>,
	{ waits, timeZone }: { waits: boolean; timeZone: () => string },
): ItemSettings {
	return {
		guards: readGuards(options, timeZone),
		outcomeOptions: readOutcomeOptions(options),
		raw: options.output === 'raw',
		dryRun: options.dryRun === true,
		wait: waits ? readWait(options) : undefined,
		run: readRunSettings(options),
	};
}

/** How the run is sent, as these options say. Throws InvalidInput. */
function readRunSettings(options: Readonly<Record<string, unknown>>): RunSettings {
	return {
		requestsAtATime: Math.floor(readSchedulingNumber(options, 'requestsAtATime')),
		requestsPerSecond: readSchedulingNumber(options, 'requestsPerSecond'),
		timeoutMs: readSchedulingNumber(options, 'requestTimeout') * 1000,
		retries: Math.floor(readSchedulingNumber(options, 'retries')),
		retryBudgetMs: readSchedulingNumber(options, 'retryBudget') * 1000,
		shouldStop: readStop(options),
	};
}
