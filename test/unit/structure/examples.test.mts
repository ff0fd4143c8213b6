import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../host/places.mts';
import { exampleFiles } from '../../../scripts/demo/example.mts';

const PACKAGES = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain', 'n8n-nodes-zequenze'];
const PLACES = ['https://docs.n8n.io/', 'https://github.com/zequenze/'];
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

const ends = z.array(z.array(z.object({ node: z.string() })));

/** By their type: items take `main`, models and tools reach an agent by types of their own. */
const connectionsShape = z.object({ main: ends.default([]) }).catchall(ends);

const workflowShape = z
	.object({
		name: z.string().min(1),
		nodes: z.array(
			z.object({
				id: z.string().uuid(),
				name: z.string(),
				type: z.string(),
				parameters: z.record(z.unknown()),
				credentials: z.record(z.object({ id: z.string() })).default({}),
			}),
		),
		connections: z.record(connectionsShape),
		settings: z.object({ executionOrder: z.literal('v1') }).strict(),
	})
	.strict();

describe.each(exampleFiles())('examples/%s', (file) => {
	const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
	const { nodes, connections } = workflowShape.parse(JSON.parse(text));
	const names = nodes.map(({ name }) => name);

	it('has no two nodes of one name or ID', () => {
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	it('is run by an end-to-end test of its own', () => {
		const test = file.replace(/\.json$/, '.test.mts');
		expect(existsSync(join(ROOT, 'test', 'e2e', 'examples', test))).toBe(true);
	});

	it('says in a note what it does', () => {
		const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
		expect(notes.some(({ parameters }) => String(parameters.content).startsWith('## '))).toBe(true);
	});

	it('needs no other nodes than the ones of n8n and of this package', () => {
		const others = nodes.filter(({ type }) => !PACKAGES.includes(type.split('.')[0] ?? ''));
		expect(others.map(({ type }) => type)).toEqual([]);
	});

	it('leaves credentials to be chosen, and holds nothing that looks like one', () => {
		const references = nodes.flatMap(({ credentials }) => Object.values(credentials));
		expect(references.filter(({ id }) => id !== '')).toEqual([]);
		expect(text).not.toMatch(/Bearer |eyJ[\w-]{20}|xox[abp]-|hooks\.slack\.com/);
		// Longer than anything but a path of a parameter.
		expect(text).not.toMatch(/(?<![\w/+.])[A-Za-z0-9+/=]{40,}/);
	});

	it('holds no address but those of documentation', () => {
		const places = text.match(/https?:\/\/[^\s"'`)\\]+/g) ?? [];
		const strange = places.filter((url) => !PLACES.some((place) => url.startsWith(place)));
		expect(strange).toEqual([]);
	});

	it('calls each node by a name of its own and connects only nodes that are there', () => {
		expect(new Set(names).size).toBe(names.length);
		const targets = Object.values(connections).flatMap((byType) => Object.values(byType).flat(2));
		for (const name of [...Object.keys(connections), ...targets.map(({ node }) => node)]) {
			expect(names).toContain(name);
		}
	});
});
