import installations from '../host/installations.cjs';
import { launch } from './launch.mjs';

const { n8n, oldestEngine } = installations;

// All stages together need these too: they come at the same time as the development packages. Single
// stages ask for them themselves.
const isWholeRun = process.argv.length === 2;
await launch('scripts/test/main.mts', ...(isWholeRun ? [n8n, oldestEngine] : []));
