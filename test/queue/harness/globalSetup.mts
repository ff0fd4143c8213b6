import { ensureHost } from '../../../host/install.mts';
import { pack } from '../../../host/pack.mts';
import { requireQueueServers } from '../../../host/queue/programs.mts';

/**
 * Before the first test in queue mode: the servers, the real n8n, and the package as users get it.
 */
export default async function globalSetup(): Promise<void> {
	requireQueueServers();
	await ensureHost();
	await pack();
}
