import { join } from 'node:path';
import { ensurePackages } from '../../../host/packages.cjs';
import { artifacts } from '../../../host/places.mts';
import { OLDEST } from './places.mts';

/**
 * Installs the engine of the oldest supported n8n when it is missing.
 * @throws when npm fails; the message quotes it.
 */
export async function ensureOldestEngine(): Promise<void> {
	await ensurePackages({
		folder: OLDEST,
		what: 'the engine of the oldest supported n8n',
		megabytes: 60,
		logFile: join(artifacts('logs'), 'oldest-engine-install.log'),
	});
}
