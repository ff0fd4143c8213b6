import { polling } from '../../host/pollTimes.mts';
import type { RestClient, WorkflowDraft } from '../../host/restClient.mts';
import { officeCredentials } from '../../simulator/office/credentials.mts';
import type { Simulator } from '../../simulator/start.mts';
import { example } from './example.mts';

/** More often than in the files, so that what happens is soon to be seen. */
export const SECONDS_BETWEEN_POLLS = 10;

const CREDENTIAL = 'zequenzeControlApi';

type Imported = Awaited<ReturnType<RestClient['createWorkflow']>>;

/** Puts workflows of examples/ into an n8n, ready to run on a simulated fleet. */
export interface Shelf {
	/** What this file holds, with its credentials chosen. */
	draft(file: string): WorkflowDraft;
	/** The workflow of this file; imported when it is asked for the first time. */
	take(file: string): Promise<Imported>;
}

/**
 * Returns a shelf whose workflows have their credential chosen and write to the simulator's office.
 */
export async function makeShelf(
	rest: RestClient,
	simulator: Simulator,
	title = 'Simulated CONTROL',
): Promise<Shelf> {
	const { id, name } = await rest.createCredential({
		name: title,
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
	const taken = new Map<string, Imported>();
	const draft = (file: string) => polling(example(file, { credentials }), SECONDS_BETWEEN_POLLS);
	return {
		draft,
		take: async (file) => {
			const workflow = taken.get(file) ?? (await rest.createWorkflow(draft(file)));
			taken.set(file, workflow);
			return workflow;
		},
	};
}
