import installations from '../host/installations.cjs';
import { launch } from './launch.mjs';

await launch('scripts/demo/main.mts', installations.n8n);
