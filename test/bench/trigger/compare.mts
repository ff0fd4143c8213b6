import { createControlCredential } from '../../e2e/trigger/credential.mts';
import { genericWorkflow, ourWorkflow } from './contenders.mts';
import { measureGeneric, measureOurs, type Measured, type Place } from './measure.mts';
import { STEPS, type Scenario, type Step } from './scenarios.mts';
import { transactionsOf, type Transactions } from './transactions.mts';

/** Our trigger and the generic alternative at the same list. */
export interface Comparison extends Scenario {
	step: Step;
	ours: Measured;
	generic: Measured;
}

const HAPPENS: Readonly<Partial<Record<Step, (transactions: Transactions) => Promise<void>>>> = {
	'1 %': async (transactions) => await transactions.finish('SN000001'),
	'100 %': async (transactions) => await transactions.finish(),
};

/** Has both look at the same growing history, and tells what each look cost. */
export async function compare(place: Place, scenario: Scenario): Promise<Comparison[]> {
	const { n8n, control } = place;
	const { dialect, transactions: count } = scenario;
	const transactions = transactionsOf(control);
	await control.prepare({ dialect }, []);
	await transactions.add(count);
	const credentials = await createControlCredential(n8n.rest, control);
	const path = `bench-trigger-${dialect}-${count}`;
	const ours = await n8n.rest.createWorkflow(ourWorkflow(credentials));
	const generic = await n8n.rest.createWorkflow(
		genericWorkflow(path, scenario, control, credentials),
	);
	await n8n.rest.activate(generic.id);
	const comparisons: Comparison[] = [];
	for (const step of STEPS) {
		await HAPPENS[step]?.(transactions);
		comparisons.push({
			...scenario,
			step,
			ours: await measureOurs(place, ours.id),
			generic: await measureGeneric(place, path),
		});
	}
	await n8n.rest.deactivate(ours.id);
	await n8n.rest.deactivate(generic.id);
	return comparisons;
}
