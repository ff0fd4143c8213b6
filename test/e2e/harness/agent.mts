import { itemsOf, type Execution } from '../../../host/execution.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { SimulatorOptions } from '../../../simulator/start.mts';
import { startControl, type Control } from './control.mts';
import { startScriptedModel, type Line, type ScriptedModel } from './scriptedModel.mts';
import { sharedN8n, type SharedN8n } from './sharedN8n.mts';
import { MANUAL, type NodeDraft } from './workflow.mts';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const AGENT = 'Agent';
const MODEL = 'Model';

/** n8n's type of credential for models that speak like OpenAI's. */
export const MODEL_CREDENTIAL = 'openAiApi';

/** What came of one question to the agent. */
export interface Conversation {
	/** What the model said to the user in the end. */
	said: unknown;
	/** What the tools answered, oldest first: exactly what the model read. */
	answers: string[];
	execution: Execution;
}

/**
 * An AI agent on the real n8n whose model follows a script, with a simulated CONTROL for its tools.
 */
export interface AgentRun extends Control {
	n8n: SharedN8n;
	model: ScriptedModel;
	/** n8n's reference to the credential of the model. */
	modelCredential: { id: string; name: string };
	/** Gives the agent one tool, the node set like this, and lets its model follow the script. */
	ask(parameters: object, ...script: Line[]): Promise<Conversation>;
}

/** The name of the only tool, as models call it. */
export const TOOL = 'CONTROL';

/**
 * Agents of earlier versions call tools in a way of their own; workflows keep the version that they
 * were made with.
 */
export const AGENT_VERSIONS = { earlier: 2.2, present: 3.1 };

export interface AgentOptions extends SimulatorOptions {
	/** Of the agent's node (default: the present one). */
	agentVersion?: number;
}

/**
 * Starts a simulated CONTROL, by default of five devices that contact it all the time, and a
 * scripted model.
 */
export async function startAgent({
	agentVersion = AGENT_VERSIONS.present,
	...options
}: AgentOptions = {}): Promise<AgentRun> {
	const n8n = await sharedN8n();
	const control = await startControl(n8n.rest, { devices: 5, informInterval: 0.2, ...options });
	const model = await startScriptedModel();
	const { id, name } = await n8n.rest.createCredential({
		name: 'Scripted model',
		type: MODEL_CREDENTIAL,
		data: { apiKey: 'none', url: model.url, organizationId: '', header: false },
	});
	const modelCredential = { id, name };
	return {
		...control,
		n8n,
		model,
		modelCredential,
		ask: async (parameters, ...script) => {
			model.follow(...script);
			const workflow = agentWorkflow(
				{
					name: TOOL,
					type: 'n8n-nodes-zequenze.zequenzeControlTool',
					parameters: { ...parameters },
					credentials: control.credentials,
				},
				modelCredential,
				agentVersion,
			);
			const saved = await n8n.rest.createWorkflow(workflow);
			const execution = await n8n.rest.runToEnd(saved.id);
			await n8n.rest.deleteWorkflow(saved.id);
			if (execution.error) throw new Error(execution.error.message);
			const [item] = itemsOf(execution, AGENT);
			return { said: item?.json.output, answers: model.answers(), execution };
		},
		close: async () => {
			await n8n.rest.deleteCredential(id);
			await model.close();
			await control.close();
		},
	};
}

/** A workflow in which an agent with a model and one tool is asked something. */
function agentWorkflow(
	tool: NodeDraft,
	credential: { id: string; name: string },
	agentVersion: number,
): WorkflowDraft {
	const nodes: NodeDraft[] = [
		MANUAL,
		{
			name: AGENT,
			type: `${LANGCHAIN}.agent`,
			typeVersion: agentVersion,
			parameters: { promptType: 'define', text: 'Do your work.', options: {} },
		},
		{
			name: MODEL,
			type: `${LANGCHAIN}.lmChatOpenAi`,
			typeVersion: 1.3,
			parameters: {
				model: { __rl: true, mode: 'id', value: 'scripted' },
				responsesApiEnabled: false,
				options: { maxRetries: 0 },
			},
			credentials: { [MODEL_CREDENTIAL]: credential },
		},
		tool,
	];
	const to = (type: string) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	return {
		name: 'Agent',
		nodes: nodes.map((node, index) => ({
			id: `node-${index + 1}`,
			typeVersion: 1,
			parameters: {},
			position: [index * 220, 0],
			...node,
		})),
		connections: {
			[MANUAL.name]: to('main'),
			[MODEL]: to('ai_languageModel'),
			[tool.name]: to('ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}
