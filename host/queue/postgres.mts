import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../freePort.mts';
import { startGuarded, type GuardedServer } from './guarded.mts';
import { pathOf } from './programs.mts';
import type { SharedServer } from './redis.mts';

const run = promisify(execFile);

const OWNER = 'n8n';

/** Accounts without rights that Debian and others have. */
const HARMLESS = ['postgres', 'nobody'];

/** PostgreSQL refuses to run as root. */
async function harmlessUser(): Promise<GuardedServer['user']> {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of HARMLESS) {
		try {
			const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => run('id', [what, name])));
			if (uid && gid) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
		} catch {
			// There is no such account here.
		}
	}
	throw new Error(`PostgreSQL does not run as root, and there is no user ${HARMLESS.join(' or ')}`);
}

/** Makes an empty database cluster whose owner needs no password. */
async function makeCluster(folder: string, user: GuardedServer['user']): Promise<void> {
	if (user) await chown(folder, user.uid, user.gid);
	const options = ['--auth=trust', `--username=${OWNER}`, '--encoding=UTF8', '--no-locale'];
	await run(pathOf('initdb'), ['-D', folder, ...options, '--no-sync'], { cwd: folder, ...user });
}

/**
 * Starts a PostgreSQL of this run's own, with an empty database.
 * @throws when it is not installed or does not start.
 */
export async function startPostgres(): Promise<SharedServer> {
	const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
	const user = await harmlessUser();
	await makeCluster(folder, user);
	const port = await freePort();
	const settings = {
		port: String(port),
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		// A power cut of n8n is tested, not one of the database.
		fsync: 'off',
	};
	const postgres = await startGuarded({
		name: 'postgres',
		command: pathOf('postgres'),
		args: ['-D', folder, ...Object.entries(settings).flatMap((pair) => ['-c', pair.join('=')])],
		cwd: folder,
		user,
		readyWhen: /ready to accept connections/,
	});
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: OWNER,
			DB_POSTGRESDB_DATABASE: 'postgres',
		},
		stop: async () => {
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
