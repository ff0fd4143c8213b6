import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator/start.mts';
import type { CredentialData } from './engine/credential.mts';
import { recordLog } from './engine/log.mts';
import { runNode, type NodeRun, type RunOptions } from './engine/run.mts';

/** A simulated CONTROL, and the action node with a credential for it. */
export interface Bench {
	simulator: Simulator;
	credential: CredentialData;
	run(parameters: INodeParameters, options?: RunOptions): Promise<NodeRun>;
}

const running: Simulator[] = [];

/** What n8n logged since the test file began. */
export const log = recordLog();

/** A token long enough to be looked for everywhere. */
const TOKEN = 'token-of-the-integration-tests';

/** Starts a simulator of five devices that contact it only when told to. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
	const simulator = await startSimulator({
		informInterval: 0,
		devices: 5,
		token: TOKEN,
		...options,
	});
	running.push(simulator);
	const credential: CredentialData = {
		token: simulator.token,
		baseUrl: simulator.url,
		authorizationScheme: 'bearer',
		ignoreSslIssues: false,
	};
	return {
		simulator,
		credential,
		run: async (parameters, runOptions) => await runNode(credential, parameters, runOptions),
	};
}

/** Ends every simulator that a test file started. */
export async function stopBenches(): Promise<void> {
	await Promise.all(running.splice(0).map(async (simulator) => await simulator.close()));
}

/** The objects of items. */
export function jsonOf(items: readonly INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}

/** Requests that the documentation does not allow, by route and status: there should be none. */
export function refusedRequests(simulator: Simulator): string[] {
	return Object.keys(simulator.counters().requests).filter((key) => / (400|405|415)$/.test(key));
}
