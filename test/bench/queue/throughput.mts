import { Queue } from '../../../host/queue/startQueue.mts';
import type { TrueOperation } from '../../../simulator/simulator.mts';
import type { CredentialReference } from '../../e2e/harness/control.mts';
import { controlNode } from '../../e2e/harness/oneNode.mts';
import { onList, setInterval } from '../../e2e/harness/parameters.mts';
import { chain, itemsNode, MANUAL } from '../../e2e/harness/workflow.mts';
import { createControlCredential } from '../../e2e/trigger/credential.mts';
import type { ControlProcess } from '../controlProcess.mts';

/** Executions that a worker runs at a time. */
export const CONCURRENCY = 2;

/** How much there is to do, at a server how slow. */
export interface Load {
	latencyMs: number;
	executions: number;
	/** Of each execution. */
	devices: number;
}

/** What so many workers made of it. */
export interface Throughput extends Load {
	workers: number;
	/** From the first order to the last operation at the server. */
	seconds: number;
	/** Most requests that were under way at a time. */
	mostOpen: number;
	/** Operations that the server has in the end. */
	operations: number;
	/** Devices that were told the same thing twice. */
	doubled: number;
}

/** Measures how fast this many workers change devices, once for each load, on one n8n. */
export async function throughputs(
	packageTarball: string,
	control: ControlProcess,
	workers: number,
	loads: readonly Load[],
): Promise<Throughput[]> {
	const queue = await Queue.start({ packageTarball, workers, concurrency: CONCURRENCY });
	try {
		const credentials = await createControlCredential(queue.main.rest, control);
		// The first execution of a worker loads what the others find in memory.
		await measure(queue, control, credentials, { ...WARM_UP, executions: CONCURRENCY * workers });
		const measured: Throughput[] = [];
		for (const load of loads) measured.push(await measure(queue, control, credentials, load));
		return measured;
	} finally {
		await queue.close();
	}
}

const WARM_UP = { latencyMs: 0, devices: 10 };
const ENDS_WITHIN_MS = 600_000;

async function measure(
	{ main: { rest }, workers }: Queue,
	control: ControlProcess,
	credentials: CredentialReference,
	load: Load,
): Promise<Throughput> {
	const { latencyMs, executions, devices } = load;
	await control.prepare({ latency: latencyMs }, []);
	const workflows: string[] = [];
	for (let nth = 0; nth < executions; nth += 1) {
		workflows.push((await rest.createWorkflow(bulk(credentials, devices, nth))).id);
	}
	const startedAt = Date.now();
	const started = await Promise.all(workflows.map(async (id) => await rest.run(id)));
	for (const id of started) {
		const { status } = await rest.waitForExecution(id, ENDS_WITHIN_MS);
		if (status !== 'success') throw new Error(`Execution ${id} ended with "${status}"`);
	}
	const operations = await control.operations();
	const { mostOpen } = await control.counters();
	return {
		...load,
		workers: workers.length,
		seconds: (lastOf(operations) - startedAt) / 1000,
		mostOpen,
		operations: operations.length,
		doubled: operations.length - new Set(operations.map(orderOf)).size,
	};
}

/** A workflow that tells each device something that no other workflow tells it. */
function bulk(credentials: CredentialReference, devices: number, nth: number) {
	const serials = Array.from({ length: devices }, (_, index) => serialOf(index + 1)).join();
	const parameters = setInterval(String(600 + nth), onList(serials));
	const node = controlNode('Change', parameters, credentials);
	return chain(`Bulk ${nth + 1}`, MANUAL, itemsNode('Start', [{}]), node);
}

/** The simulator counts its devices like this. */
const serialOf = (nth: number) => `SN${String(nth).padStart(6, '0')}`;

const orderOf = ({ serial_number: serial, variables }: TrueOperation) =>
	JSON.stringify([serial, variables]);

function lastOf(operations: readonly TrueOperation[]): number {
	return operations.reduce((last, { created_at: at }) => Math.max(last, Date.parse(at)), 0);
}
