// First: n8n reads its settings when it is loaded.
import '../engine/homeOfN8n.mts';

import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openClient } from '../../../nodes/ZequenzeControl/control/n8nClient.ts';
import { platformParameters } from '../../../nodes/ZequenzeControl/control/platformParameters.ts';
import type { OperationName } from '../../../simulator/fleet/rpc.mts';
import { grouped } from '../../optionGroups.mts';
import { additionalData } from '../engine/additionalData.mts';
import type { CredentialData } from '../engine/credential.mts';
import { testCredential } from '../engine/editor.mts';
import { registerTrigger } from '../engine/poll.mts';
import { runNode } from '../engine/run.mts';
import { controlNode, workflowOf } from '../engine/workflow.mts';
import {
	acting,
	DEVICE,
	gettingCached,
	gettingDevice,
	gettingDevices,
	gettingTransaction,
	gettingTransactions,
	locator,
	scheduling,
} from '../parameters.mts';
import { RETRIES, type ReaderName } from './rules.mts';
import { OTHERS, type FaultyControl } from './server.mts';

/** What the user sees of one attempt. */
export interface Shown {
	/** Items, or what else comes of it. */
	results: number;
	/** The message of the error, or the empty text. */
	message: string;
	/** The code of the error item, where there can be one. */
	code?: string;
	/** The transaction id of the first item. */
	transactionId?: unknown;
	/** How the device stands to what is wanted. */
	verdict?: unknown;
	/** Everything that n8n stores of it. */
	stored: string;
}

async function run(
	credential: CredentialData,
	parameters: INodeParameters,
	isInQuestion: (json: IDataObject) => boolean = () => true,
): Promise<Shown> {
	const outcome = await runNode(credential, parameters, { onError: 'continueErrorOutput' });
	const { stored } = outcome;
	const items = outcome.items.filter(({ json }) => isInQuestion(json));
	const error: unknown = outcome.errorItems
		.map(({ json }) => json.error)
		.find((one) => isRecord(one) && isInQuestion({ serial_number: String(one.serial_number) }));
	const { message = '', code = undefined } = { ...(isRecord(error) && error) };
	return {
		results: items.length,
		message: String(message),
		code: code === undefined ? undefined : String(code),
		transactionId: items[0]?.json.transaction_id,
		verdict: items[0]?.json.verdict,
		stored,
	};
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/**
 * Schedules something harmless on the device and on others, one after the other, with as many
 * retries as the rules count with; shows what the user sees of the device. `requestTimeout` is in
 * seconds: on a busy machine a sound answer takes one or two.
 */
export async function schedule(
	operation: OperationName,
	control: FaultyControl,
	requestTimeout: number,
): Promise<Shown> {
	control.strike();
	const [before, after] = OTHERS;
	const parameters = scheduling(operation, undefined, {
		target: 'list',
		serialNumbers: [before, DEVICE, after].join(),
		options: { retries: RETRIES, retryBudget: 3_600, requestTimeout, requestsAtATime: 1 },
	});
	return await run(
		control.credential,
		parameters,
		({ serial_number: serial }) => serial === DEVICE,
	);
}

const WANTED = { 'Device.ManagementServer.PeriodicInformInterval': 4321 };

/**
 * Has the device, between two others, take one value and prove it; shows what the user sees of it.
 * `requestTimeout` is in seconds.
 */
export async function ensure(control: FaultyControl, requestTimeout: number): Promise<Shown> {
	const [before, after] = OTHERS;
	const parameters = grouped({
		resource: 'deviceOperation',
		operation: 'ensure',
		ensureMode: 'apply',
		target: 'list',
		serialNumbers: [before, DEVICE, after].join(),
		specifyVariables: 'json',
		variablesJson: JSON.stringify(WANTED),
		options: {
			retries: RETRIES,
			retryBudget: 3_600,
			requestTimeout,
			requestsAtATime: 1,
			waitInterval: 1,
		},
	});
	return await run(
		control.credential,
		parameters,
		({ serial_number: serial }) => serial === DEVICE,
	);
}

/** Has the device restart; shows what the user sees of that. */
export async function act(control: FaultyControl): Promise<Shown> {
	control.strike();
	return await run(control.credential, acting('reboot'));
}

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** Everything that reads, each as a user would have it done. */
export const READ: Readonly<Record<ReaderName, (control: FaultyControl) => Promise<Shown>>> = {
	'Transaction > Get Many': async (control) => {
		control.strike();
		return await run(control.credential, gettingTransactions({ options: { output: 'raw' } }));
	},
	'Transaction > Get': async (control) => {
		control.strike();
		const parameters = gettingTransaction(control.knownId, { options: { output: 'raw' } });
		return await run(control.credential, parameters);
	},
	'Device > Get Many': async (control) => {
		control.strike();
		return await run(control.credential, gettingDevices({ simplify: false }));
	},
	'Device > Get': async (control) => {
		control.strike();
		return await run(control.credential, gettingDevice(DEVICE, { simplify: false }));
	},
	'Device by its name': async (control) => {
		control.strike();
		const device = locator(control.knownName, 'name');
		return await run(control.credential, gettingCached(INTERVAL, { device }));
	},
	'Device > Server Report': async (control) => {
		control.strike();
		return await run(control.credential, { resource: 'device', operation: 'serverReport' });
	},
	'Variable > Get Cached': async (control) => {
		control.strike();
		return await run(control.credential, gettingCached(INTERVAL));
	},
	'Search for variables': searchVariables,
	'Test of the credential': async (control) => {
		control.strike();
		const { status, message } = await testCredential(control.credential);
		const isGood = status === 'OK';
		return { results: Number(isGood), message: isGood ? '' : message, stored: message };
	},
	Trigger: async (control) => await pollTrigger(control, {}),
	'Trigger on devices': async (control) =>
		await pollTrigger(control, { triggerOn: 'deviceConnectionChanged' }),
};

/** The editor waits less, but a busy machine needs more for an answer that comes slowly. */
const SEARCH_TIMEOUT_MS = 30_000;

let accounts = 0;

/** The node keeps the list for each account, so each attempt has an account of its own. */
async function searchVariables({ credential, strike }: FaultyControl): Promise<Shown> {
	strike();
	const node = controlNode('zequenzeControl', {});
	const host = new LoadOptionsContext(workflowOf(node), node, additionalData(credential), '');
	accounts += 1;
	const found = await platformParameters(
		`fault-matrix-${accounts}`,
		async () => await openClient(host, SEARCH_TIMEOUT_MS),
	);
	return { results: Math.min(1, found.length), message: '', stored: JSON.stringify(found) };
}

/**
 * The first poll, which looks back: what there is to report is the operation, or the device, that
 * was there from the start.
 */
async function pollTrigger(
	{ credential, strike }: FaultyControl,
	parameters: INodeParameters,
): Promise<Shown> {
	const trigger = registerTrigger(credential, { ...parameters, options: { lookBack: 60 } });
	strike();
	try {
		const items = await trigger.poll();
		return { results: items?.length ?? 0, message: '', stored: JSON.stringify(items) };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { results: 0, message, stored: JSON.stringify(error) };
	}
}
