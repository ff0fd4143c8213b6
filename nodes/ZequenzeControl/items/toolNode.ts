import type { INode } from 'n8n-workflow';

/** Whether an AI agent runs the node: n8n gives the variant for agents a type of its own. */
export function isToolNode({ type }: Pick<INode, 'type'>): boolean {
	return type.endsWith('Tool');
}
