import { markdownTable, type Column } from '../markdown.mts';
import { contenders } from './contenders.mts';
import type { Measured } from './measure.mts';
import { median, type Result } from './run.mts';
import type { Entry, Scenario } from './scenarios.mts';
import type { Completed, Stopped } from './stopping.mts';

/** A scenario with what came of it. */
export interface Outcome {
	scenario: Scenario;
	results: readonly Result[];
}

/** One line of a table: an entry of a scenario beside the entry that it is compared with. */
interface Row extends Result {
	scenario: Scenario;
	reference: Result;
}

const HANDLING = { stop: '', retry: ', Retry On Fail', errorOutput: ', error output' } as const;

const nameOf = ({ contender, onFailure }: Entry): string =>
	contenders[contender].title + HANDLING[onFailure];

const SCENARIO: Column<Row> = { title: 'Scenario', cell: ({ scenario }) => scenario.title };

const NODE: Column<Row> = { title: 'Node', cell: ({ entry }) => nameOf(entry) };

const figure = (title: string, value: (measured: Measured) => number): Column<Row> => ({
	title,
	cell: ({ rounds }) => median(rounds, value),
});

const ratio = (title: string, value: (measured: Measured) => number): Column<Row> => ({
	title,
	cell: ({ rounds, reference }) => median(rounds, value) / median(reference.rounds, value),
});

const seconds = ({ milliseconds }: Measured): number => milliseconds / 1000;

const SPEED: ReadonlyArray<Column<Row>> = [
	figure('Time (s)', seconds),
	ratio('Time, ratio', seconds),
	figure('Peak memory (MB)', ({ peakMemory }) => peakMemory),
	ratio('Memory, ratio', ({ peakMemory }) => peakMemory),
	figure('Most open', ({ mostOpen }) => mostOpen),
];

const HARM: ReadonlyArray<Column<Row>> = [
	figure('Devices reached', ({ devices }) => devices),
	figure('Operations', ({ operations }) => operations),
	figure('Duplicates', ({ duplicates }) => duplicates),
	figure('IDs held', ({ held }) => held),
];

const STALL = figure('Longest stall (ms)', ({ stallMs }) => stallMs);

function rowsOf(outcomes: readonly Outcome[]): Row[] {
	return outcomes.flatMap(({ scenario, results }) => {
		const [reference] = results;
		return reference ? results.map((result) => ({ ...result, scenario, reference })) : [];
	});
}

/**
 * Time, memory and what the server holds in the end, each beside the first entry of its scenario.
 */
export function speedTable(outcomes: readonly Outcome[]): string {
	return markdownTable([SCENARIO, NODE, ...SPEED, ...HARM, STALL], rowsOf(outcomes));
}

/** The same for what only reads: what came of it are items. */
export function readingTable(outcomes: readonly Outcome[]): string {
	const items = figure('Items', (measured) => measured.items);
	return markdownTable([SCENARIO, NODE, ...SPEED, items, STALL], rowsOf(outcomes));
}

/** What results take of memory, beyond what n8n has before it runs. */
export function memoryTable(outcomes: readonly Outcome[]): string {
	const above = ({ peakMemory, memoryBefore }: Measured): number => peakMemory - memoryBefore;
	const columns = [
		SCENARIO,
		NODE,
		figure('Time (s)', seconds),
		figure('Memory above what n8n had (MB)', above),
		figure('Devices reached', ({ devices }) => devices),
		figure('Duplicates', ({ duplicates }) => duplicates),
		figure('Items', (measured) => measured.items),
		STALL,
	];
	return markdownTable(columns, rowsOf(outcomes));
}

/** The time beside the bare helper's. */
export function limitTable(outcomes: readonly Outcome[]): string {
	const columns = [SCENARIO, NODE, figure('Time (s)', seconds), ratio('Time, ratio', seconds)];
	return markdownTable([...columns, STALL], rowsOf(outcomes));
}

/** What became of the operations when something failed. */
export function faultTable(outcomes: readonly Outcome[]): string {
	const ended: Column<Row> = {
		title: 'Execution',
		cell: ({ rounds }) => rounds[0]?.execution.status ?? '',
	};
	const refused = figure('Refused (%)', ({ refusedPercent }) => refusedPercent);
	const columns = [SCENARIO, NODE, ended, ...HARM, refused, figure('Time (s)', seconds)];
	return markdownTable(columns, rowsOf(outcomes));
}

/** What went on after Stop. */
export function stopTable(stopped: readonly Stopped[]): string {
	return markdownTable<Stopped>(
		[
			{ title: 'Node', cell: ({ contender }) => contenders[contender].title },
			{ title: 'Operations at Stop', cell: ({ atStop }) => atStop },
			{ title: '1 s later', cell: ({ afterOneSecond }) => afterOneSecond },
			{ title: '6 s later', cell: (row) => row.finally },
			{ title: 'IDs known', cell: ({ known }) => known },
		],
		stopped,
	);
}

/** What the second run did, in a sentence. */
export function completionSentence(completed: Completed): string {
	const { leftOut, scheduled, operations, duplicates } = completed;
	return (
		`A second run of ours with Skip Devices With the Same Operation left out ${leftOut}, ` +
		`scheduled ${scheduled} and so came to ${operations} operations with ${duplicates} duplicates.`
	);
}

/** How n8n fared with thousands of failures, in a sentence. */
export function failuresSentence(measured: Measured): string {
	const { execution, stallMs, longestStallMs } = measured;
	const failures = execution.runs.Failures?.[0]?.outputs[0]?.length ?? 0;
	return (
		`The execution ended with "${execution.status}" after ${seconds(measured)} s in our node; ` +
		`${failures} failures reached the Code node. Longest stall: ${stallMs} ms in our node, ` +
		`${longestStallMs} ms in the whole execution, with n8n's own work on the items.`
	);
}
