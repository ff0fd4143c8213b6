import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ControlError } from '../../control/failures/errors';
import { inPool } from '../../control/pace/pool';
import { atPace, withReadRetries, type Pace } from '../../control/readRetries';
import { devicesOf } from '../../fields/targets/devicesOf';
import { lookUpAll } from '../../fields/targets/lookUp';
import { targetFields } from '../../fields/targets/target';
import { toolFields } from '../../fields/targets/toolGuard';
import { Hints } from '../../items/hints';
import { ItemOutput } from '../../items/itemOutput';
import { ItemParameters } from '../../items/parameters';
import { clientFor, readingPace } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { cachedFields, cachedOptions, readCachedPlan, type CachedPlan } from './cachedFields';
import { readCached, type CachedReading } from './cachedReader';
import { presentCached } from './presentCached';

/** Reads what CONTROL knows of devices, without asking these. */
export const getCached: NodeOperation = {
	option: {
		name: 'Get Cached',
		value: 'getCached',
		action: 'Get cached values of device',
		description: 'Read values as CONTROL last saw them, at once and without asking the device',
	},
	toolDescription:
		'Reads variables of a device as the server last saw them: at once, also of devices that are down. Values may be old (updated_at, null where unknown). Paths may be parameters, branches that end in a dot, or contain * for any characters.',
	fields: [...targetFields, ...cachedFields, ...toolFields, cachedOptions],
	execute: readAll,
};

const LIMITS = { retries: 5, budgetMs: 60_000 };

/** One device to read of, for one input item. */
interface CachedJob {
	plan: CachedPlan;
	serialNumber: string;
	many: boolean;
}

async function readAll(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const plans = await output.forEachItem((itemIndex) => readCachedPlan(parameters, itemIndex));
	const client = await clientFor(context, output, plans);
	if (!client) return output.items();

	const hints = new Hints();
	const pace: Pace = { ...readingPace(context), limits: LIMITS };
	const lists = withReadRetries(client, pace);
	const jobs: CachedJob[] = [];
	await lookUpAll(plans, lists, pace.pacer.slots);
	for (const plan of plans) {
		try {
			const { serialNumbers, many } = await devicesOf(plan.target, lists, plan.maxDevices);
			if (serialNumbers.length === 0) hints.add('No device matches the filters.', 'warning');
			for (const serialNumber of serialNumbers) jobs.push({ plan, serialNumber, many });
		} catch (error) {
			output.fail(plan.itemIndex, error);
		}
	}
	const reader = atPace(client, pace);
	const results = new Map<CachedJob, IDataObject[] | ControlError>();
	await inPool(jobs, pace.pacer.slots, async (job) => {
		try {
			const reading = await readCached(reader, job.serialNumber, job.plan);
			remarkOn(reading, hints);
			results.set(job, presentCached(reading, job.plan));
		} catch (error) {
			if (!(error instanceof ControlError)) return await Promise.reject(error);
			if (!context.continueOnFail()) {
				output.fail(job.plan.itemIndex, error, { serial_number: job.serialNumber });
			}
			results.set(job, error);
		}
	});
	for (const job of jobs) {
		const result = results.get(job) ?? [];
		const { plan, serialNumber: serial_number, many } = job;
		if (result instanceof ControlError) {
			output.fail(plan.itemIndex, result, { serial_number }, many);
		} else for (const json of result) output.add(plan.itemIndex, json);
	}
	output.remark(hints);
	return output.items();
}

function remarkOn({ values, stale, gap }: CachedReading, hints: Hints): void {
	hints.addGap(gap);
	if (stale === null) {
		hints.add(
			'This server shows no times of its values, so Fresher Than cannot tell how old they are.',
			'warning',
		);
	}
	if (values.length === 0 && !stale?.length) {
		hints.add(
			'CONTROL knows none of these values of a device. Check the serial number and the paths, or read from the device by Device Operation > Get Variables.',
		);
	}
}
