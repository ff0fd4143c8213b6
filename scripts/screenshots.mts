import { ensureHost } from '../host/install.mts';
import { nodeBinary } from '../host/places.mts';
import { makeRecording } from './recording.mts';
import { Tally } from './test/jest.mts';

/** The tests that take pictures on their way. */
const TESTS = [
	'test/e2e/editor.test',
	'test/e2e/examples/compliance-report.test',
	'test/e2e/examples/roll-out-board.test',
];

/**
 * Takes the pictures of docs/screenshots anew, by the tests that drive a browser, and the
 * recording.
 */
async function takeScreenshots(): Promise<void> {
	await ensureHost();
	process.env.SCREENSHOTS_TO_DOCS = 'yes';
	const patterns = ['--testPathPatterns', ...TESTS];
	await new Tally().jest('e2e', nodeBinary(), ['--runInBand', '--forceExit', ...patterns]);
	await makeRecording();
}

takeScreenshots().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
