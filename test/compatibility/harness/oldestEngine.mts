import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../../host/command.mts';
import { artifacts } from '../../../host/places.mts';
import { withProgress } from '../../../host/progress.mts';
import { OLDEST } from './places.mts';

/** Written by npm when it has put the last package in place. */
const COMPLETE = join(OLDEST, 'node_modules', '.package-lock.json');
const LOCKFILE = join(OLDEST, 'package-lock.json');

function isThere(): boolean {
	return existsSync(COMPLETE) && statSync(COMPLETE).mtimeMs >= statSync(LOCKFILE).mtimeMs;
}

/**
 * Installs the engine of the oldest supported n8n when it is missing.
 * @throws when npm fails; the message quotes it.
 */
export async function ensureOldestEngine(): Promise<void> {
	if (isThere()) return;
	const logFile = join(artifacts('logs'), 'oldest-engine-install.log');
	await withProgress('Installing the engine of the oldest supported n8n (half a minute)', () =>
		runCommand('npm', ['ci'], { cwd: OLDEST, logFile }),
	);
}
