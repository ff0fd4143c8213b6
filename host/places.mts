import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKER = 'jest.config.cjs';

/** The repository's folder, looked for upwards from where the command was started. */
function repositoryRoot(from = process.cwd()): string {
	if (existsSync(join(from, MARKER))) return from;
	const parent = dirname(from);
	if (parent === from) throw new Error('Start this command inside the repository');
	return repositoryRoot(parent);
}

export const ROOT = repositoryRoot();

/**
 * The private package that pins n8n. It has a folder to itself so that these modules find the
 * repository's packages, not n8n's.
 */
export const HOST = join(ROOT, 'host', 'n8n');
export const HOST_PACKAGES = join(HOST, 'node_modules');
export const N8N_BINARY = join(HOST_PACKAGES, 'n8n', 'bin', 'n8n');
export const END_WITH_PARENT = join(ROOT, 'host', 'endWithParent.cjs');

/** The folder of the Node.js 24 package for this machine; its headers serve to compile add-ons. */
export const NODE_FOLDER = join(
	HOST_PACKAGES,
	process.platform === 'win32'
		? `node-win-${process.arch}`
		: `node-${process.platform}-${process.arch}`,
);
export const NODE_BINARY = join(
	NODE_FOLDER,
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A folder for what runs leave behind, outside version control; made when missing. */
export function artifacts(...names: string[]): string {
	const folder = join(ROOT, 'artifacts', ...names);
	mkdirSync(folder, { recursive: true });
	return folder;
}
