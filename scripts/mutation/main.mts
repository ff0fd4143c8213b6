import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../host/command.mts';
import { ensureHost } from '../../host/install.mts';
import { ensurePackages } from '../../host/packages.cjs';
import { artifacts, nodeBinary, ROOT } from '../../host/places.mts';

const FOLDER = join(ROOT, 'host', 'mutation');
const STRYKER = join(FOLDER, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Where a defect would harm most. */
const ROOMS = ['control', 'follow', 'actions'].map(
	(room) => `nodes/ZequenzeControl/${room}/**/*.ts`,
);

/** One defect at a time in a copy of the repository, and the unit tests that reach it. */
const settings = (mutate: readonly string[]) => ({
	mutate,
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: 'scripts/mutation/jest.config.cjs', enableFindRelatedTests: true },
	coverageAnalysis: 'perTest',
	checkers: [],
	incremental: true,
	incrementalFile: 'artifacts/mutation/incremental.json',
	tempDirName: 'artifacts/mutation/sandbox',
	ignorePatterns: ['/artifacts', '/dist', '/host/*/node_modules', '/docs/screenshots'],
	reporters: ['clear-text', 'html', 'progress-append-only'],
	clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
	htmlReporter: { fileName: 'artifacts/mutation/report.html' },
	disableTypeChecks: false,
	concurrency: 2,
	// A defect may well make an endless loop; a busy machine is slow without one.
	timeoutMS: 60_000,
	allowEmpty: true,
});

/**
 * Puts defects into the code, one at a time, and runs the unit tests that reach each: what no test
 * notices is listed.
 * @throws when the tests fail without any defect.
 */
async function mutate(patterns: readonly string[]): Promise<void> {
	await ensureHost();
	await ensurePackages({
		folder: FOLDER,
		what: 'the tool that puts defects into the code',
		megabytes: 20,
		logFile: join(artifacts('logs'), 'mutation-install.log'),
	});
	const file = join(artifacts('mutation'), 'stryker.config.json');
	writeFileSync(file, JSON.stringify(settings(patterns)));
	await runCommand(nodeBinary(), [STRYKER, 'run', file]);
	console.log(`\nThe same as a page: ${join('artifacts', 'mutation', 'report.html')}`);
}

const { args } = new Command('npm run mutation --')
	.description(
		'Puts defects into the code, one at a time, and lists those that no unit test notices.',
	)
	.argument(
		'[files...]',
		`which files, e.g. nodes/ZequenzeControl/control/pace/retry.ts (default: ${ROOMS.join(', ')}, hours)`,
	)
	.parse();

mutate(args.length > 0 ? args : ROOMS).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
