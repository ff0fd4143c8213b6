import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../host/places.mts';
import type { WorkflowDraft } from '../../host/restClient.mts';

/** Where examples write to as they come: the office of a simulator on its usual port. */
export const PRESET_OFFICE = 'http://127.0.0.1:8069';

/**
 * What a user chooses after the import, or need not choose where everything is where the examples
 * expect it.
 */
export interface Choices {
	/** n8n's references by type of credential; a type that is missing here stays empty. */
	credentials: Record<string, { id: string; name: string }>;
	/**
	 * The origin of the simulator in whose office messages and tickets arrive, e.g.
	 * `http://127.0.0.1:8069`.
	 */
	office: string;
}

const workflowShape = z.object({
	name: z.string(),
	nodes: z.array(z.object({ credentials: z.record(z.unknown()).optional() }).passthrough()),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()),
});

/** The files of examples/, by name. */
export function exampleFiles(): string[] {
	return readdirSync(join(ROOT, 'examples')).sort();
}

/**
 * A workflow of examples/ with its credentials chosen and its messages sent to this office.
 * @throws when there is no such file, or when it is no workflow.
 */
export function example(file: string, { credentials, office }: Choices): WorkflowDraft {
	const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
	const workflow = workflowShape.parse(JSON.parse(text.replaceAll(PRESET_OFFICE, office)));
	const nodes = workflow.nodes.map((node) =>
		node.credentials ? { ...node, credentials: chosen(node.credentials, credentials) } : node,
	);
	return { ...workflow, nodes };
}

function chosen(empty: Record<string, unknown>, credentials: Choices['credentials']) {
	return Object.fromEntries(
		Object.entries(empty).map(([type, none]) => [type, credentials[type] ?? none]),
	);
}
