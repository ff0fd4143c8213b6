import { join } from 'node:path';
import { artifacts, ROOT } from '../places.mts';
import { startService, type Service } from '../service.mts';

const GUARD = join(ROOT, 'host', 'queue', 'guard.cjs');

/** A server that is no Node.js program. */
export interface GuardedServer {
	name: string;
	command: string;
	args: readonly string[];
	cwd: string;
	/** As whom it runs; by default as the caller. */
	user?: { uid: number; gid: number };
	readyWhen: RegExp;
}

/**
 * Starts a server that ends with this process, however that ends, and resolves when its log says
 * that it is ready.
 * @throws when it does not start; the message quotes the end of its log.
 */
export async function startGuarded(server: GuardedServer): Promise<Service> {
	const { name, command, args, cwd, user, readyWhen } = server;
	return await startService({
		name,
		args: [GUARD, JSON.stringify({ command, args, cwd, ...user })],
		cwd,
		env: process.env,
		logFile: join(artifacts('logs'), `${name}-${process.pid}.log`),
		isReady: (written) => readyWhen.test(written),
	});
}
