import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const ROOT = process.cwd();

/** A module of the shipped package and what it imports. */
export interface Source {
	/** From the root of the repository, with slashes. */
	path: string;
	/** Paths from the root of the repository, without extension; packages by their name. */
	imports: string[];
	text: string;
}

const IMPORT = /(?:\bfrom|\bimport|\brequire\()\s*'([^']+)'/g;

/** All modules that are shipped. */
export function shippedSources(): Source[] {
	return ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => readSource(join(folder, name))),
	);
}

function readSource(path: string): Source {
	const text = readFileSync(join(ROOT, path), 'utf8');
	const imports = [...text.matchAll(IMPORT)].map(([, name = '']) =>
		name.startsWith('.') ? inRepository(path, name) : name,
	);
	return { path, imports, text };
}

function inRepository(from: string, imported: string): string {
	return relative(ROOT, join(ROOT, normalize(join(dirname(from), imported))));
}
