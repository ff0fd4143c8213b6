import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ControlClient } from '../../../control/client';
import type { ActionRequest } from '../../../control/endpoints';
import {
	ControlError,
	type FailureFacts,
	type FailureKind,
} from '../../../control/failures/errors';
import { inPool, Slots } from '../../../control/pace/pool';
import { isCertain, withRetries } from '../../../control/pace/retry';
import { withReadRetries, type Pace } from '../../../control/readRetries';
import { devicesOf } from '../../../fields/targets/devicesOf';
import { lookUpAll } from '../../../fields/targets/lookUp';
import { targetFields } from '../../../fields/targets/target';
import { changingToolFields } from '../../../fields/targets/toolGuard';
import { failureOf, nodeError } from '../../../items/failures';
import { ItemOutput } from '../../../items/itemOutput';
import { ItemParameters } from '../../../items/parameters';
import { clientFor, readingPace } from '../../../items/perItem';
import type { NodeOperation } from '../../operation';
import { actionFields, actionOptions, readActionPlan, type ActionPlan } from './fields';
import { provenReboot } from './rebootProof';

/** Has devices restart, reset or synchronise. */
export const runAction: NodeOperation = {
	option: {
		name: 'Run Action',
		value: 'runAction',
		action: 'Run action on device',
		description: 'Have devices restart, reset or synchronise their settings',
	},
	toolDescription:
		'Has devices restart (reboot), send their settings to the server again (syncConfiguration), or take them from their profile again (reconfigure). A device acts when it next contacts the server. A restart cuts off whoever is behind the device for some minutes: be sure that the user means it, and never call twice.',
	fields: [...targetFields, ...actionFields, ...changingToolFields, actionOptions],
	execute: runActions,
};

const PROOFS_AT_A_TIME = 32;

const LIMITS = { retries: 5, budgetMs: 300_000 };

/** One action on one device, for one input item. */
interface ActionJob {
	plan: ActionPlan;
	request: ActionRequest;
	many: boolean;
}

async function runActions(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output = new ItemOutput(context);
	const parameters = new ItemParameters(context);
	const plans = await output.forEachItem((itemIndex) => readActionPlan(parameters, itemIndex));
	const client = await clientFor(context, output, plans);
	if (!client) return output.items();

	const pace: Pace = { ...readingPace(context), limits: LIMITS };
	const reader = withReadRetries(client, pace);
	const jobs: ActionJob[] = [];
	await lookUpAll(plans, reader, pace.pacer.slots);
	for (const plan of plans) {
		try {
			for (const job of await jobsOf(plan, reader)) jobs.push(job);
		} catch (error) {
			output.fail(plan.itemIndex, error);
		}
	}
	const results = await askAll(jobs, { client, pace, stops: !context.continueOnFail() });
	for (const [job, result] of results) {
		const { plan, request, many } = job;
		const { serial_number } = request;
		if ('json' in result) output.add(plan.itemIndex, result.json);
		else if (context.continueOnFail()) {
			output.fail(plan.itemIndex, result.error, { serial_number }, many);
		} else throw stoppingError(context, job, result.error, results);
	}
	return output.items();
}

type ActionResult = { json: IDataObject } | { error: Error };

interface Asking {
	client: ControlClient;
	pace: Pace;
	/** Whether nothing more is asked for after a failure. */
	stops: boolean;
}

/**
 * Asks for all actions, and returns what became of those that had their turn, in the order of the
 * jobs.
 */
async function askAll(
	jobs: readonly ActionJob[],
	{ client, pace, stops }: Asking,
): Promise<Map<ActionJob, ActionResult>> {
	const results = new Map<ActionJob, ActionResult>();
	let hasStopped = false;
	// A proof lasts as long as the restart: it must not keep others from their turn to send.
	const isProof = jobs.some(({ plan }) => plan.provesIt);
	const slots = isProof ? new Slots({ atOnce: PROOFS_AT_A_TIME }) : pace.pacer.slots;
	await inPool(jobs, slots, async (job) => {
		if (hasStopped) return;
		try {
			results.set(job, { json: await outcomeOf(job.plan, job.request, client, pace) });
		} catch (error) {
			if (!(error instanceof ControlError)) return await Promise.reject(error);
			results.set(job, { error });
			hasStopped ||= stops;
		}
	});
	return new Map(
		jobs.flatMap((job): Array<[ActionJob, ActionResult]> => {
			const result = results.get(job);
			return result ? [[job, result]] : [];
		}),
	);
}

