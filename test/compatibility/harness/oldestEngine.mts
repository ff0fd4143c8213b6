import { oldestEngine } from '../../../host/installations.cjs';
import { ensurePackages } from '../../../host/packages.cjs';

/**
 * Installs the engine of the oldest supported n8n when it is missing.
 * @throws when npm fails; the message quotes it.
 */
export async function ensureOldestEngine(): Promise<void> {
	await ensurePackages(oldestEngine);
}
