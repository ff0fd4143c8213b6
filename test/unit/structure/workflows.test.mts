import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = '.github/workflows';

const permissions = z.record(z.enum(['read', 'write', 'none']));

const stepShape = z.object({
	uses: z.string().optional(),
	run: z.string().optional(),
	with: z.record(z.unknown()).optional(),
});

const workflowShape = z.object({
	permissions,
	concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }),
	jobs: z.record(
		z.object({
			permissions: permissions.optional(),
			environment: z.string().optional(),
			'timeout-minutes': z.number(),
			steps: z.array(stepShape),
		}),
	),
});

const manifestShape = z.object({ scripts: z.record(z.string()) });

const workflows = readdirSync(FOLDER).map((file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	return { file, text, ...workflowShape.parse(parse(text)) };
});

const jobs = workflows.flatMap(({ file, jobs: all }) =>
	Object.entries(all).map(([name, job]) => ({ name: `${file}: ${name}`, ...job })),
);

describe.each(workflows)('$file', ({ text, permissions: rights, jobs: own }) => {
	it('may read the repository and nothing else, unless a job says why', () => {
		expect(rights).toEqual({ contents: 'read' });
	});

	it('runs no action that could change under its name: each is pinned to a commit, its version beside it', () => {
		const uses = text.split('\n').filter((line) => /\buses:/.test(line));
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) {
			expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('leaves no token of GitHub behind for what it runs', () => {
		const checkouts = Object.values(own)
			.flatMap(({ steps }) => steps)
			.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
	});
});

it('an action has the same version everywhere', () => {
	const pinned = workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([\w/-]+)@(\w+)/g)]);
	const versions = new Map<string, Set<string>>();
	for (const [, action = '', commit = ''] of pinned) {
		versions.set(action, (versions.get(action) ?? new Set()).add(commit));
	}
	expect([...versions].filter(([, commits]) => commits.size > 1)).toEqual([]);
});

it('every script that a workflow runs exists', () => {
	const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
	const { scripts } = manifestShape.parse(manifest);
	const runs = jobs.flatMap(({ steps }) => steps.map(({ run = '' }) => run)).join('\n');
	const named = [...runs.matchAll(/npm (?:run ([\w:-]+)|(test)\b)/g)];
	expect(named.length).toBeGreaterThan(0);
	for (const [, script, test] of named) expect(Object.keys(scripts)).toContain(script ?? test);
});

describe('publishing', () => {
	const publishing = jobs.filter(({ permissions: rights }) => rights !== undefined);

	it('is the only thing that needs a right of its own: to prove to npm where the package comes from', () => {
		expect(publishing.map(({ name, permissions: rights }) => [name, rights])).toEqual([
			['publish.yml: publish', { 'id-token': 'write' }],
		]);
	});

	it('waits for the approval of its environment', () => {
		expect(publishing.map(({ environment }) => environment)).toEqual(['npm']);
	});

	it('takes the tested tarball and runs none of our code beside it', () => {
		const [job] = publishing;
		const runs = job?.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
		expect(runs).toEqual(['npm publish ./package/*.tgz --provenance --access public']);
		expect(job?.steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
	});

	it('needs no secret that somebody could leak', () => {
		for (const { text } of workflows) expect(text).not.toContain('secrets.');
	});
});

it('no job can hang for hours', () => {
	for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
});
