import {
	itemsOf,
	runOf,
	type Execution,
	type ExecutionError,
	type NodeRun,
} from '../../../host/execution.mts';
import type { SimulatorOptions } from '../../../simulator/start.mts';
import { startControl, type Control, type CredentialReference } from './control.mts';
import { sharedN8n, type SharedN8n } from './sharedN8n.mts';
import { chain, itemsNode, MANUAL, type NodeDraft } from './workflow.mts';

const NODE = 'CONTROL';

/**
 * The settings of a node that are not its parameters, as its Settings tab has them, and what comes
 * in.
 */
export interface Circumstances extends Pick<
	NodeDraft,
	'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'
> {
	/** The input items; one empty item where nothing is said. */
	input?: readonly object[];
}

/** An item's object, its keys unknown. */
type Json = Record<string, unknown>;

/** What the real n8n shows of one run of the action node. */
export interface Shown {
	/** The first output. */
	items: Json[];
	/** The error output. */
	errorItems: Json[];
	/** To which input item each item of the first output is linked. */
	pairedItems: NodeRun['outputs'][number][number]['pairedItem'][];
	/** Retries the failed execution as its user may. */
	retry(): Promise<Shown>;
	/** With what the node ended the execution. */
	error: ExecutionError | undefined;
	/** The texts of the hints. */
	hints: string[];
	milliseconds: number;
}

/**
 * The real n8n with one workflow at a time that has one node to be tried, and a simulated CONTROL
 * for it.
 */
export interface OneNode extends Control {
	n8n: SharedN8n;
	/** Imports a workflow with the action node set like this, and runs it to its end. */
	run(parameters: object, circumstances?: Circumstances): Promise<Shown>;
}

/** The action node with a credential. */
export function controlNode(
	name: string,
	parameters: object,
	credentials: CredentialReference,
): NodeDraft {
	return {
		name,
		type: 'n8n-nodes-zequenze.zequenzeControl',
		parameters: { ...parameters },
		credentials,
	};
}

/** Starts a simulated CONTROL of five devices that contact it only when told to. */
export async function startOneNode(options: SimulatorOptions = {}): Promise<OneNode> {
	const n8n = await sharedN8n();
	const control = await startControl(n8n.rest, { devices: 5, informInterval: 0, ...options });
	return {
		n8n,
		...control,
		run: async (parameters, { input = [{}], ...settings } = {}) => {
			const node = { ...controlNode(NODE, parameters, control.credentials), ...settings };
			const draft = chain('One node', MANUAL, itemsNode('Input', input), node);
			const { id } = await n8n.rest.createWorkflow(draft);
			return shownOf(n8n, id, await n8n.rest.runToEnd(id));
		},
	};
}

function shownOf(n8n: SharedN8n, workflowId: string, execution: Execution): Shown {
	const { hints, milliseconds } = runOf(execution, NODE);
	const items = itemsOf(execution, NODE);
	return {
		items: items.map(({ json }) => json),
		errorItems: itemsOf(execution, NODE, { output: 1 }).map(({ json }) => json),
		pairedItems: items.map(({ pairedItem }) => pairedItem),
		retry: async () =>
			shownOf(n8n, workflowId, await n8n.rest.retryExecution(workflowId, execution.id)),
		error: execution.error,
		hints: hints.map(({ message }) => message),
		milliseconds,
	};
}
