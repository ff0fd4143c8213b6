import type { RestClient } from '../../../host/restClient.mts';
import type { Simulator } from '../../../simulator/start.mts';
import { CREDENTIAL_TYPE, credentialData, type CredentialReference } from '../harness/control.mts';

/** Tells an n8n of its own how to reach this simulated CONTROL. */
export async function createControlCredential(
	rest: RestClient,
	server: Pick<Simulator, 'url' | 'token'>,
): Promise<CredentialReference> {
	const { id, name } = await rest.createCredential({
		name: `CONTROL at ${server.url}`,
		type: CREDENTIAL_TYPE,
		data: credentialData(server),
	});
	return { [CREDENTIAL_TYPE]: { id, name } };
}
