import type { WorkflowDraft } from '../../../host/restClient.mts';

/** How n8n's Extract from File reads a file: the rows of a table, or the whole text. */
type Content = 'csv' | 'text';

/**
 * Tables are read as a spreadsheet shows them: without the mark at their beginning, with empty
 * cells. Texts are whole.
 */
const OPTIONS: Readonly<Record<Content, object>> = {
	csv: { enableBOM: true, includeEmptyCells: true },
	text: { encoding: 'utf8', stripBOM: false },
};

/** Returns the name of the node that reads the file of another one. */
export const readerOf = (node: string) => `Content of ${node}`;

/** The workflow with a node behind each of those named that reads the file which that one makes. */
export function readingFiles(
	draft: WorkflowDraft,
	files: Readonly<Record<string, Content>>,
): WorkflowDraft {
	const readers = Object.entries(files).map(([node, operation]) => ({
		id: readerOf(node),
		name: readerOf(node),
		type: 'n8n-nodes-base.extractFromFile',
		typeVersion: 1,
		position: [0, 0],
		parameters: { operation, options: OPTIONS[operation] },
	}));
	const links = Object.keys(files).map((node) => [
		node,
		{ main: [[{ node: readerOf(node), type: 'main', index: 0 }]] },
	]);
	return {
		...draft,
		nodes: [...draft.nodes, ...readers],
		connections: { ...draft.connections, ...Object.fromEntries(links) },
	};
}
