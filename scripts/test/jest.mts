import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../../host/command.mts';
import { artifacts, ROOT } from '../../host/places.mts';

const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const summaryShape = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numRuntimeErrorTestSuites: z.number(),
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
		}),
	),
});

type Summary = z.infer<typeof summaryShape>;

/** How many tests passed and failed; a file that could not be run counts as one failed test. */
export interface Counts {
	passed: number;
	failed: number;
}

/** Thrown when tests have failed, with their names. */
export class TestsFailed extends Error {
	constructor(
		readonly names: readonly string[],
		cause: unknown,
	) {
		super(`${names.length} failed`, { cause });
	}
}

function failuresIn({ testResults }: Summary): string[] {
	return testResults
		.filter(({ status }) => status !== 'passed')
		.flatMap(({ name, assertionResults }) => {
			const file = relative(ROOT, name);
			const failed = assertionResults.filter(({ status }) => status === 'failed');
			const named = failed.map(({ fullName }) => `${file}: ${fullName}`);
			return named.length > 0 ? named : [`${file}: could not be run`];
		});
}

/** Adds up the counts of all the projects that have run so far. */
export class Tally {
	readonly counts: Counts = { passed: 0, failed: 0 };

	/** `files`: only these test files, by part of their path; all where it is empty. */
	constructor(private readonly files: readonly string[] = []) {}

	/**
	 * Runs one jest project under the given Node.js and adds its counts, also when it fails.
	 * @throws TestsFailed when a test fails; another error when jest itself does, or when there is no
	 * test.
	 */
	async jest(project: string, node: string, args: readonly string[] = []): Promise<void> {
		const outputFile = join(artifacts('test'), `${project}.json`);
		rmSync(outputFile, { force: true });
		const chosen = this.files.length > 0 ? ['--testPathPatterns', ...this.files] : [];
		try {
			const all = [
				JEST,
				...['--selectProjects', project],
				...['--json', `--outputFile=${outputFile}`],
				...args,
				...chosen,
			];
			await runCommand(node, all, { env: { THOROUGH: 'yes' } });
		} catch (cause) {
			const failures = existsSync(outputFile) ? failuresIn(this.summary(outputFile)) : [];
			if (failures.length > 0) throw new TestsFailed(failures, cause);
			throw cause;
		} finally {
			if (existsSync(outputFile)) this.add(this.summary(outputFile));
		}
	}

	private summary(outputFile: string): Summary {
		return summaryShape.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
	}

	private add({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: Summary): void {
		this.counts.passed += numPassedTests;
		this.counts.failed += numFailedTests + numRuntimeErrorTestSuites;
	}
}
