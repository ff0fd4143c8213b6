import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../host/places.mts';
import type { WorkflowDraft } from '../../host/restClient.mts';

const workflowShape = z.object({
	name: z.string(),
	nodes: z.array(z.object({ credentials: z.record(z.unknown()).optional() }).passthrough()),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()),
});

/** A workflow of examples/ with its empty credentials filled in, as a user does after the import. */
export function example(
	file: string,
	type: string,
	credential: { id: string; name: string },
): WorkflowDraft {
	const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
	const workflow = workflowShape.parse(JSON.parse(text));
	const nodes = workflow.nodes.map((node) =>
		node.credentials && type in node.credentials
			? { ...node, credentials: { [type]: credential } }
			: node,
	);
	return { ...workflow, nodes };
}
