import { join } from 'node:path';
import { artifacts, ROOT } from '../../../host/places.mts';

/** The private package that pins the engine of the oldest n8n which the package supports. */
const OLDEST = join(ROOT, 'host', 'n8n-1');

/** Where the packed package lies unpacked, as jest.config.cjs expects it. */
export const unpackedPackage = (): string => artifacts('compatibility', 'package');

/** The folders with each engine's packages, by the jest project that uses it. */
export const ENGINES = {
	'compatibility-oldest': join(OLDEST, 'node_modules'),
	'compatibility-newest': join(ROOT, 'node_modules'),
} as const;
