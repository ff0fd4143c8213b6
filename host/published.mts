import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RestClient, WorkflowDraft } from './restClient.mts';

const PATIENCE_MS = 200_000;
const LOOK_EVERY_MS = 100;

/** How to use a workflow that answers at an address of its own. */
export interface PublishedUse<T> {
	/**
	 * Whether n8n already answers: it opens an address a moment after it has published the workflow.
	 */
	isOpen: (address: string) => Promise<boolean>;
	work: (address: string) => Promise<T>;
}

/** A published workflow, and the address at which it answers. */
export interface Published {
	id: string;
	address: string;
}

/**
 * Publishes a workflow whose trigger waits for calls, and returns when it answers. Its address is a
 * new one, as after an import in the editor: n8n closes old ones when it finds the time.
 */
export async function publish(
	rest: RestClient,
	workflow: WorkflowDraft,
	isOpen: PublishedUse<unknown>['isOpen'],
): Promise<Published> {
	const webhookId = randomUUID();
	const nodes = workflow.nodes.map((node) => ('webhookId' in node ? { ...node, webhookId } : node));
	const { id } = await rest.createWorkflow({ ...workflow, nodes });
	await rest.activate(id);
	await until(async () => await isOpen(webhookId));
	return { id, address: webhookId };
}

/** The workflow with another path of its webhook: one path belongs to one published workflow. */
export function atPath(workflow: WorkflowDraft, path: string): WorkflowDraft {
	const nodes = workflow.nodes.map((node) =>
		'webhookId' in node && 'parameters' in node
			? { ...node, parameters: { ...Object(node.parameters), path } }
			: node,
	);
	return { ...workflow, nodes };
}

/** Publishes a workflow, and takes it back after the work. */
export async function whilePublished<T>(
	rest: RestClient,
	workflow: WorkflowDraft,
	{ isOpen, work }: PublishedUse<T>,
): Promise<T> {
	const { id, address } = await publish(rest, workflow, isOpen);
	try {
		return await work(address);
	} finally {
		await rest.deactivate(id);
	}
}

/**
 * Waits until something is so.
 * @throws after some minutes.
 */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`It took longer than ${PATIENCE_MS / 1000} s`);
		await delay(LOOK_EVERY_MS);
	}
}
