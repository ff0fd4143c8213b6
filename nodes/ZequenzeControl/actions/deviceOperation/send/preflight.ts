import type { ControlClient } from '../../../control/client';
import type { OperationRequest } from '../../../control/endpoints';
import { ControlError } from '../../../control/errors';
import { textOf } from '../../../ground/json';
import type { Transaction } from '../../../control/transaction';
import { couldBe } from '../../../follow/reconcile';
import { serverInstant } from '../../../ground/dates';
import { stateOf } from '../../../follow/states';
import type { Dispatched } from './dispatch';
import type { Job } from '../plan/job';

/**
 * The jobs that are not to be sent, and why: the device is down, or already has the same operation. Where the server cannot
 * be asked, none of the jobs concerned is sent. Throws RunCancelled.
 */
export async function preflight(
	client: ControlClient,
	jobs: readonly Job[],
): Promise<Map<Job, Dispatched>> {
	const skipped = new Map<Job, Dispatched>();
	await addVerdicts(
		skipped,
		jobs.filter(isToBeChecked),
		async (checked) => await down(client, checked),
	);
	const rest = jobs.filter((job) => job.plan.guards.same && !skipped.has(job));
	await addVerdicts(skipped, rest, async (checked) => await alreadyThere(client, checked));
	return skipped;
}

type Verdicts = ReadonlyMap<Job, Dispatched>;

function isToBeChecked({ plan }: Job): boolean {
	return plan.guards.connectivity !== 'off';
}

async function addVerdicts(
	skipped: Map<Job, Dispatched>,
	jobs: readonly Job[],
	verdictsOn: (jobs: readonly Job[]) => Promise<Verdicts>,
): Promise<void> {
	if (jobs.length === 0) return;
	try {
		for (const [job, verdict] of await verdictsOn(jobs)) skipped.set(job, verdict);
	} catch (error) {
		if (!(error instanceof ControlError)) return await Promise.reject(error);
		for (const job of jobs) skipped.set(job, { kind: 'refused', error });
	}
}

// For a few devices one request each is cheaper than the list of all that are down.
const ASKED_ONE_BY_ONE = 3;

async function down(client: ControlClient, jobs: readonly Job[]): Promise<Verdicts> {
	const serialNumbers = new Set(jobs.map(({ request }) => request.serial_number));
	const isDown =
		serialNumbers.size <= ASKED_ONE_BY_ONE
			? await askEach(client, serialNumbers)
			: await readDown(client);
	return new Map(
		jobs
			.filter(({ request }) => isDown.has(request.serial_number))
			.map((job): [Job, Dispatched] => [job, downVerdict(job)]),
	);
}

async function askEach(client: ControlClient, serialNumbers: Set<string>): Promise<Set<string>> {
	const isDown = new Set<string>();
	for (const serialNumber of serialNumbers) {
		if (await isDeviceDown(client, serialNumber)) isDown.add(serialNumber);
	}
	return isDown;
}

async function isDeviceDown(client: ControlClient, serialNumber: string): Promise<boolean> {
	try {
		return (await client.device(serialNumber)).status === false;
	} catch (error) {
		// That is no reason to hold others back; sending will say it, for this device alone.
		if (error instanceof ControlError && error.kind === 'not_found') return false;
		return await Promise.reject(error);
	}
}

async function readDown(client: ControlClient): Promise<Set<string>> {
	const isDown = new Set<string>();
	for await (const { entries } of client.devicePages({ status: false })) {
		for (const device of entries) {
			const serialNumber = textOf(device.serial_number);
			// A server that ignores the filter lists all devices.
			if (serialNumber !== null && device.status !== true) isDown.add(serialNumber);
		}
	}
	return isDown;
}

function downVerdict({ plan, request }: Job): Dispatched {
	if (plan.guards.connectivity === 'skip') return { kind: 'skipped', reason: 'device_down' };
	return {
		kind: 'refused',
		error: new ControlError({
			kind: 'device_down',
			message: `The device ${request.serial_number} is not in contact with CONTROL`,
			fix: 'Try again when it is up, or set Check Connectivity First to skip such devices.',
			transient: true,
			delivery: 'refused',
		}),
	};
}

async function alreadyThere(client: ControlClient, jobs: readonly Job[]): Promise<Verdicts> {
	const byTarget = new Map<string, Job[]>();
	for (const job of jobs) {
		const key = targetOf(job.request.serial_number, job.request.operation);
		byTarget.set(key, [...(byTarget.get(key) ?? []), job]);
	}
	const verdicts = new Map<Job, Dispatched>();
	for await (const page of client.transactionPages()) {
		for (const transaction of page) {
			const key = targetOf(transaction.serialNumber, transaction.operation);
			for (const job of byTarget.get(key) ?? []) {
				if (verdicts.has(job) || !isSame(transaction, job.request)) continue;
				if (stillCounts(transaction, job)) {
					verdicts.set(job, { kind: 'skipped', reason: 'already_open', transaction });
				}
			}
		}
	}
	return verdicts;
}

function targetOf(serialNumber: string | null, operation: string | null): string {
	return JSON.stringify([serialNumber, operation]);
}

/** The same variables with the same values, as far as the server shows values. */
function isSame({ variables }: Transaction, request: OperationRequest): boolean {
	if (variables.length !== request.variables.length) return false;
	const shown = new Map(variables.map((entry) => [withoutDot(entry.variable_name), entry.value]));
	return request.variables.every(({ variable_name: name, value }) => {
		if (!shown.has(withoutDot(name))) return false;
		return couldBe(shown.get(withoutDot(name)), value);
	});
}

/** Servers differ in whether the path of an object ends in a dot. */
function withoutDot(path: string): string {
	return path.replace(/\.$/, '');
}

function stillCounts(transaction: Transaction, { plan }: Job): boolean {
	const state = stateOf(transaction, plan.outcomeOptions.words);
	if (state === 'failed') return false;
	if (state === 'succeeded') return succeededInTime(transaction, plan.guards.same?.succeededSince);
	if (state === 'unknown' && transaction.status === null) throw cannotTell();
	return true;
}

function succeededInTime(transaction: Transaction, since: number | null | undefined): boolean {
	if (since === null || since === undefined) return false;
	const instant = serverInstant(transaction.updatedAt ?? transaction.createdAt);
	if (instant === null) throw cannotTell();
	return instant >= since;
}

function cannotTell(): ControlError {
	return new ControlError({
		kind: 'unexpected_answer',
		message: 'CONTROL does not show whether an operation is still open, or when it ended',
		fix: 'Switch off Skip Devices With the Same Operation: this server does not show what it needs.',
		transient: false,
		delivery: 'refused',
	});
}
