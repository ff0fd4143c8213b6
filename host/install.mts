import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, underNode24 } from './command.mts';
import { artifacts, HOST, HOST_PACKAGES, NODE_BINARY, NODE_FOLDER } from './places.mts';
import { withProgress } from './progress.mts';
import { requireBuildTools } from './tools.mts';

const LOCKFILE = join(HOST, 'package-lock.json');

/** Written by npm when it has put the last package in place. */
const COMPLETE = join(HOST_PACKAGES, '.package-lock.json');

/** Written here when the add-ons are compiled too: says for which lockfile and Node.js. */
const STAMP = join(HOST_PACKAGES, '.ready');

/** The only add-ons that n8n needs built here: its expression engine and its database driver. */
const ADD_ONS = ['isolated-vm', 'sqlite3'];

// npm hands the settings of this repository down, but some of n8n's nodes need the packages that they name as peers.
const WITH_PEERS = { npm_config_legacy_peer_deps: 'false' };

function fingerprint(): string {
	const { version } = JSON.parse(readFileSync(join(NODE_FOLDER, 'package.json'), 'utf8'));
	const lock = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');
	return `${lock} node ${version} ${process.platform} ${process.arch}`;
}

function isReady(): boolean {
	if (!existsSync(STAMP) || !existsSync(NODE_BINARY)) return false;
	return readFileSync(STAMP, 'utf8') === fingerprint();
}

function hasPackages(): boolean {
	return existsSync(COMPLETE) && statSync(COMPLETE).mtimeMs >= statSync(LOCKFILE).mtimeMs;
}

function foldersSoFar(): string {
	if (!existsSync(HOST_PACKAGES)) return 'looking packages up';
	return `${readdirSync(HOST_PACKAGES).length} folders in place`;
}

/**
 * Makes the real n8n and its Node.js 24 ready to start: installs the locked packages without their scripts,
 * then builds the two add-ons it needs. Takes some minutes the first time and nothing when all is there.
 * @throws when a build tool is missing or npm fails; the message says what to do, or quotes npm.
 */
export async function ensureHost(): Promise<void> {
	if (isReady()) return;
	requireBuildTools();
	const logs = artifacts('logs');
	if (!hasPackages()) {
		await withProgress(
			'Installing n8n and Node.js 24 for the tests, once (about 3 GB, several minutes)',
			() =>
				runCommand('npm', ['ci'], {
					cwd: HOST,
					env: WITH_PEERS,
					logFile: join(logs, 'host-install.log'),
				}),
			foldersSoFar,
		);
	}
	if (!existsSync(NODE_BINARY)) {
		rmSync(COMPLETE, { force: true });
		throw new Error(
			`There is no Node.js 24 package for ${process.platform} on ${process.arch}: ` +
				`the real n8n can't run here (expected ${NODE_BINARY})`,
		);
	}
	await withProgress("Compiling n8n's database driver (about a minute)", () =>
		runCommand('npm', ['rebuild', '--ignore-scripts=false', ...ADD_ONS], {
			cwd: HOST,
			env: { ...underNode24(), npm_config_nodedir: NODE_FOLDER },
			logFile: join(logs, 'host-build.log'),
		}),
	);
	writeFileSync(STAMP, fingerprint());
}
