// First: n8n reads its settings when it is loaded.
import './homeOfN8n.mts';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type NodeExecutionHint,
	type OnError,
} from 'n8n-workflow';
import { additionalData } from './additionalData.mts';
import type { CredentialData } from './credential.mts';
import { CONTROL, controlNode, itemsNode, workflowOf } from './workflow.mts';

/** How a run differs from the plainest one. */
export interface RunOptions {
	/** What comes in; one empty item where nothing is said. */
	input?: readonly IDataObject[];
	/** n8n's On Error (default: stop). */
	onError?: OnError;
	/** n8n's Retry On Fail: how often the node is run at most. */
	tries?: number;
	/** The user stops the execution when this resolves. */
	stopped?: Promise<unknown>;
}

/** What n8n shows of the node's run. */
export interface NodeRun {
	/** The items on the first output. */
	items: INodeExecutionData[];
	/** The items on the error output. */
	errorItems: INodeExecutionData[];
	/** With what the node stopped the execution. */
	error: ExecutionError | undefined;
	hints: NodeExecutionHint[];
	/** Everything that n8n would store of the execution. */
	stored: string;
}

let executions = 0;

/**
 * Runs the action node in n8n's engine, with these parameters, behind a node that gives the input.
 */
export async function runNode(
	credential: CredentialData,
	parameters: INodeParameters,
	{ input = [{}], onError = 'stopWorkflow', tries, stopped }: RunOptions = {},
): Promise<NodeRun> {
	const node: INode = {
		...controlNode('zequenzeControl', parameters),
		onError,
		...(tries !== undefined && { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 }),
	};
	const execution = execute(node, input, credential);
	void stopped?.then(() => execution.cancel());
	return nodeRunIn(await execution);
}

function execute(
	node: INode,
	input: readonly IDataObject[],
	credential: CredentialData,
): ReturnType<WorkflowExecute['run']> {
	const workflow = workflowOf(node, input);
	executions += 1;
	const executionId = String(executions);
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, {
		id: workflow.id,
		name: 'Integration test',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [itemsNode, node],
		connections: workflow.connectionsBySourceNode,
	});
	const data = { ...additionalData(credential), executionId, hooks };
	const engine = new WorkflowExecute(data, 'trigger', createRunExecutionData());
	return engine.run({ workflow, startNode: itemsNode, pinData: workflow.pinData });
}

function nodeRunIn(run: IRun): NodeRun {
	const { runData, error } = run.data.resultData;
	const [task] = runData[CONTROL] ?? [];
	const [good, bad] = task?.data?.main ?? [];
	return {
		items: good ?? [],
		errorItems: bad ?? [],
		error: task?.error ?? error,
		hints: task?.hints ?? [],
		stored: JSON.stringify(run),
	};
}
