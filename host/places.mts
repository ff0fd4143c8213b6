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

/** The Node.js 24 that npm brings for this machine; its packages for Macs go by two names. */
const PACKAGED_NODES = ['node', 'node-bin'].map((name) =>
	join(
		HOST_PACKAGES,
		`${name}-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	),
);

const OLDEST_FOR_N8N = 24;

/**
 * The Node.js that runs n8n: the one that npm brought, or where npm has none for this system, the
 * one that runs this program, if it is new enough.
 * @throws when neither can; the message says what to do.
 */
export function nodeBinary(): string {
	const packaged = PACKAGED_NODES.find((file) => existsSync(file));
	if (packaged !== undefined) return packaged;
	if (Number.parseInt(process.versions.node, 10) >= OLDEST_FOR_N8N) return process.execPath;
	throw new Error(
		`n8n needs Node.js ${OLDEST_FOR_N8N}, and npm brought none for ${process.platform} on ${process.arch}. ` +
			`Install it (https://nodejs.org, or "nvm install ${OLDEST_FOR_N8N}") and run the same command again with it`,
	);
}

/** A folder for what runs leave behind, outside version control; made when missing. */
export function artifacts(...names: string[]): string {
	const folder = join(ROOT, 'artifacts', ...names);
	mkdirSync(folder, { recursive: true });
	return folder;
}
