import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../host/places.mts';
import { OPTIONS_PAGE, optionsPage } from './page.mts';

/** Writes the page of all fields and options anew. */
writeFileSync(join(ROOT, OPTIONS_PAGE), optionsPage());
console.log(`${OPTIONS_PAGE} is written`);
