import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from './command.mts';
import { artifacts, ROOT } from './places.mts';

const manifestShape = z.object({ name: z.string(), version: z.string() });

/**
 * Builds the package and packs it as for publishing; returns the tarball's path under artifacts/.
 * @throws when the build fails; the message quotes it.
 */
export async function pack(): Promise<string> {
	const logs = artifacts('logs');
	const folder = artifacts('package');
	await runCommand('npm', ['run', 'build'], { logFile: join(logs, 'build.log') });
	await runCommand('npm', ['pack', '--pack-destination', folder], {
		logFile: join(logs, 'pack.log'),
	});
	const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const { name, version } = manifestShape.parse(manifest);
	return join(folder, `${name}-${version}.tgz`);
}
