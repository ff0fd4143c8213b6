import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../freePort.mts';
import { startGuarded } from './guarded.mts';
import { pathOf } from './programs.mts';

/** A server that n8n's processes share. */
export interface SharedServer {
	/** What tells n8n where it is. */
	env: Record<string, string>;
	/** Ends it; its data is gone. */
	stop(): Promise<void>;
}

/**
 * Starts a Redis of this run's own, which keeps nothing on disk.
 * @throws when it is not installed or does not start.
 */
export async function startRedis(): Promise<SharedServer> {
	const folder = await mkdtemp(join(tmpdir(), 'redis-'));
	const port = await freePort();
	const redis = await startGuarded({
		name: 'redis',
		command: pathOf('redis-server'),
		args: [
			...['--port', String(port), '--bind', '127.0.0.1'],
			...['--save', '', '--appendonly', 'no', '--dir', folder],
		],
		cwd: folder,
		readyWhen: /Ready to accept connections/,
	});
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		stop: async () => {
			await redis.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
