import { launch } from './launch.mjs';

await launch('scripts/mutation/main.mts');
