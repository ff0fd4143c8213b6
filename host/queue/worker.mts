import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nEnvironment } from '../environment.mts';
import { freePort } from '../freePort.mts';
import { artifacts, END_WITH_PARENT, N8N_BINARY } from '../places.mts';
import { startService, type Service } from '../service.mts';

export interface WorkerOptions {
	name: string;
	/** The user folder of main, whose installed packages it gets a copy of. */
	packagesOf: string;
	/** Executions at a time. */
	concurrency: number;
	env: Record<string, string>;
}

/** A worker of n8n's queue mode, with a user folder of its own, as on a machine of its own. */
export class Worker {
	private starts = 0;

	private constructor(
		readonly name: string,
		private readonly userFolder: string,
		private readonly options: WorkerOptions,
		private service: Service,
	) {}

	static async start(options: WorkerOptions): Promise<Worker> {
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-worker-'));
		const packages = join('.n8n', 'nodes');
		await cp(join(options.packagesOf, packages), join(userFolder, packages), { recursive: true });
		const service = await launch(userFolder, options, 0);
		return new Worker(options.name, userFolder, options, service);
	}

	/** Everything it has written since it last started. */
	logs(): string {
		return this.service.logs();
	}

	/** Ends it without warning, as a power cut would. */
	async kill(): Promise<void> {
		await this.service.kill();
	}

	/** Asks it to end; it finishes its executions first, but not for long. */
	async stop(): Promise<void> {
		await this.service.stop();
	}

	/** Starts it with its old user folder, after it has ended. */
	async startAgain(): Promise<void> {
		this.starts += 1;
		this.service = await launch(this.userFolder, this.options, this.starts);
	}

	/** Ends it for good. */
	async clear(): Promise<void> {
		await this.service.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}

async function launch(
	userFolder: string,
	{ name, concurrency, env }: WorkerOptions,
	starts: number,
): Promise<Service> {
	const place = { userFolder, port: await freePort(), brokerPort: await freePort() };
	const command = [N8N_BINARY, 'worker', `--concurrency=${concurrency}`];
	return await startService({
		name,
		args: ['--require', END_WITH_PARENT, ...command],
		cwd: userFolder,
		env: n8nEnvironment(place, env),
		logFile: join(artifacts('logs'), `${name}-${process.pid}-${starts}.log`),
		isReady: (written) => /n8n worker is now ready/.test(written),
	});
}
