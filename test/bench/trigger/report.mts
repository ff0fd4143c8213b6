import type { PowerCutReport } from '../../e2e/trigger/powerCuts.mts';
import { machine } from '../machine.mts';
import { markdownTable, type Column } from '../markdown.mts';
import type { Comparison } from './compare.mts';
import type { FollowTimes } from './followTimes.mts';
import type { Dialect } from './scenarios.mts';

export interface Results {
	command: string;
	follow: readonly FollowTimes[];
	comparisons: readonly Comparison[];
	powerCuts: readonly PowerCutReport[];
}

/** The results as the page of the documentation that holds them. */
export function report({ command, follow, comparisons, powerCuts }: Results): string {
	return `# What a poll of the trigger costs

\`${command}\`, ${new Date().toISOString().slice(0, 10)}: ${machine()}.

The trigger against what one would build of n8n's own nodes (HTTP Request with pagination, Split Out, Remove Duplicates with the
history of earlier executions), alternating on the same n8n, at the same simulated server, whose list shows that many
transactions. Times are those of the nodes alone, without what n8n does before and after. The ratio is ours to theirs: below 1
the trigger is faster. At most 10,000 events leave the trigger at once; the others follow with the next polls. The
alternative has no such limit. One figure a row, no mean: small differences are noise.

${comparisonTable(comparisons)}

## Comparing, once the list is there

Without n8n and without requests, in milliseconds: reading the answer's entries, comparing them with what was seen
before, and reading and writing the stored state.

${followTable(follow)}

## Power cuts

n8n was killed ${powerCuts[0]?.cuts ?? 0} times (\`SIGKILL\`) at random moments around a poll, and started again with its data; once for each kind of events.

${powerCutTable(powerCuts)}
`;
}

const LISTS: Readonly<Record<Dialect, string>> = { paged: 'paged', short: 'in one piece' };

function comparisonTable(comparisons: readonly Comparison[]): string {
	const columns: ReadonlyArray<Column<Comparison>> = [
		{ title: 'list', cell: ({ dialect }) => LISTS[dialect] },
		{ title: 'transactions', cell: ({ transactions }) => transactions },
		{ title: 'changed', cell: ({ step }) => step },
		{ title: 'ours, ms', cell: ({ ours }) => ours.ms },
		{ title: 'theirs, ms', cell: ({ generic }) => generic.ms },
		{ title: 'ratio', cell: ({ ours, generic }) => ours.ms / generic.ms },
		{ title: 'our requests', cell: ({ ours }) => ours.requests },
		{ title: 'theirs', cell: ({ generic }) => generic.requests },
		{ title: 'our items', cell: ({ ours }) => ours.items },
		{ title: 'theirs', cell: ({ generic }) => generic.items },
		{ title: 'our state, KB', cell: ({ ours }) => inKilobytes(ours.state?.bytes ?? 0) },
		{
			title: 'written',
			cell: (comparison) => (hasWritten(comparison, comparisons) ? 'yes' : 'no'),
		},
	];
	return markdownTable(columns, comparisons);
}

function inKilobytes(bytes: number): number {
	return Math.round(bytes / 1000);
}

/**
 * Our trigger counts its writes; the comparison before this one is of the same list, unless this is
 * the first look.
 */
function hasWritten(comparison: Comparison, all: readonly Comparison[]): boolean {
	const before = all[all.indexOf(comparison) - 1];
	const isFirst = comparison.step === 'first look';
	return isFirst || comparison.ours.state?.sequence !== before?.ours.state?.sequence;
}

function followTable(times: readonly FollowTimes[]): string {
	const columns: ReadonlyArray<Column<FollowTimes>> = [
		{ title: 'transactions', cell: ({ transactions }) => transactions },
		{ title: 'read', cell: ({ read }) => Math.round(read) },
		{ title: 'compare, 0 % changed', cell: ({ unchanged }) => Math.round(unchanged) },
		{ title: '1 %', cell: ({ fewChanged }) => Math.round(fewChanged) },
		{ title: '100 %', cell: ({ allChanged }) => Math.round(allChanged) },
		{ title: 'restore', cell: ({ restore }) => Math.round(restore) },
		{ title: 'store', cell: ({ store }) => Math.round(store) },
		{ title: 'state, KB', cell: ({ bytes }) => inKilobytes(bytes) },
	];
	return markdownTable(columns, times);
}

function powerCutTable(reports: readonly PowerCutReport[]): string {
	const columns: ReadonlyArray<Column<PowerCutReport>> = [
		{ title: 'what happened', cell: ({ what }) => what },
		{ title: 'events', cell: ({ events }) => events },
		{ title: 'events lost', cell: ({ lost }) => lost.length },
		{ title: 'repeated from the last execution before the cut', cell: ({ repeated }) => repeated },
		{ title: 'other repeats', cell: ({ wronglyRepeated }) => wronglyRepeated.length },
		{ title: 'repeats with another `event_key`', cell: ({ renamed }) => renamed.length },
	];
	return markdownTable(columns, reports);
}
