import axios from 'axios';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommunityPackage } from './communityPackage.mts';
import { n8nEnvironment } from './environment.mts';
import { freePort } from './freePort.mts';
import { artifacts, END_WITH_PARENT, N8N_BINARY } from './places.mts';
import { connect, OWNER, type RestClient } from './restClient.mts';
import { startService, type Service } from './service.mts';

export interface N8nOptions {
	/** An earlier n8n's data to go on with; by default a new folder that disappears at the end. */
	userFolder?: string;
	/** By default any free port. */
	port?: number;
	/** A packed community package to install before the start. */
	packageTarball?: string;
	/** Further environment variables for n8n. */
	env?: Record<string, string>;
	/** Names the log file under artifacts/logs. */
	name?: string;
}

/** A real n8n, signed in to as its owner. */
export interface N8n extends Service {
	url: string;
	email: string;
	password: string;
	userFolder: string;
	rest: RestClient;
}

/** Whether n8n has migrated its database and loaded its nodes; `/healthz` answers too early. */
async function answers(url: string): Promise<boolean> {
	const answer = await axios
		.get(`${url}/healthz/readiness`, { timeout: 2_000, validateStatus: () => true, proxy: false })
		.catch(() => null);
	return answer?.status === 200;
}

/**
 * Starts a real n8n and signs in. To restart it with its data, pass the same `userFolder` (and
 * `port`, if its URL must stay) after `stop()` or `kill()`.
 * @throws when n8n does not start; the message quotes the end of its log.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const own = options.userFolder === undefined;
	const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-')));
	if (options.packageTarball !== undefined) {
		await installCommunityPackage(userFolder, options.packageTarball);
	}
	const port = options.port ?? (await freePort());
	const logFile = join(artifacts('logs'), `${options.name ?? 'n8n'}-${port}.log`);
	const place = { userFolder, port, brokerPort: await freePort() };
	const url = `http://127.0.0.1:${port}`;
	const process = await startService({
		name: 'n8n',
		args: ['--require', END_WITH_PARENT, N8N_BINARY, 'start'],
		cwd: userFolder,
		env: n8nEnvironment(place, options.env),
		logFile,
		isReady: async () => await answers(url),
	});
	const forget = async () => {
		if (own) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	return {
		...process,
		url,
		...OWNER,
		userFolder,
		rest: await connect(url),
		stop: async () => {
			await process.stop();
			await forget();
		},
		kill: process.kill,
	};
}
