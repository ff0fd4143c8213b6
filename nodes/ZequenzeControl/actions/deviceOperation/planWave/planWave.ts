import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InvalidInput } from '../../../ground/invalidInput';
import { realClock } from '../../../items/clock';
import { Hints } from '../../../items/hints';
import { ItemOutput } from '../../../items/itemOutput';
import { ItemParameters } from '../../../items/parameters';
import { planWave, type WaveDecision } from '../../../rollout/planWave';
import type { RollOutRow } from '../../../rollout/rows';
import type { NodeOperation } from '../../operation';
import { planWaveFields, readRollOutPlan } from './fields';
import { readRow } from './rows';

/** Decides about the next step of a roll-out that lasts for weeks; sends nothing. */
export const planNextWave: NodeOperation = {
	option: {
		name: 'Plan Next Wave',
		value: 'planWave',
		action: 'Plan next wave of devices',
		description: 'From the rows of a table, decide which devices of a roll-out are next',
	},
	toolDescription:
		'Decides about the next step of a roll-out from the rows of its table (serial_number, wave, state, claimed_at, ended_at): decision is send, approval (the last wave waits for a person), wait, finished or stopped, devices are those to send to now, unclear those to look up first. It sends nothing and changes nothing.',
	fields: planWaveFields,
	execute: planFromRows,
};

async function planFromRows(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const input = context.getInputData();
	try {
		const plan = readRollOutPlan(parameters);
		const rows = input.map(({ json }) => readRow(json, parameters.timeZone));
		refuseRepeated(rows);
		const decision = planWave(rows, plan, realClock(context).now());
		output.add(0, presentDecision(decision));
		const hints = new Hints();
		hints.add(sentenceOf(decision, rows.length));
		output.remark(hints);
	} catch (error) {
		output.fail(0, error);
	}
	return await Promise.resolve(output.items());
}

function refuseRepeated(rows: readonly RollOutRow[]): void {
	const seen = new Set<string>();
	for (const { serial_number: serialNumber } of rows) {
		if (seen.has(serialNumber)) {
			throw new InvalidInput(
				`Column serial_number: "${serialNumber}" is in two rows`,
				'Keep one row for each device of a roll-out.',
			);
		}
		seen.add(serialNumber);
	}
}

function presentDecision(decision: WaveDecision): IDataObject {
	const { devices, unclear, untilMs, waves, wave, reason } = decision;
	return {
		decision: decision.decision,
		wave,
		devices: [...devices],
		unclear: [...unclear],
		reason,
		wait_until: untilMs === null ? null : new Date(untilMs).toISOString(),
		waves: waves.map((tally) => ({
			wave: tally.wave,
			size: tally.size,
			planned: tally.planned,
			succeeded: tally.succeeded,
			failed: tally.failed,
			timed_out: tally.timedOut,
		})),
	};
}

function sentenceOf({ decision, wave, devices, reason }: WaveDecision, total: number): string {
	if (decision === 'send') return `Wave ${wave}: ${devices.length} of ${total} devices are next.`;
	if (decision === 'approval') return `Wave ${wave} is the last one, and waits for approval.`;
	if (decision === 'stopped') return `The roll-out is stopped in wave ${wave}: ${reason}.`;
	return decision === 'wait' ? `Wave ${wave} has not ended yet.` : 'The roll-out is finished.';
}
