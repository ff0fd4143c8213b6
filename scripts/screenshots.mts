import { ensureHost } from '../host/install.mts';
import { NODE_BINARY } from '../host/places.mts';
import { Tally } from './test/jest.mts';

/** Takes the pictures of docs/screenshots anew, by the tests that drive the editor. */
async function takeScreenshots(): Promise<void> {
	await ensureHost();
	process.env.SCREENSHOTS_TO_DOCS = 'yes';
	const pattern = ['--testPathPatterns', 'test/e2e/editor.test'];
	await new Tally().jest('e2e', NODE_BINARY, ['--runInBand', '--forceExit', ...pattern]);
}

takeScreenshots().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
