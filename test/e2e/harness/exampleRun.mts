import { z } from 'zod';
import type { Execution } from '../../../host/execution.mts';
import type { RestClient, WorkflowDraft } from '../../../host/restClient.mts';
import { example } from '../../../scripts/demo/example.mts';
import { officeCredentials } from '../../../simulator/office/credentials.mts';
import type { SimulatorOptions } from '../../../simulator/start.mts';
import { startControl, type Control } from './control.mts';
import { sharedN8n, type SharedN8n } from './sharedN8n.mts';

type Imported = Awaited<ReturnType<RestClient['createWorkflow']>>;

/** What a user types into the Settings node of an example, by the name of the field. */
export type SettingsChange = Record<string, string | number | boolean>;

export interface RunOptions {
	settings?: SettingsChange;
	/** The node from which the workflow starts (default: `Manual`). */
	trigger?: string;
	/** How long the run may take (default: some minutes). */
	timeoutMs?: number;
}

/** A workflow of examples/, the real n8n to run it on, and a simulated CONTROL with its office. */
export interface ExampleRun extends Control {
	n8n: SharedN8n;
	/** The example as a user would import it: credential chosen, office found, settings edited. */
	draft(settings?: SettingsChange): WorkflowDraft;
	/** Imports it; `close` deletes it. */
	importIt(settings?: SettingsChange): Promise<Imported>;
	/**
	 * Imports it and runs it once by hand.
	 * @throws when it ends with anything but success; the message names the node.
	 */
	run(options?: RunOptions): Promise<Execution>;
}

/** Starts what an example needs; by default 25 devices that contact CONTROL every second. */
export async function startExample(
	file: string,
	options: SimulatorOptions = {},
): Promise<ExampleRun> {
	const n8n = await sharedN8n();
	const control = await startControl(n8n.rest, { informInterval: 1, ...options });
	const { simulator } = control;
	const office: Record<string, { id: string; name: string }> = {};
	for (const draft of officeCredentials(simulator.url)) {
		const { id, name } = await n8n.rest.createCredential(draft);
		office[draft.type] = { id, name };
	}
	const credentials = { ...control.credentials, ...office };
	const imported: string[] = [];

	const draft = (settings: SettingsChange = {}) =>
		withSettings(example(file, { credentials }), settings);
	const importIt = async (settings?: SettingsChange) => {
		const workflow = await n8n.rest.createWorkflow(draft(settings));
		imported.push(workflow.id);
		return workflow;
	};
	return {
		...control,
		n8n,
		draft,
		importIt,
		run: async ({ settings, trigger, timeoutMs } = {}) => {
			const { id } = await importIt(settings);
			const execution = await n8n.rest.runToEnd(id, trigger, timeoutMs);
			if (execution.status !== 'success') throw new Error(endOf(execution));
			return execution;
		},
		close: async () => {
			for (const id of imported) await n8n.rest.deleteWorkflow(id);
			for (const { id } of Object.values(office)) await n8n.rest.deleteCredential(id);
			await control.close();
		},
	};
}

function endOf({ status, error }: Execution): string {
	const { message = 'no message', description, node } = error ?? {};
	return `The workflow ended with ${status} at "${node?.name ?? '?'}": ${message} (${description ?? ''})`;
}

/** The node of every example in which its user edits addresses and limits: n8n's Edit Fields. */
const settingsNodeShape = z
	.object({
		name: z.literal('Settings'),
		parameters: z
			.object({
				assignments: z.object({
					assignments: z.array(z.object({ name: z.string(), value: z.unknown() }).passthrough()),
				}),
			})
			.passthrough(),
	})
	.passthrough();

/** @throws when the example's Settings node has no field of a name that is to be changed. */
function withSettings(draft: WorkflowDraft, settings: SettingsChange): WorkflowDraft {
	const missing = new Set(Object.keys(settings));
	const nodes = draft.nodes.map((node) => {
		const parsed = settingsNodeShape.safeParse(node);
		if (!parsed.success) return node;
		const { parameters } = parsed.data;
		const assignments = parameters.assignments.assignments.map((field) => {
			missing.delete(field.name);
			return { ...field, value: settings[field.name] ?? field.value };
		});
		return {
			...node,
			parameters: { ...parameters, assignments: { ...parameters.assignments, assignments } },
		};
	});
	if (missing.size > 0) throw new Error(`The Settings node has no ${[...missing].join(', ')}`);
	return { ...draft, nodes };
}
