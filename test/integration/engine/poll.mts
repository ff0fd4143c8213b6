// First: n8n reads its settings when it is loaded.
import './homeOfN8n.mts';

import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeParameters,
	IPollFunctions,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalData } from './additionalData.mts';
import type { CredentialData } from './credential.mts';
import { nodeTypes } from './nodeTypes.mts';
import { controlNode, workflowOf } from './workflow.mts';

/** One registration of a trigger in n8n: its context stays the same from poll to poll. */
export interface Registration {
	/** One tick: the objects of the emitted items, or null where nothing starts. */
	poll(): Promise<IDataObject[] | null>;
	/** What n8n would store in the workflow. */
	staticData(): string;
}

export interface RegistrationOptions {
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
	/** What an earlier registration left in the workflow, as JSON. */
	staticData?: string;
	/** n8n knows a trigger by the id of its node. */
	nodeId?: string;
}

let triggers = 0;

/** Registers the trigger node with these parameters in a real poll context of n8n. */
export function registerTrigger(
	credential: CredentialData,
	parameters: INodeParameters,
	options: RegistrationOptions = {},
): Registration {
	triggers += 1;
	const { mode = 'trigger', activation = 'activate', nodeId = `trigger-${triggers}` } = options;
	const node = { ...controlNode('zequenzeControlTrigger', parameters), id: nodeId };
	const workflow = workflowOf(node);
	if (options.staticData !== undefined) {
		workflow.overrideStaticData(JSON.parse(options.staticData));
	}
	const registered = workflow.getNode(node.name) ?? node;
	const data = additionalData(credential);
	const context: IPollFunctions = new PollContext(workflow, registered, data, mode, activation);
	const { poll } = nodeTypes.getByNameAndVersion(node.type);
	if (!poll) throw new Error('The trigger node does not poll');
	return {
		poll: async () => {
			const output = await poll.call(context);
			return output && output.flat().map(({ json }) => json);
		},
		staticData: () => JSON.stringify(workflow.staticData),
	};
}
