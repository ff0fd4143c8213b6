import type { RestClient } from '../../../host/restClient.mts';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/start.mts';

export const CREDENTIAL_TYPE = 'zequenzeControlApi';

/** The reference to a credential that a node of a workflow holds. */
export type CredentialReference = Record<typeof CREDENTIAL_TYPE, { id: string; name: string }>;

/** A simulated CONTROL and n8n's credential for it. */
export interface Control {
	simulator: Simulator;
	credentials: CredentialReference;
	close(): Promise<void>;
}

/** What a user would fill in for this server. */
export function credentialData(simulator: Pick<Simulator, 'url' | 'token'>) {
	return {
		token: simulator.token,
		baseUrl: simulator.url,
		authorizationScheme: 'bearer',
		ignoreSslIssues: false,
	};
}

/** Starts a simulated CONTROL for one test file and tells n8n how to reach it. */
export async function startControl(
	rest: RestClient,
	options: SimulatorOptions = {},
): Promise<Control> {
	const simulator = await startSimulator(options);
	const credential = await rest.createCredential({
		name: 'Zequenze CONTROL',
		type: CREDENTIAL_TYPE,
		data: credentialData(simulator),
	});
	const { id, name } = credential;
	return {
		simulator,
		credentials: { [CREDENTIAL_TYPE]: { id, name } },
		close: async () => {
			await rest.deleteCredential(id);
			await simulator.close();
		},
	};
}
