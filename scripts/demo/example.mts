import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../host/places.mts';
import type { WorkflowDraft } from '../../host/restClient.mts';

/**
 * What a user chooses after the import, or need not choose where everything is where the examples
 * expect it.
 */
export interface Choices {
	/** n8n's references by type of credential; a type that is missing here stays empty. */
	credentials: Record<string, { id: string; name: string }>;
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
 * A workflow of examples/ with its credentials chosen.
 * @throws when there is no such file, or when it is no workflow.
 */
export function example(file: string, { credentials }: Choices): WorkflowDraft {
	const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
	const workflow = workflowShape.parse(JSON.parse(text));
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