const DEVICES_SHOWN = 50;

/**
 * The error that ends the node; its description names the devices that will do it all the same: no
 * output will.
 */
function stoppingError(
	context: IExecuteFunctions,
	{ plan, request }: ActionJob,
	error: Error,
	results: ReadonlyMap<ActionJob, ActionResult>,
): Error {
	const asked = [...results].flatMap(([job, result]) =>
		'json' in result ? [job.request.serial_number] : [],
	);
	const devices = asked.slice(0, DEVICES_SHOWN).join(', ');
	const done =
		asked.length === 0
			? 'No device was asked for it.'
			: `Already asked of ${asked.length} devices: ${devices}${asked.length > DEVICES_SHOWN ? ', …' : ''}.`;
	const failure = failureOf(error, { serial_number: request.serial_number });
	const description = [failure.description, done].filter(Boolean).join(' ');
	return nodeError(context.getNode(), { ...failure, description }, plan.itemIndex);
}

async function jobsOf(plan: ActionPlan, client: ControlClient): Promise<ActionJob[]> {
	const { target, code, form, maxDevices } = plan;
	const { serialNumbers, many } = await devicesOf(target, client, maxDevices);
	return serialNumbers.map((serial_number) => ({
		plan,
		request: { serial_number, code, form },
		many,
	}));
}

async function outcomeOf(
	plan: ActionPlan,
	request: ActionRequest,
	client: ControlClient,
	pace: Pace,
): Promise<IDataObject> {
	let transactionId: string | null = null;
	const act = async (): Promise<void> => {
		({ transactionId } = await sendOnce(client, request, pace));
	};
	const proof = plan.provesIt
		? await provenReboot(request.serial_number, act, {
				client: withReadRetries(client, pace),
				pace,
				deadlineMs: plan.proofDeadlineMs,
			})
		: await act();
	return {
		serial_number: request.serial_number,
		action: plan.action.value,
		code: request.code,
		state: 'scheduled',
		transaction_id: transactionId,
		...proof,
	};
}

/**
 * A device that restarts twice is not what was asked for: only what was certainly refused is sent
 * again.
 */
async function sendOnce(
	client: ControlClient,
	request: ActionRequest,
	pace: Pace,
): Promise<{ transactionId: string | null }> {
	try {
		return await withRetries(
			async () => await client.runAction(request),
			(error) => isCertain(error) && error.transient,
			pace,
		);
	} catch (error) {
		throw error instanceof ControlError ? explained(error, request) : error;
	}
}

const ABOUT_THE_FORM: readonly FailureKind[] = ['bad_request', 'unprocessable', 'wrong_address'];

function explained(error: ControlError, { code, form }: ActionRequest): ControlError {
	if (error.delivery === 'lost' && !isCertain(error)) {
		return retold(error, {
			kind: 'unknown_delivery',
			message: `It is unknown whether CONTROL took the action: ${error.message}`,
			fix: 'Look at the device before you ask for it again: it would be done twice.',
			transient: false,
		});
	}
	if (!ABOUT_THE_FORM.includes(error.kind)) return error;
	return retold(error, {
		fix: `This server may know the action by another code than "${code}" (option Action Code), or in another form than "${form}" (option Request Form).`,
	});
}

function retold(error: ControlError, change: Partial<FailureFacts>): ControlError {
	const { kind, message, fix, httpCode, code, transient, delivery, retryAfterMs } = error;
	return new ControlError({
		kind,
		message,
		fix,
		transient,
		delivery: delivery ?? undefined,
		httpCode: httpCode ?? undefined,
		code: code ?? undefined,
		retryAfterMs: retryAfterMs ?? undefined,
		...change,
	});
}
