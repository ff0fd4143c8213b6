import { Workflow, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';
import { credentialOfNodes } from './credential.mts';
import { nodeTypes } from './nodeTypes.mts';

export const ITEMS = 'Items';
export const CONTROL = 'CONTROL';

/** A node of the package as a workflow holds it, with the credential. */
export function controlNode(type: string, parameters: INodeParameters): INode {
	return {
		id: 'node-control',
		name: CONTROL,
		type,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: credentialOfNodes,
	};
}

/** The node before it, whose output is pinned. */
export const itemsNode: INode = {
	id: 'node-items',
	name: ITEMS,
	type: 'items',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A workflow of this node alone, or fed with these items. */
export function workflowOf(node: INode, input?: readonly IDataObject[]): Workflow {
	return new Workflow({
		id: 'workflow-1',
		nodes: input ? [itemsNode, node] : [node],
		connections: input ? { [ITEMS]: { main: [[{ node: CONTROL, type: 'main', index: 0 }]] } } : {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		...(input && { pinData: { [ITEMS]: input.map((json) => ({ json })) } }),
	});
}
