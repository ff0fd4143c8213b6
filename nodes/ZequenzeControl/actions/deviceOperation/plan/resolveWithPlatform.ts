import type { IExecuteFunctions } from 'n8n-workflow';

import { platformParametersFor } from '../../../control/n8nClient';
import { knowledgeIn, type PlatformKnowledge } from '../../../control/platformParameters';
import type { OperationName } from '../../../cwmp/operations';
import { Breaks } from '../../../items/breaks';
import { realClock } from '../../../items/clock';
import type { ItemOutput } from '../../../items/itemOutput';
import type { ItemParameters } from '../../../items/parameters';
import { itemPlanner, type ItemPlan } from './plan';

/** Where a run of the operation is: what it reads from, and what it puts out to. */
interface Run {
	context: IExecuteFunctions;
	parameters: ItemParameters;
	output: ItemOutput;
	operation: OperationName;
}

/** Plans about which nothing more can be asked, and what the platform knew where it was asked. */
interface ResolvedPlans {
	plans: ItemPlan[];
	platform?: PlatformKnowledge;
}

/**
 * The plans, with those made anew about which the platform may know more: what type a value has, or
 * that it lists a parameter which is not well known. Only then the platform is asked, for a dry run
 * too. Throws RunCancelled.
 */
export async function resolveWithPlatform(plans: ItemPlan[], run: Run): Promise<ResolvedPlans> {
	if (!plans.some(({ asksPlatform }) => asksPlatform)) return { plans };
	const platform = knowledgeIn(await platformParametersFor(run.context));
	const planAgain = itemPlanner(run.parameters, run.operation, platform);
	const resolved: ItemPlan[] = [];
	const breaks = new Breaks(realClock(run.context));
	for (const plan of plans) {
		await breaks.yieldToEventLoop();
		try {
			resolved.push(plan.asksPlatform ? planAgain(plan.itemIndex) : plan);
		} catch (error) {
			run.output.fail(plan.itemIndex, error);
		}
	}
	return { plans: resolved, platform };
}
