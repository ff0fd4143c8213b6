import type { RequestedVariable } from '../../control/endpoints';
import type { OperationName } from '../../cwmp/operations';
import type { Reading } from '../../follow/outcome';
import { readVocabulary } from '../outputFields';
import type { ItemParameters } from '../parameters';
import { readSchedulingNumber } from './optionFields';
import { readTarget, type Target } from './targets';
import { readVariables } from './variables';

/** What is to be done for one input item, fully checked. */
export interface ItemPlan {
	itemIndex: number;
	operation: OperationName;
	target: Target;
	variables: RequestedVariable[];
	reading: Reading;
	raw: boolean;
	dryRun: boolean;
}

/** How the whole run is sent; the same for all items. */
export interface RunSettings {
	requestsAtATime: number;
	requestsPerSecond: number;
	timeoutMs: number;
	retries: number;
	retryBudgetMs: number;
}

/** The plan of an item. Throws InvalidInput. */
export function planItem(
	parameters: ItemParameters,
	itemIndex: number,
	operation: OperationName,
): ItemPlan {
	const options = parameters.readCollection('options', itemIndex);
	return {
		itemIndex,
		operation,
		target: readTarget(parameters, itemIndex),
		variables: readVariables(parameters, itemIndex, operation),
		reading: {
			words: readVocabulary(options),
			showSecrets: options.showSensitiveValues === true,
		},
		raw: options.output === 'raw',
		dryRun: options.dryRun === true,
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
	};
}
