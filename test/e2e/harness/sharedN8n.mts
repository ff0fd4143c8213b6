import { z } from 'zod';
import { resume, type RestClient } from '../../../host/restClient.mts';
import { startN8n, type N8n } from '../../../host/startN8n.mts';
import { startSlackProxy, type SlackProxy } from '../../../simulator/office/slackProxy.mts';

/**
 * How the run's n8n is made known to the test files, whose modules share nothing with jest's own.
 */
const VARIABLE = 'E2E_N8N';

const addressShape = z.object({
	url: z.string(),
	email: z.string(),
	password: z.string(),
	session: z.object({ browserId: z.string(), cookie: z.string() }),
});

/** The one n8n of a whole end-to-end run. */
export interface SharedN8n extends z.infer<typeof addressShape> {
	rest: RestClient;
}

let running: N8n | undefined;
let slack: SlackProxy | undefined;

/**
 * Starts the run's n8n with the package installed in it, whose way to Slack leads to the office of
 * a simulator, and makes it known to the tests.
 */
export async function startSharedN8n(packageTarball: string): Promise<void> {
	slack = await startSlackProxy();
	running = await startN8n({ packageTarball, name: 'e2e', env: slack.env });
	const { url, email, password, rest } = running;
	process.env[VARIABLE] = JSON.stringify({ url, email, password, session: rest.session });
}

export async function stopSharedN8n(): Promise<void> {
	await running?.stop();
	await slack?.close();
}

/**
 * The run's n8n, in the session of whoever started it.
 * @throws when the test file is not run by jest's project `e2e`, which starts it.
 */
export async function sharedN8n(): Promise<SharedN8n> {
	const address = process.env[VARIABLE];
	if (address === undefined) throw new Error('Run end-to-end tests with: npm test -- e2e');
	const shared = addressShape.parse(JSON.parse(address));
	return { ...shared, rest: resume(shared.url, shared.session) };
}
