import { cpus, totalmem } from 'node:os';
import type { PowerCutReport } from '../../e2e/trigger/powerCuts.mts';
import type { Comparison } from './compare.mts';
import type { FollowTimes } from './followTimes.mts';
import type { Measured } from './measure.mts';

const GIGABYTE = 2 ** 30;

export interface Results {
	command: string;
	follow: readonly FollowTimes[];
	comparisons: readonly Comparison[];
	powerCuts: PowerCutReport;
}

/** The results as the page of the documentation that holds them. */
export function report({ command, follow, comparisons, powerCuts }: Results): string {
	return `# What a poll of the trigger costs

\`${command}\`, ${new Date().toISOString().slice(0, 10)}: ${machine()}

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

n8n was killed ${powerCuts.cuts} times (\`SIGKILL\`) at random moments around a poll, and started again with its data.

| operations finished | events lost | events repeated from the last execution before the cut | other repeats | repeats with another \`event_key\` |
| ---: | ---: | ---: | ---: | ---: |
| ${powerCuts.operations} | ${powerCuts.lost.length} | ${powerCuts.repeated} | ${powerCuts.wronglyRepeated.length} | ${powerCuts.renamed.length} |
`;
}

function machine(): string {
	const cores = cpus();
	const memory = Math.round(totalmem() / GIGABYTE);
	return `${cores.length} cores (${cores[0]?.model ?? 'unknown'}), ${memory} GB, ${process.platform}.`;
}

function comparisonTable(comparisons: readonly Comparison[]): string {
	return table(
		[
			'list',
			'transactions',
			'changed',
			'ours, ms',
			'theirs, ms',
			'ratio',
			'our requests',
			'theirs',
			'our items',
			'theirs',
			'our state, KB',
			'written',
		],
		comparisons.map((comparison, nth) => {
			const { dialect, transactions, step, ours, generic } = comparison;
			return [
				dialect === 'paged' ? 'paged' : 'in one piece',
				transactions.toLocaleString('en'),
				step,
				ours.ms,
				generic.ms,
				(ours.ms / generic.ms).toFixed(2),
				ours.requests,
				generic.requests,
				ours.items.toLocaleString('en'),
				generic.items.toLocaleString('en'),
				Math.round((ours.state?.bytes ?? 0) / 1000),
				hasWritten(ours, comparisons[nth - 1]?.ours, step) ? 'yes' : 'no',
			];
		}),
	);
}

function hasWritten(now: Measured, before: Measured | undefined, step: string): boolean {
	return step === 'first look' || now.state?.sequence !== before?.state?.sequence;
}

function followTable(times: readonly FollowTimes[]): string {
	return table(
		[
			'transactions',
			'read',
			'compare, 0 % changed',
			'1 %',
			'100 %',
			'restore',
			'store',
			'state, KB',
		],
		times.map((row) => [
			row.transactions.toLocaleString('en'),
			...[row.read, row.unchanged, row.fewChanged, row.allChanged, row.restore, row.store].map(
				(ms) => Math.round(ms),
			),
			Math.round(row.bytes / 1000),
		]),
	);
}

function table(
	head: readonly string[],
	rows: ReadonlyArray<ReadonlyArray<string | number>>,
): string {
	const line = (cells: ReadonlyArray<string | number>) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}
