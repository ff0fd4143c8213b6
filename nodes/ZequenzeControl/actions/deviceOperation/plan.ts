import type { RequestedVariable } from '../../control/endpoints';
import type { Advice } from '../../cwmp/advice';
import type { OperationName } from '../../cwmp/operations';
import type { Reading } from '../../follow/outcome';
import { readVocabulary } from '../outputFields';
import { readWait, type WaitChoice } from '../waitFields';
import type { ItemParameters } from '../parameters';
import { refuseByAdvice } from './adviser';
import { readGuards, readStop, type Guards } from './guardFields';
import { readSchedulingNumber } from './optionFields';
import { readTarget, type Target } from './targets';
import { readVariables } from './variables';

/** What is to be done for one input item, fully checked. */
export interface ItemPlan {
	itemIndex: number;
	operation: OperationName;
	target: Target;
	variables: RequestedVariable[];
	/** What was noticed while the variables were read. */
	advice: readonly Advice[];
	reading: Reading;
	raw: boolean;
	dryRun: boolean;
	guards: Guards;
	/** Missing where the node does not wait. */
	wait?: WaitChoice;
}

/** How the whole run is sent; the same for all items. */
export interface RunSettings {
	requestsAtATime: number;
	requestsPerSecond: number;
	timeoutMs: number;
	retries: number;
	retryBudgetMs: number;
	/** Whether to send nothing more after so many failures of so many operations. */
	shouldStop: (failures: number, total: number) => boolean;
}

/** The plan of an item. Throws InvalidInput. */
export function planItem(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
): ItemPlan {
	const options = parameters.readCollection('options', itemIndex);
	const guards = readGuards(options);
	const { variables, advice } = readVariables(parameters, itemIndex, operation);
	refuseByAdvice(operation, variables, guards);
	return {
		itemIndex,
		operation,
		target: readTarget(parameters, itemIndex),
		variables,
		advice,
		reading: {
			words: readVocabulary(options),
			showSecrets: options.showSensitiveValues === true,
		},
		raw: options.output === 'raw',
		dryRun: options.dryRun === true,
		guards,
		wait: parameters.read('waitForCompletion', itemIndex) === true ? readWait(options) : undefined,
	};
}

/** How the run is sent, from the options of the first item. Throws InvalidInput. */
export function planRun(parameters: ItemParameters): RunSettings {
	const options = parameters.readCollection('options', 0);
	return {
		requestsAtATime: Math.floor(readSchedulingNumber(options, 'requestsAtATime')),
		requestsPerSecond: readSchedulingNumber(options, 'requestsPerSecond'),
		timeoutMs: readSchedulingNumber(options, 'requestTimeout') * 1000,
		retries: Math.floor(readSchedulingNumber(options, 'retries')),
		retryBudgetMs: readSchedulingNumber(options, 'retryBudget') * 1000,
		shouldStop: readStop(options),
	};
}
