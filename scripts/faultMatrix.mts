import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { FAULT_MATRIX_PAGE } from '../test/integration/faultMatrix/page.mts';

const PAGE = 'docs/fault-matrix.md';

/** Writes the page of the fault matrix anew. */
async function main(): Promise<void> {
	const config = await prettier.resolveConfig(PAGE);
	await writeFile(PAGE, await prettier.format(FAULT_MATRIX_PAGE, { ...config, filepath: PAGE }));
}

void main();
