import { launch } from './launch.mjs';

await launch('scripts/bare/main.mts');
