import installations from '../host/installations.cjs';
import { launch } from './launch.mjs';

// All stages together need n8n: it comes at the same time as the development packages. Single stages
// ask for it themselves.
const isWholeRun = process.argv.length === 2;
await launch('scripts/test/main.mts', ...(isWholeRun ? [installations.n8n] : []));
