import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../tools.mts';

/** A server of the operating system that n8n's queue mode needs. */
interface Server {
	programs: readonly string[];
	debianPackage: string;
	macPackage: string;
}

const REDIS: Server = {
	programs: ['redis-server'],
	debianPackage: 'redis-server',
	macPackage: 'redis',
};

const POSTGRES: Server = {
	programs: ['initdb', 'postgres'],
	debianPackage: 'postgresql',
	macPackage: 'postgresql',
};

/** Debian keeps PostgreSQL's programs off the PATH, in one folder a version. */
const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** The newest version comes first. */
function foldersOfPostgres(): string[] {
	if (!existsSync(DEBIAN_POSTGRES)) return [];
	const versions = readdirSync(DEBIAN_POSTGRES).sort((one, other) => Number(other) - Number(one));
	return versions.map((version) => join(DEBIAN_POSTGRES, version, 'bin'));
}

function find(program: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), ...foldersOfPostgres()];
	return folders.map((folder) => join(folder, program)).find(isExecutable);
}

/** What to type to get the missing servers on this system. */
function installCommand(missing: readonly Server[]): string {
	if (process.platform === 'darwin') {
		return `brew install ${missing.map(({ macPackage }) => macPackage).join(' ')}`;
	}
	const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
	return `sudo apt-get install -y ${packages}   (or the same with your system's package manager)`;
}

/** @throws when Redis or PostgreSQL is missing; the message names the command that installs it. */
export function requireQueueServers(): void {
	const missing = [REDIS, POSTGRES].filter(({ programs }) => programs.some((name) => !find(name)));
	if (missing.length === 0) return;
	const names = missing.flatMap(({ programs }) => programs).join(', ');
	throw new Error(
		`n8n's queue mode needs Redis and PostgreSQL; missing: ${names}\n` +
			`Install with: ${installCommand(missing)}`,
	);
}

/**
 * Where a program of these servers is.
 * @throws when it is missing; the message names the command that installs it.
 */
export function pathOf(program: 'redis-server' | 'initdb' | 'postgres'): string {
	const path = find(program);
	if (path !== undefined) return path;
	requireQueueServers();
	throw new Error(`${program} is missing`);
}
