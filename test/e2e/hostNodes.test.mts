import axios from 'axios';
import { z } from 'zod';
import { example, exampleFiles } from '../../scripts/demo/example.mts';
import { Editor } from './harness/editor.mts';
import { sharedN8n, type SharedN8n } from './harness/sharedN8n.mts';
import { chain, MANUAL } from './harness/workflow.mts';

const BASE = 'n8n-nodes-base';
const LANGCHAIN = '@n8n/n8n-nodes-langchain';

/** What people reach for beside the nodes of the examples. */
const BESIDE = [
	'form',
	'jira',
	'slack',
	'googleSheets',
	'emailSend',
	'postgres',
	'executeWorkflow',
];
const AGENTS_TOOLS = ['mcpTrigger', 'toolCode', 'toolWorkflow'];

const AS_IMPORTED = { credentials: {} };

const nodeShape = z.object({ type: z.string() });

/**
 * The kinds of n8n's own nodes that have to work in the host, which is installed without what they
 * do not load.
 */
function kinds(): string[] {
	const used = exampleFiles()
		.flatMap((file) => example(file, AS_IMPORTED).nodes)
		.map((node) => nodeShape.parse(node).type)
		.filter((type) => !type.endsWith('.stickyNote') && !type.startsWith('n8n-nodes-zequenze.'));
	const beside = [
		...BESIDE.map((name) => `${BASE}.${name}`),
		...AGENTS_TOOLS.map((name) => `${LANGCHAIN}.${name}`),
	];
	return [...new Set([...used, ...beside])].sort();
}

/** In one long row the editor would show them too small to be clicked. */
const inRows = <Node extends object>(node: Node, index: number) => ({
	...node,
	position: [(index % 6) * 320, Math.floor(index / 6) * 260],
});

describe('the installed n8n, without what its nodes never load,', () => {
	let n8n: SharedN8n;

	beforeAll(async () => {
		n8n = await sharedN8n();
	});

	it.each(kinds())('loads %s', async (name) => {
		const { data } = await axios.post(
			`${n8n.url}/rest/node-types`,
			{ nodeInfos: [{ name, version: 1 }] },
			{
				headers: { Cookie: n8n.session.cookie, 'browser-id': n8n.session.browserId },
				proxy: false,
			},
		);

		expect(data).toMatchObject({
			data: [{ name: name.split('.').pop(), properties: expect.any(Array) }],
		});
	});

	it('opens one node of each kind in its editor', async () => {
		const nodes = kinds().map((type) => ({ name: type.split('.').pop() ?? type, type }));
		const draft = chain('Each kind', MANUAL, ...nodes);
		const { id } = await n8n.rest.createWorkflow({ ...draft, nodes: draft.nodes.map(inRows) });
		const editor = await Editor.open(n8n);
		try {
			await editor.openWorkflow(id);
			for (const { name } of nodes) {
				await editor.openNode(name);
				await editor.closeNode();
			}
		} finally {
			await editor.close();
		}
	});
});
