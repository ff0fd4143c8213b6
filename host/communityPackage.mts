import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { nodeBinary } from './places.mts';

const run = promisify(execFile);

/** The switches with which n8n itself installs a community package. */
const AS_N8N_DOES = [
	'--install-strategy=shallow',
	'--omit=dev',
	'--omit=optional',
	'--omit=peer',
	'--ignore-scripts',
];

/**
 * Spares look-ups that a package without dependencies does not need, and a lock on a changing file.
 */
const FROM_A_LOCAL_FILE = ['--legacy-peer-deps', '--no-package-lock', '--no-audit', '--no-fund'];

/**
 * Installs a packed community package into the user folder of an n8n that is not running, where n8n
 * finds it at its next start. Its types are then named as users get them, `<package>.<node>`.
 * @throws when npm refuses the tarball; the message holds npm's words.
 */
export async function installCommunityPackage(userFolder: string, tarball: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	// A rebuilt tarball keeps its version: without this npm would call the old one up to date.
	await rm(join(folder, 'node_modules'), { recursive: true, force: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));

	const PATH = [dirname(nodeBinary()), process.env.PATH ?? ''].join(delimiter);
	await run('npm', ['install', tarball, ...AS_N8N_DOES, ...FROM_A_LOCAL_FILE], {
		cwd: folder,
		env: { ...process.env, PATH },
		shell: process.platform === 'win32',
	});
	if (!existsSync(join(folder, 'node_modules'))) throw new Error(`npm installed no ${tarball}`);
}
