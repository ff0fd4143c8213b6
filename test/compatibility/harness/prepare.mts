import { rmSync } from 'node:fs';
import { runCommand } from '../../../host/command.mts';
import { pack } from '../../../host/pack.mts';
import { ensureOldestEngine } from './oldestEngine.mts';
import { unpackedPackage } from './places.mts';

/**
 * Makes the oldest engine and the package as users get it ready for the tests, which run without
 * their build.
 */
export async function prepareCompatibility(): Promise<void> {
	await ensureOldestEngine();
	const tarball = await pack();
	rmSync(unpackedPackage(), { recursive: true, force: true });
	await runCommand('tar', ['-xzf', tarball, '-C', unpackedPackage(), '--strip-components=1']);
}
