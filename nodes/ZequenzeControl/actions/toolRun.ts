import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isCancellation } from '../items/failures';
import type { NodeOperation } from './operation';
import { answerForModel } from './toolAnswer';

/**
 * Runs an operation for an AI agent; returns what its model is to see. Older agents swallow what a
 * tool throws, and their model would read an empty answer: for them a failure is an answer like any
 * other. Newer ones show the message of the error to the model, and the node as failed to people.
 */
export async function runAsTool(
	context: IExecuteFunctions,
	{ execute }: Pick<NodeOperation, 'execute'>,
): Promise<INodeExecutionData[]> {
	try {
		return answerForModel(await execute(context));
	} catch (error) {
		if (isCancellation(error, context) || runsAsNode(context)) return await Promise.reject(error);
		const message = error instanceof Error ? error.message : String(error);
		return [{ json: { error: message }, pairedItem: { item: 0 } }];
	}
}

/** Whether the engine runs the tool as a node of the workflow, on behalf of a newer agent. */
function runsAsNode(context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>): boolean {
	// n8n has this method since 2.10.
	return context.isToolExecution?.() === false;
}
