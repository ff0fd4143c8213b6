import { ensureHost } from '../../../host/install.mts';
import { pack } from '../../../host/pack.mts';
import { startSharedN8n } from './sharedN8n.mts';

/** Before the first end-to-end test: the package as users get it, in a real n8n. */
export default async function globalSetup(): Promise<void> {
	await ensureHost();
	await startSharedN8n(await pack());
}
