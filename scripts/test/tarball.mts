import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/**
 * What an installed package needs: its card, its licence, compiled code, codex, previews and icons.
 */
const WANTED = [
	/^(package\.json|README\.md|LICENSE)$/,
	/^dist\/(nodes|credentials)\/.+\.js$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
	/^dist\/icons\/.+\.svg$/,
];

const manifestShape = z.object({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
	dependencies: z.record(z.string()).optional(),
});

/** Unpacks a tarball for `work`; the folder with the package's files is gone afterwards. */
export async function unpacked<Result>(
	tarball: string,
	work: (folder: string) => Promise<Result>,
): Promise<Result> {
	const folder = await mkdtemp(join(tmpdir(), 'package-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/**
 * Looks for what is too much or too little in an unpacked package: files that n8n does not load,
 * and nodes, codex files or icons that it would miss. Returns one complaint each; none is good.
 */
export async function contentComplaints(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.map((file) => file.replaceAll('\\', '/'));

	const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const { n8n, dependencies = {} } = manifestShape.parse(manifest);
	const required = [
		'README.md',
		'LICENSE',
		...n8n.nodes,
		...n8n.nodes.map((file) => file.replace(/\.js$/, '.json')),
		...n8n.credentials,
		...(await iconsNamedBy(folder, [...n8n.nodes, ...n8n.credentials], files)),
	];
	return [
		...files
			.filter((file) => !WANTED.some((pattern) => pattern.test(file)))
			.map((file) => `${file} does not belong into the package`),
		...required
			.filter((file) => !files.includes(file))
			.map((file) => `${file} is missing in the package`),
		...Object.keys(dependencies).map((name) => `The package depends on ${name} at run time`),
	];
}

/** The icon files that compiled descriptions point to, relative to the package. */
async function iconsNamedBy(
	folder: string,
	sources: readonly string[],
	files: readonly string[],
): Promise<string[]> {
	const present = sources.filter((source) => files.includes(source));
	const named = await Promise.all(
		present.map(async (source) => {
			const code = await readFile(join(folder, source), 'utf8');
			const links = [...code.matchAll(/file:([\w./-]+\.svg)/g)].map((match) => match[1] ?? '');
			return links.map((link) => join(source, '..', link).replaceAll('\\', '/'));
		}),
	);
	return [...new Set(named.flat())];
}
