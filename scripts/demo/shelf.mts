import { polling } from '../../host/pollTimes.mts';
import type { RestClient } from '../../host/restClient.mts';
import { officeCredentials } from '../../simulator/office/credentials.mts';
import type { Simulator } from '../../simulator/start.mts';
import { example } from './example.mts';

/** More often than in the files, so that what happens is soon to be seen. */
export const SECONDS_BETWEEN_POLLS = 10;

const CREDENTIAL = 'zequenzeControlApi';

type Imported = Awaited<ReturnType<RestClient['createWorkflow']>>;

/** Puts workflows of examples/ into an n8n, ready to run on a simulated fleet. */
export interface Shelf {
	/** The workflow of this file; imported when it is asked for the first time. */
	take(file: string): Promise<Imported>;
}

/**
 * Returns a shelf whose workflows have their credential chosen and write to the simulator's office.
 */
export async function makeShelf(rest: RestClient, simulator: Simulator): Promise<Shelf> {
	const { id, name } = await rest.createCredential({
		name: 'Simulated CONTROL',
		type: CREDENTIAL,
		data: {
			token: simulator.token,
			baseUrl: simulator.url,
			authorizationScheme: 'bearer',
			ignoreSslIssues: false,
		},
	});
	const credentials: Record<string, { id: string; name: string }> = { [CREDENTIAL]: { id, name } };
	for (const draft of officeCredentials(simulator.url)) {
		const created = await rest.createCredential(draft);
		credentials[draft.type] = { id: created.id, name: created.name };
	}
	const choices = {
		credentials,
	};
	const taken = new Map<string, Imported>();
	return {
		take: async (file) => {
			const draft = () => polling(example(file, choices), SECONDS_BETWEEN_POLLS);
			const workflow = taken.get(file) ?? (await rest.createWorkflow(draft()));
			taken.set(file, workflow);
			return workflow;
		},
	};
}
