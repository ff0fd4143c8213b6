import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { artifacts, ROOT } from '../../../host/places.mts';

const manifestShape = z.object({ name: z.string(), version: z.string() });

/** The tarball that was packed before the first end-to-end test, for an n8n of a test's own. */
export function packedTarball(): string {
	const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const { name, version } = manifestShape.parse(manifest);
	return join(artifacts('package'), `${name}-${version}.tgz`);
}
