import { readDevice } from '../../../control/answers/device';
import type { ControlClient } from '../../../control/client';
import { bySerialNumber } from '../../../control/endpoints';
import { ControlError } from '../../../control/failures/errors';
import { requireWhole } from '../../../control/lists/listEnd';
import { textOf } from '../../../ground/json';
import type { Job } from '../plan/job';
import type { Dispatched } from './dispatched';
import { findSameOperations } from './sameOperationGuard';
import type { SentOperations } from './sentOperations';

/** What was found out before anything is sent. */
export interface Preflight {
	/** The jobs that are not to be sent, and why. */
	skipped: Map<Job, Dispatched>;
	/** IDs that were listed, where the list was read. */
	listedIds: ReadonlySet<string>;
}

/**
 * Holds back the jobs whose device is down, or already has the same operation. Where the server
 * cannot be asked, none of the jobs concerned is sent. `sent` is what this process sent to the
 * server. Throws RunCancelled.
 */
export async function preflight(
	client: ControlClient,
	jobs: readonly Job[],
	sent: SentOperations,
	now: number,
): Promise<Preflight> {
	const skipped = new Map<Job, Dispatched>();
	await addVerdicts(
		skipped,
		jobs.filter(isToBeChecked),
		async (checked) => await down(client, checked),
	);
	const rest = jobs.filter((job) => job.plan.guards.same && !skipped.has(job));
	let listedIds: ReadonlySet<string> = new Set();
	await addVerdicts(skipped, rest, async (checked) => {
		const found = await findSameOperations(client, checked, sent, now);
		listedIds = found.listedIds;
		return found.verdicts;
	});
	return { skipped, listedIds };
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
		return readDevice(await client.device(bySerialNumber(serialNumber))).isUp === false;
	} catch (error) {
		// That is no reason to hold others back; sending will say it, for this device alone.
		if (error instanceof ControlError && error.kind === 'not_found') return false;
		return await Promise.reject(error);
	}
}

async function readDown(client: ControlClient): Promise<Set<string>> {
	const isDown = new Set<string>();
	for await (const { entries, end } of client.devicePages({ status: false })) {
		requireWhole(end);
		for (const device of entries) {
			const serialNumber = textOf(device.serial_number);
			// A server that ignores the filter lists all devices.
			if (serialNumber !== null && readDevice(device).isUp !== true) isDown.add(serialNumber);
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
		}),
	};
}
