import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { RestClient, WorkflowDraft } from '../../../host/restClient.mts';

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

/**
 * Publishes a workflow whose trigger waits for calls, and takes it back after the work. Its address
 * is a new one, as after an import in the editor: n8n closes old ones when it finds the time.
 */
export async function whilePublished<T>(
	rest: RestClient,
	workflow: WorkflowDraft,
	{ isOpen, work }: PublishedUse<T>,
): Promise<T> {
	const webhookId = randomUUID();
	const nodes = workflow.nodes.map((node) => ('webhookId' in node ? { ...node, webhookId } : node));
	const { id } = await rest.createWorkflow({ ...workflow, nodes });
	await rest.activate(id);
	try {
		await until(async () => await isOpen(webhookId));
		return await work(webhookId);
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
