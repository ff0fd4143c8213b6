import type { IExecuteFunctions } from 'n8n-workflow';

import { platformParametersFor } from '../../control/n8nClient';
import { typesAmong } from '../../control/platformParameters';
import type { OperationName } from '../../cwmp/operations';
import { Breaks } from '../../items/breaks';
import { realClock } from '../../items/clock';
import type { ItemOutput } from '../../items/itemOutput';
import type { ItemParameters } from '../../items/parameters';
import { itemPlanner, type ItemPlan } from './plan';

/** Where a run of the operation is: what it reads from, and what it puts out to. */
interface Run {
	context: IExecuteFunctions;
	parameters: ItemParameters;
	output: ItemOutput;
	operation: OperationName;
}

/**
 * The plans, with those made anew in which a value type was a guess: the platform may know the parameter. It is asked only
 * then, and not for dry runs, which send nothing. Throws RunCancelled.
 */
export async function settleGuesses(plans: ItemPlan[], run: Run): Promise<ItemPlan[]> {
	if (!plans.some(isGuessed)) return plans;
	const types = typesAmong(await platformParametersFor(run.context));
	const planAgain = itemPlanner(run.parameters, run.operation, types);
	const settled: ItemPlan[] = [];
	const breaks = new Breaks(realClock(run.context));
	for (const plan of plans) {
		await breaks.ifDue();
		try {
			settled.push(isGuessed(plan) ? planAgain(plan.itemIndex) : plan);
		} catch (error) {
			run.output.fail(plan.itemIndex, error);
		}
	}
	return settled;
}

function isGuessed({ advice, dryRun }: ItemPlan): boolean {
	return !dryRun && advice.some(({ code }) => code === 'guessed_type');
}
