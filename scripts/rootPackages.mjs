import { spawn } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Written by npm when it has put the last package in place. */
const COMPLETE = join('node_modules', '.package-lock.json');
const PROGRESS_EVERY_MS = 10_000;

function areInstalled(root) {
	const complete = join(root, COMPLETE);
	const lockfile = join(root, 'package-lock.json');
	return existsSync(complete) && statSync(complete).mtimeMs >= statSync(lockfile).mtimeMs;
}

/** npm empties what it installs into: behind a link that would be somebody else's folder. */
function refuseLink(folder) {
	if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
	throw new Error(`${folder} is a link; install the packages where it leads to, or remove it`);
}

/**
 * Installs the development packages of the lockfile when they are missing or older than it.
 * Throws when npm fails, whose words have then been printed, and where node_modules is a link.
 */
export async function ensureRootPackages(root) {
	if (areInstalled(root)) return;
	refuseLink(join(root, 'node_modules'));
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	console.log('Installing the development packages, once (npm ci, about a minute)');
	const progress = setInterval(() => console.log(`  … ${seconds()} s`), PROGRESS_EVERY_MS);
	const exitCode = await new Promise((resolve, reject) => {
		const npm = spawn('npm', ['ci'], {
			cwd: root,
			stdio: 'inherit',
			shell: process.platform === 'win32',
		});
		npm.once('error', reject);
		npm.once('exit', resolve);
	});
	clearInterval(progress);
	if (exitCode !== 0) throw new Error(`"npm ci" ended with ${exitCode}`);
	console.log(`Development packages installed in ${seconds()} s`);
}
