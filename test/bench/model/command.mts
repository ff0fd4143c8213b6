import { join } from 'node:path';
import { ROOT } from '../../../host/places.mts';
import { KNOWN_SERVERS, type KnownServer } from '../../model/known.mts';
import { automaticOn, bestNumber, fixedOn, mean } from '../../model/yardstick.mts';
import { INTRODUCTION, provenance } from '../bulk/bulk.mts';
import { putSection } from '../document.mts';
import { markdownTable } from '../markdown.mts';

const DOCUMENT = join(ROOT, 'docs', 'benchmarks.md');

const TITLE = 'Requests at a Time on automatic, on modelled servers';

const BEFORE = `A simulation over virtual time: each server answers one client that always has something to send, through an event loop that
spends 0.5 ms on each request, for 60 seconds. The best number is the smallest fixed one whose throughput is within 1 % of the
highest. Figures are of what came after 3 seconds or 200 requests, whichever is later, and where a server changes, from 10
seconds after the change on; refused is of the whole run. Each is the mean over the seeds, and in brackets the worst of them.`;

/** How automatic did on one server, beside the best number that could be typed. */
interface Row {
	name: string;
	best: number;
	perSecond: number;
	throughput: string;
	p95: string;
	refused: string;
	limits: string;
}

/**
 * Tries the pace on every modelled server, prints the table, and puts it into docs/ unless told
 * otherwise.
 */
export function benchModel({ seeds, only }: { seeds: number; only?: string }): void {
	const chosen = KNOWN_SERVERS.filter(({ name }) => new RegExp(only ?? '').test(name));
	const numbers = Array.from({ length: seeds }, (_, nth) => nth + 1);
	const rows = chosen.map((known) => {
		const row = rowOf(known, numbers);
		console.log(Object.values(row).join(' | '));
		return row;
	});
	const table = markdownTable<Row>(
		[
			{ title: 'Server: time of its work', cell: ({ name }) => name },
			{ title: 'Best number', cell: ({ best }) => best },
			{ title: 'Its answers a second', cell: ({ perSecond }) => Math.round(perSecond) },
			{ title: 'Throughput', cell: ({ throughput }) => throughput },
			{ title: '95th percentile', cell: ({ p95 }) => p95 },
			{ title: 'Refused', cell: ({ refused }) => refused },
			{ title: 'At a time', cell: ({ limits }) => limits },
		],
		rows,
	);
	const text = `${BEFORE}\n\n${table}\n\n${seeds} seeds. ${provenance()}`;
	if (only !== undefined) console.log(`\n${text}`);
	else putSection(DOCUMENT, TITLE, text, INTRODUCTION);
}

function rowOf(known: KnownServer, seeds: readonly number[]): Row {
	const best = bestNumber(known, seeds.slice(0, 3));
	const theirs = seeds.map((seed) => fixedOn(known, best, seed));
	const ours = seeds.map((seed) => automaticOn(known, seed));
	const fixedThroughput = mean(theirs.map(({ throughput }) => throughput));
	const fixedP95 = mean(theirs.map(({ p95 }) => p95));
	const throughput = ours.map((figures) => figures.throughput / fixedThroughput);
	const p95 = ours.map((figures) => figures.p95 / fixedP95);
	const refused = ours.map((figures) => figures.refused);
	const [low, middle, high] = (['low', 'middle', 'high'] as const).map((key) =>
		Math.round(mean(ours.map((figures) => figures[key]))),
	);
	return {
		name: known.name,
		best,
		perSecond: fixedThroughput,
		throughput: `${percent(mean(throughput))} (${percent(Math.min(...throughput))})`,
		p95: `${times(mean(p95))} (${times(Math.max(...p95))})`,
		refused: `${percent(mean(refused), 1)} (${percent(Math.max(...refused), 1)})`,
		limits: `${middle} (${low} to ${high})`,
	};
}

function percent(share: number, digits = 0): string {
	return `${(100 * share).toFixed(digits)} %`;
}

function times(ratio: number): string {
	return `${ratio.toFixed(2)} times`;
}
