import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n, type N8n } from '../startN8n.mts';
import { startPostgres } from './postgres.mts';
import { startRedis, type SharedServer } from './redis.mts';
import { Worker } from './worker.mts';

export interface QueueOptions {
	/** A packed community package to install on every process before it starts. */
	packageTarball: string;
	workers: number;
	/** Executions that each worker runs at a time. */
	concurrency: number;
	/** Further environment variables for main and the workers. */
	env?: Record<string, string>;
}

/** By this name a process signs the requests of its nodes, so that a server can tell who asked. */
const signedBy = (name: string) => ({
	N8N_ENFORCE_GLOBAL_USER_AGENT: 'true',
	N8N_GLOBAL_USER_AGENT_VALUE: name,
});

export const MAIN = 'main';

/** A real n8n in queue mode: one main, workers, and what they share. */
export class Queue {
	private constructor(
		/** The main process, signed in to as its owner. */
		public main: N8n,
		readonly workers: readonly Worker[],
		private readonly shared: readonly SharedServer[],
		private readonly env: Record<string, string>,
	) {}

	/**
	 * Starts Redis, PostgreSQL, main and the workers, each in a folder of its own. Workers and main
	 * are called `worker-1`, `worker-2` …, and `main`; their nodes' requests carry that as
	 * User-Agent.
	 * @throws when one of them does not start; the message quotes the end of its log.
	 */
	static async start(options: QueueOptions): Promise<Queue> {
		const { packageTarball, workers: count, concurrency, env: extra = {} } = options;
		const shared = await Promise.all([startRedis(), startPostgres()]);
		const env = {
			...Object.assign({}, ...shared.map((server) => server.env)),
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			...extra,
		};
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-main-'));
		const main = await startMain({ userFolder, packageTarball, env });
		const workers = await Promise.all(
			Array.from({ length: count }, async (_, nth) => {
				const name = `worker-${nth + 1}`;
				const signed = { ...env, ...signedBy(name) };
				return await Worker.start({ name, packagesOf: userFolder, concurrency, env: signed });
			}),
		);
		return new Queue(main, workers, shared, env);
	}

	/** The worker that signs as this. */
	worker(name: string): Worker {
		const found = this.workers.find((worker) => worker.name === name);
		if (found === undefined) throw new Error(`There is no worker ${name}`);
		return found;
	}

	/** Starts main with its data, after it was killed or stopped. */
	async startMainAgain(): Promise<void> {
		const { userFolder } = this.main;
		this.main = await startMain({ userFolder, env: this.env });
	}

	/** Ends everything; the data is gone. */
	async close(): Promise<void> {
		await Promise.all([this.main.stop(), ...this.workers.map((worker) => worker.clear())]);
		await rm(this.main.userFolder, { recursive: true, force: true, maxRetries: 3 });
		for (const server of this.shared) await server.stop();
	}
}

async function startMain(options: {
	userFolder: string;
	packageTarball?: string;
	env: Record<string, string>;
}): Promise<N8n> {
	const env = { ...options.env, ...signedBy(MAIN) };
	return await startN8n({ ...options, env, name: 'queue-main' });
}
