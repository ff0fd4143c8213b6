import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommunityPackage } from './communityPackage.mts';
import { freePort } from './freePort.mts';
import { launchN8n, type N8nProcess } from './n8nProcess.mts';
import { artifacts } from './places.mts';
import { connect, OWNER, type RestClient } from './restClient.mts';

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
export interface N8n extends N8nProcess {
	url: string;
	email: string;
	password: string;
	userFolder: string;
	rest: RestClient;
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
	const process = await launchN8n(place, logFile, options.env ?? {});
	const forget = async () => {
		if (own) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const url = `http://127.0.0.1:${port}`;
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
