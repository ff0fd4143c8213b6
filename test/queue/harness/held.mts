import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { NodeDraft } from '../../e2e/harness/workflow.mts';

/** A node on which an execution stays for a while, without leaving its worker. */
function hold(seconds: number): NodeDraft {
	return {
		name: 'Hold',
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters: { amount: seconds, unit: 'seconds' },
	};
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

/** The workflow that follows transactions, with a hold between its trigger and its sink. */
export function held(following: WorkflowDraft, seconds: number): WorkflowDraft {
	return {
		...following,
		nodes: [...following.nodes, { id: 'hold', position: [0, 220], ...hold(seconds) }],
		connections: { Followed: to('Hold'), Hold: to('Sink') },
	};
}
