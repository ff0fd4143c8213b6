import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../../host/command.mts';
import { artifacts, ROOT } from '../../host/places.mts';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const summaryShape = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numRuntimeErrorTestSuites: z.number(),
});

/** How many tests passed and failed; a file that could not be run counts as one failed test. */
export interface Counts {
	passed: number;
	failed: number;
}

/** Adds up the counts of all the projects that have run so far. */
export class Tally {
	readonly counts: Counts = { passed: 0, failed: 0 };

	/**
	 * Runs one jest project under the given Node.js and adds its counts, also when it fails.
	 * @throws when a test fails, or when there is none.
	 */
	async jest(project: string, node: string, args: readonly string[] = []): Promise<void> {
		const outputFile = join(artifacts('test'), `${project}.json`);
		rmSync(outputFile, { force: true });
		try {
			await runCommand(node, [
				JEST,
				...['--selectProjects', project],
				...['--json', `--outputFile=${outputFile}`],
				...args,
			]);
		} finally {
			if (existsSync(outputFile)) this.add(outputFile);
		}
	}

	private add(outputFile: string): void {
		const summary = summaryShape.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
		this.counts.passed += summary.numPassedTests;
		this.counts.failed += summary.numFailedTests + summary.numRuntimeErrorTestSuites;
	}
}
