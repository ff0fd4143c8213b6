import { stopSharedN8n } from './sharedN8n.mts';

/** After the last end-to-end test. */
export default async function globalTeardown(): Promise<void> {
	await stopSharedN8n();
}
