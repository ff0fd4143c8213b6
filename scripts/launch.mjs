import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import installations from '../host/installations.cjs';
import packages from '../host/packages.cjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** n8n's lint needs `require()` of modules, which came with this version. */
const OLDEST_NODE = { major: 20, minor: 19 };

function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const isSameMajor = major === OLDEST_NODE.major;
	if (isSameMajor ? minor >= OLDEST_NODE.minor : major > OLDEST_NODE.major) return;
	throw new Error(
		`Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer is needed; this is ${process.version}. Get one from https://nodejs.org`,
	);
}

/**
 * Runs a TypeScript program of this repository, given from its root, with this process's arguments.
 * What it needs `more` is installed at the same time as the development packages. Plain JavaScript,
 * because on a fresh clone nothing is installed that could run TypeScript.
 */
export async function launch(program, ...more) {
	try {
		requireNode();
		await packages.ensurePackages(installations.development, ...more);
	} catch (error) {
		console.error(error.message);
		process.exitCode = 1;
		return;
	}
	const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	// A terminal's Ctrl-C reaches the program by itself; it ends in its own time.
	process.on('SIGINT', () => {});
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	process.exitCode = await new Promise((resolve) =>
		child.once('exit', (code) => resolve(code ?? 1)),
	);
}
