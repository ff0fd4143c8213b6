import { Tally } from './jest.mts';
import type { Stage } from './stages.mts';

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one stage under its heading; returns whether it passed. */
async function passes({ name, title, run }: Stage, tally: Tally): Promise<boolean> {
	const startedAt = Date.now();
	console.log(`\n=== ${name}: ${title}`);
	try {
		await run(tally);
		console.log(`=== ${name}: passed in ${seconds(startedAt)}`);
		return true;
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		console.error(`=== ${name}: FAILED after ${seconds(startedAt)}`);
		return false;
	}
}

/** Runs the stages in order up to the first that fails; returns whether all passed. */
async function allPass(stages: readonly Stage[], tally: Tally): Promise<boolean> {
	for (const stage of stages) {
		if (!(await passes(stage, tally))) return false;
	}
	return true;
}

/** Runs the stages, says at the end how it went, and makes this process end with 1 when one has failed. */
export async function runStages(stages: readonly Stage[]): Promise<void> {
	const startedAt = Date.now();
	const tally = new Tally();
	const passed = await allPass(stages, tally);
	console.log(
		`\n${passed ? 'All stages passed' : 'Stopped at a failed stage'} in ${seconds(startedAt)}`,
	);
	console.log(`${tally.counts.passed} passed, ${tally.counts.failed} failed`);
	process.exitCode = passed ? 0 : 1;
}
