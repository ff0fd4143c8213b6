import type { Execution } from '../../../host/execution.mts';
import { Queue } from '../../../host/queue/startQueue.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import type { CredentialReference } from '../../e2e/harness/control.mts';
import { controlNode } from '../../e2e/harness/oneNode.mts';
import { INTERVAL, onList, setInterval } from '../../e2e/harness/parameters.mts';
import { chain, itemsNode, MANUAL } from '../../e2e/harness/workflow.mts';
import { createControlCredential } from '../../e2e/trigger/credential.mts';
import { packedTarball } from '../../e2e/trigger/packed.mts';
import { startSink, type Sink } from '../../e2e/trigger/sink.mts';

const WORKERS = 2;
/** Executions that a worker runs at a time. */
const CONCURRENCY = 2;

/** The name of the node that changes the devices. */
export const BULK = 'Change';

export interface SceneOptions {
	devices: number;
	/** Milliseconds that the server takes for each answer. */
	latency: number;
	/** Further environment variables of n8n. */
	env?: Record<string, string>;
}

/**
 * A real n8n in queue mode with two workers, before it a simulated CONTROL, behind it a sink of
 * events.
 */
export class Scene {
	private constructor(
		readonly queue: Queue,
		readonly simulator: Simulator,
		readonly sink: Sink,
		readonly credentials: CredentialReference,
	) {}

	static async set({ env, ...server }: SceneOptions): Promise<Scene> {
		const packageTarball = packedTarball();
		const size = { workers: WORKERS, concurrency: CONCURRENCY };
		const queue = await Queue.start({ packageTarball, ...size, ...(env && { env }) });
		const simulator = await startSimulator({ informInterval: 0, ...server });
		const credentials = await createControlCredential(queue.main.rest, simulator);
		return new Scene(queue, simulator, await startSink(), credentials);
	}

	/** The devices that have the parameter which the bulk changes set. */
	changeable(): string[] {
		return this.simulator.serials().filter((serial) => INTERVAL in this.simulator.tree(serial));
	}

	/**
	 * Starts setting one parameter of all devices to a value, as by hand; returns the execution's id.
	 */
	async startBulk(value: string, more: object = {}): Promise<string> {
		const list = onList(this.simulator.serials().join());
		return await this.start(setInterval(value, { ...list, ...more }));
	}

	/** Starts an operation, as by hand; returns the execution's id. */
	async start(parameters: object): Promise<string> {
		const { rest } = this.queue.main;
		const node = controlNode(BULK, parameters, this.credentials);
		const { id } = await rest.createWorkflow(chain('Bulk', MANUAL, itemsNode('Start', [{}]), node));
		return await rest.run(id);
	}

	/** Does it to the end. */
	async bulk(value: string, more?: object): Promise<Execution> {
		return await this.ended(await this.startBulk(value, more));
	}

	/** Waits until an execution has ended. */
	async ended(id: string): Promise<Execution> {
		return await this.queue.main.rest.waitForExecution(id);
	}

	async clear(): Promise<void> {
		await this.queue.close();
		await this.sink.close();
		await this.simulator.close();
	}
}
