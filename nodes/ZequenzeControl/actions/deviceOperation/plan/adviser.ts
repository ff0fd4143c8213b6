import type { RequestedVariable } from '../../../control/endpoints';
import type { PlatformKnowledge } from '../../../control/platformParameters';
import type { OperationName } from '../../../cwmp/operations';
import { adviceFor, type Advice } from '../../../cwmp/values/advice';
import type { EncodedValue } from '../../../cwmp/valueType';
import { InvalidInput } from '../../../ground/invalidInput';
import type { Hints } from '../../../items/hints';
import type { Guards } from '../fields/guardFields';

/**
 * Rules about what the standard data models say, which the user may have refused or switched off.
 */
const DATA_MODEL_RULES = ['unknown_path', 'read_only', 'not_creatable', 'unusual_value'];

const SECRET_RULE = 'secret_variable';

// Looking for what an unknown path may have meant takes a while; who has more to learn starts with
// these.
const MAX_JUDGED = 200;

/**
 * Throws InvalidInput for the first variable that the user's options refuse. Returns whether the
 * platform has a say that is missing here: it may list what is not well known.
 */
export function refuseByAdvice(
	operation: OperationName,
	variables: readonly RequestedVariable[],
	guards: Guards,
	platform?: PlatformKnowledge,
): boolean {
	if (guards.dataModel !== 'refuse' && guards.sensitive !== 'refuse') return false;
	const isRefused = ({ code }: Advice): boolean =>
		(guards.dataModel === 'refuse' && DATA_MODEL_RULES.includes(code)) ||
		(guards.sensitive === 'refuse' && operation === 'set' && code === SECRET_RULE);
	const reasons = variables
		.flatMap((variable) => adviceAbout(operation, variable, platform))
		.filter(isRefused);
	const isOpen = ({ code }: Advice): boolean => code === 'unknown_path' && !platform;
	const final = reasons.find((reason) => !isOpen(reason));
	if (final) {
		throw new InvalidInput(
			final.message,
			`${final.fix} The options of this node refuse it; they can also only advise.`,
		);
	}
	return reasons.length > 0;
}

/** What there is to judge about an item. */
interface Advisable {
	operation: OperationName;
	variables: readonly RequestedVariable[];
	/** What was noticed before. */
	advice: readonly Advice[];
	guards: Guards;
}

/** Adds to the hints what may be wrong with the variables of these items, each thing once. */
export function advise(
	plans: readonly Advisable[],
	hints: Hints,
	platform?: PlatformKnowledge,
): void {
	const judged = new Map<string, readonly Advice[]>();
	const adviceOn = (operation: OperationName, variable: RequestedVariable): readonly Advice[] => {
		const key = JSON.stringify(variable);
		const known = judged.get(key);
		if (known || judged.size >= MAX_JUDGED) return known ?? [];
		const advice = adviceAbout(operation, variable, platform);
		judged.set(key, advice);
		return advice;
	};
	for (const plan of plans) {
		const advice = plan.variables.flatMap((variable) => adviceOn(plan.operation, variable));
		for (const { code, message, fix } of [...advice, ...plan.advice]) {
			if (plan.guards.dataModel === 'off' && DATA_MODEL_RULES.includes(code)) continue;
			hints.add(`${message}. ${fix}`);
		}
	}
}

function adviceAbout(
	operation: OperationName,
	variable: RequestedVariable,
	platform?: PlatformKnowledge,
): Advice[] {
	return adviceFor(operation, variable.variable_name, encodedIn(variable), platform?.lists);
}

function encodedIn({ value, value_type: type }: RequestedVariable): EncodedValue | undefined {
	return value === undefined || type === undefined ? undefined : { value, value_type: type };
}
