import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { n8n } from './installations.cjs';
import { ensurePackages } from './packages.cjs';
import { HOST_PACKAGES, nodeBinary } from './places.mts';

/** Says that what only people and compilers read has been cleared away. */
const SLIM = join(HOST_PACKAGES, '.slim');

/** A third of what n8n's packages weigh: nothing loads it at run time. */
const NEVER_LOADED = /\.(map|d\.[cm]?ts)$/;

function slim(): void {
	if (existsSync(SLIM)) return;
	for (const entry of readdirSync(HOST_PACKAGES, { recursive: true, withFileTypes: true })) {
		if (entry.isFile() && NEVER_LOADED.test(entry.name)) rmSync(join(entry.parentPath, entry.name));
	}
	writeFileSync(SLIM, '');
}

/**
 * Makes the real n8n and its Node.js 24 ready to start, without compiling anything. Takes some
 * minutes the first time and nothing when all is there; what is broken is installed anew.
 * @throws when npm fails, with its words, or where there is no Node.js 24; the message says what to
 * do.
 */
export async function ensureHost(): Promise<void> {
	await ensurePackages(n8n);
	slim();
	nodeBinary();
}
