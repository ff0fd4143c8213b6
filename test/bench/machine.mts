import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HOST_PACKAGES, nodeBinary, ROOT } from '../../host/places.mts';

const manifestShape = z.object({ version: z.string() });

const GIGABYTE = 2 ** 30;

/**
 * The commit that is measured; with a plus where files differ from it. Where there is no
 * repository, "no commit".
 */
function commit(): string {
	try {
		const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT }).toString().trim();
		const changed = git('status', '--porcelain', '--', 'nodes', 'credentials') === '' ? '' : '+';
		return `commit ${git('rev-parse', '--short=7', 'HEAD')}${changed}`;
	} catch {
		return 'no commit';
	}
}

/** Noted when a bench begins: work may go on while it runs. */
const MEASURED = commit();

/**
 * What the figures of a bench depend on: the commit, the class of the machine, and the versions of
 * Node.js and n8n.
 */
export function machine(): string {
	const manifest: unknown = JSON.parse(
		readFileSync(join(HOST_PACKAGES, 'n8n', 'package.json'), 'utf8'),
	);
	return [
		MEASURED,
		`${availableParallelism()} cores`,
		`${Math.round(totalmem() / GIGABYTE)} GB memory`,
		platform(),
		`Node.js ${execFileSync(nodeBinary(), ['--version']).toString().trim()}`,
		`n8n ${manifestShape.parse(manifest).version}`,
	].join(', ');
}
