import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ZequenzeControlApi } from '../../../credentials/ZequenzeControlApi.credentials';
import { ZequenzeControl } from '../../../nodes/ZequenzeControl/ZequenzeControl.node';
import { ZequenzeControlTrigger } from '../../../nodes/ZequenzeControl/ZequenzeControlTrigger.node';

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
	peerDependencies: Record<string, string>;
	dependencies?: Record<string, string>;
	files: string[];
	keywords: string[];
	license: string;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));

it.each([...manifest.n8n.nodes, ...manifest.n8n.credentials])('%s has a source', (entry) => {
	const source = entry.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	expect(existsSync(source)).toBe(true);
});

it('n8n is the only thing that the package needs', () => {
	expect(manifest.dependencies ?? {}).toEqual({});
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

it('n8n finds the package, and only what n8n loads is shipped', () => {
	expect(manifest).toMatchObject({ files: ['dist'], license: 'MIT' });
	expect(manifest.keywords).toContain('n8n-community-node-package');
});

describe('each node', () => {
	const nodes = [new ZequenzeControl(), new ZequenzeControlTrigger()];

	it('uses the credential that exists', () => {
		const { name } = new ZequenzeControlApi();
		for (const { description } of nodes) {
			expect(description.credentials).toMatchObject([{ name, required: true }]);
		}
	});

	it('tests its credential by a method that it has', () => {
		for (const { description, methods } of nodes) {
			for (const { testedBy } of description.credentials ?? []) {
				expect(Object.keys(methods.credentialTest)).toContain(testedBy);
			}
		}
	});

	it('has its icons for light and dark', () => {
		for (const { description } of nodes) {
			const { icon } = description;
			if (typeof icon !== 'object') throw new Error('There is one icon for both');
			for (const file of [icon.light, icon.dark]) {
				const path = join('nodes/ZequenzeControl', file.replace(/^file:/, ''));
				expect(existsSync(path)).toBe(true);
			}
		}
	});
});
