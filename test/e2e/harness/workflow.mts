import type { WorkflowDraft } from '../../../host/restClient.mts';

/** A node as a test names it; the rest is filled in. */
export interface NodeDraft {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
}

const GRID = 220;

/** A trigger that waits for "Execute workflow". */
export const MANUAL: NodeDraft = { name: 'Manual', type: 'n8n-nodes-base.manualTrigger' };

/** A node that puts out these objects, one item each. */
export function itemsNode(name: string, items: readonly object[]): NodeDraft {
	return {
		name,
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};` },
	};
}

/**
 * A workflow whose nodes stand in a row, each fed by the first output of the one before.
 * Where a node continues with its error output, what follows it still hangs on the first.
 */
export function chain(name: string, ...nodes: readonly NodeDraft[]): WorkflowDraft {
	const links = nodes.slice(1).map((node, index) => {
		const target = { node: node.name, type: 'main', index: 0 };
		return [nodes[index]?.name ?? '', { main: [[target]] }] as const;
	});
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: `node-${index + 1}`,
			typeVersion: 1,
			parameters: {},
			position: [index * GRID, 0],
			...node,
		})),
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1' },
	};
}
