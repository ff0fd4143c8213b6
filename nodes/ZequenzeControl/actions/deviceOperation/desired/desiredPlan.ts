import type { Reported, Shown } from '../../../desired/assessment';
import type { FlowSettings } from '../../../desired/flow';
import type { WantedVariable } from '../../../desired/wanted';
import { readTarget } from '../../../fields/targets/target';
import { deviceLimit } from '../../../fields/targets/toolGuard';
import { readWait, waitDeadline } from '../../../fields/waitFields';
import { InvalidInput } from '../../../ground/invalidInput';
import { isJsonObject } from '../../../ground/json';
import type { ItemParameters } from '../../../items/parameters';
import { usesColumns, VARIABLE_PARAMETERS } from '../fields/variables';
import { readWantedVariables } from '../fields/wantedVariables';
import { itemSettings, type ItemPlan } from '../plan/plan';
import { currentValuesField, modeField, readFlowSettings, refuseLifelineChanges } from './fields';

/** What is to be compared for one input item, fully checked. */
export interface DesiredPlan {
	/** Its variables are empty: each step has its own. */
	item: ItemPlan;
	wanted: readonly WantedVariable[];
	settings: FlowSettings;
	/** What the input item says of the device; missing where the device is asked. */
	known?: { serialNumber: string | null; values: Reported };
}

/** Returns what makes the plan of an item; it throws InvalidInput. */
export function desiredPlanner(
	parameters: ItemParameters,
	operation: 'check' | 'ensure',
	inputOf: (itemIndex: number) => unknown,
): (itemIndex: number) => DesiredPlan {
	const own = operation === 'check' ? currentValuesField.name : modeField.name;
	const names = [own, 'desiredOptions'];
	const flowOf = parameters.shared(names, (itemIndex) =>
		readFlowSettings(parameters, itemIndex, operation),
	);
	// Values of the input are compared at once: there is no deadline to read.
	const settingsOf = itemSettings(parameters, (itemIndex, options) =>
		flowOf(itemIndex).isFromInput
			? undefined
			: readWait(options, parameters.given(itemIndex, waitDeadline.name), parameters),
	);
	const readWanted = (itemIndex: number): WantedVariable[] =>
		readWantedVariables(parameters, itemIndex);
	const wantedOf = usesColumns(parameters)
		? readWanted
		: parameters.shared(VARIABLE_PARAMETERS, readWanted);
	return (itemIndex) => {
		const { isFromInput, allowsLifeline, ...settings } = flowOf(itemIndex);
		const wanted = wantedOf(itemIndex);
		if (operation === 'ensure' && !allowsLifeline) refuseLifelineChanges(wanted);
		const item: ItemPlan = {
			itemIndex,
			operation: 'get',
			maxDevices: deviceLimit(parameters, settings.mode === 'apply' ? 'set' : 'get'),
			...settingsOf(itemIndex),
			variables: [],
			advice: [],
			asksPlatform: false,
			target: isFromInput ? NO_TARGET : readTarget(parameters, itemIndex),
		};
		return isFromInput
			? { item, wanted, settings, known: knownIn(inputOf(itemIndex)) }
			: { item, wanted, settings };
	};
}

const NO_TARGET: ItemPlan['target'] = {
	kind: 'devices',
	serialNumbers: [],
	repeated: [],
	many: false,
};

function knownIn(input: unknown): DesiredPlan['known'] {
	const json = isJsonObject(input) ? input : {};
	const { values, serial_number: serialNumber } = json;
	if (isJsonObject(values)) {
		return {
			serialNumber: typeof serialNumber === 'string' ? serialNumber : null,
			values: Object.fromEntries(
				Object.entries(values).map(([path, value]) => [path, shown(value)]),
			),
		};
	}
	throw new InvalidInput(
		'Current Values: The input item has no values',
		'Connect a node that reads variables, e.g. Get Variables with Wait for Completion, or choose Read From the Device.',
	);
}

function shown(value: unknown): Shown {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		return value;
	}
	return value === null || value === undefined ? null : JSON.stringify(value);
}
