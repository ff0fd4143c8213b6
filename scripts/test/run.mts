import { markdownTable } from '../../test/bench/markdown.mts';
import { Tally, TestsFailed } from './jest.mts';
import type { Stage, StageName } from './stages.mts';

/**
 * How a stage ended: it passed, it failed, or it was left out because one that it needs had failed.
 */
interface Outcome {
	name: StageName;
	result: 'passed' | 'FAILED' | 'left out';
	seconds: number;
	/** What failed in it, or for want of what it was left out; the first line of each. */
	reasons: readonly string[];
}

const secondsSince = (start: number): number => Math.round((Date.now() - start) / 1000);

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** What is to come, so that nobody waits for what they did not want. */
function announce(stages: readonly Stage[]): void {
	const minutes = stages.reduce((sum, stage) => sum + stage.minutes, 0);
	const count = stages.length === 1 ? '1 stage' : `${stages.length} stages`;
	console.log(
		`${count}, about ${Math.max(1, Math.round(minutes))} minutes on two quiet cores: ` +
			stages.map(({ name }) => name).join(', '),
	);
	console.log('The quick loop is: npm run test:unit. Single stages: npm test -- lint types');
}

/** Runs one stage under its heading; returns how it ended. */
async function attempt({ name, title, run }: Stage, tally: Tally): Promise<Outcome> {
	const startedAt = Date.now();
	console.log(`\n=== ${name}: ${title}`);
	try {
		await run(tally);
		const seconds = secondsSince(startedAt);
		console.log(`=== ${name}: passed in ${seconds} s`);
		return { name, result: 'passed', seconds, reasons: [] };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const seconds = secondsSince(startedAt);
		console.error(message);
		console.error(`=== ${name}: FAILED after ${seconds} s`);
		const reasons = error instanceof TestsFailed ? error.names : [firstLine(message)];
		return { name, result: 'FAILED', seconds, reasons };
	}
}

/** Runs the stages in order. After a failure it goes on with those that do not need what failed. */
async function attemptAll(stages: readonly Stage[], tally: Tally): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const stage of stages) {
		const { name, needs = [] } = stage;
		const missing = outcomes.find((one) => one.result !== 'passed' && needs.includes(one.name));
		outcomes.push(
			missing === undefined
				? await attempt(stage, tally)
				: { name, result: 'left out', seconds: 0, reasons: [`needs ${missing.name}`] },
		);
	}
	return outcomes;
}

const FAILURES_SHOWN = 20;

function report(outcomes: readonly Outcome[]): void {
	const table = markdownTable<Outcome>(
		[
			{ title: 'stage', cell: ({ name }) => name },
			{ title: 'result', cell: ({ result }) => result },
			{ title: 'seconds', cell: ({ seconds }) => seconds },
		],
		outcomes,
	);
	console.log(`\n${table}`);
	for (const { name, reasons } of outcomes) {
		if (reasons.length > 0) console.log(`\n${name}:`);
		for (const reason of reasons.slice(0, FAILURES_SHOWN)) console.log(`  - ${reason}`);
		const rest = reasons.length - FAILURES_SHOWN;
		if (rest > 0) console.log(`  - and ${rest} more`);
	}
}

/**
 * Runs the stages, says what is to come and at the end how it went, and makes this process end with
 * 1 unless all passed.
 * `files`: of the tests only these, by part of their path; all where it is empty.
 */
export async function runStages(
	stages: readonly Stage[],
	files: readonly string[] = [],
): Promise<void> {
	const startedAt = Date.now();
	const tally = new Tally(files);
	announce(stages);
	const outcomes = await attemptAll(stages, tally);
	report(outcomes);
	const passed = outcomes.every(({ result }) => result === 'passed');
	console.log(
		`\n${passed ? 'All stages passed' : 'Not all stages passed'}, ${secondsSince(startedAt)} s`,
	);
	console.log(`${tally.counts.passed} passed, ${tally.counts.failed} failed`);
	process.exitCode = passed ? 0 : 1;
}
