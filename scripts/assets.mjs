/**
 * The rest of the build beside the compiler's: what n8n reads that is not code. `clean` removes an
 * earlier build.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

if (process.argv[2] === 'clean') rmSync('dist', { recursive: true, force: true });
else {
	// n8n reads icons beside the compiled files that name them, codex files and output previews next
	// to each node.
	cpSync('icons', join('dist', 'icons'), { recursive: true });
	for (const entry of readdirSync('nodes', { recursive: true, withFileTypes: true })) {
		if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
		const folder = join('dist', 'nodes', relative('nodes', entry.parentPath));
		mkdirSync(folder, { recursive: true });
		// A preview that several operations share is named after all of them, e.g. `get+getMany.json`:
		// each gets a copy.
		for (const name of basename(entry.name, '.json').split('+')) {
			copyFileSync(join(entry.parentPath, entry.name), join(folder, `${name}.json`));
		}
	}
}
