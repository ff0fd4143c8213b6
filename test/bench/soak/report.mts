import { machine } from '../machine.mts';
import { markdownTable, type Column } from '../markdown.mts';
import { isBalanced, type Balance } from './balance.mts';
import { DEVICES } from './bulk.mts';
import type { Sample } from './vitals.mts';
import { WEATHER_IN_WORDS } from './weather.mts';

/** Everything that a soak found out. */
export interface Soaked {
	minutes: number;
	rounds: number;
	/** Requests that the server saw. */
	requests: number;
	samples: readonly Sample[];
	books: Balance;
}

const MEGABYTE = 2 ** 20;
const MINUTE_MS = 60_000;

/** What n8n needs to warm up: its first runs load code and fill caches. */
const WARM_AFTER = 1 / 3;

/** The results as the page of the documentation that holds them. */
export function report(soaked: Soaked): string {
	const { minutes, rounds, requests, samples, books } = soaked;
	return `# What remains after a long run

\`npm run bench -- soak --minutes ${minutes}\`, ${new Date().toISOString().slice(0, 10)}: ${machine()}.

${rounds} changes of ${DEVICES} devices one after the other, and beside them a trigger that polls every three seconds and hands each event on, on
one n8n that is not restarted. The server is flaky all the time: ${WEATHER_IN_WORDS}. It saw ${requests.toLocaleString('en')} requests.

## Counts

${booksTable(books)}

${isBalanced(books) ? 'The books are balanced: nothing lost, nothing doubled, nothing untold.' : '**The books are not balanced.**'} ${failuresText(books)}

## What n8n holds

Each line after a garbage collection, so that what is counted is really held.

${samplesTable(samples)}

${growthText(soaked)}
`;
}

/** Shorter runs say nothing about how anything grows. */
const TELLING_MINUTES = 15;

function growthText({ minutes, samples }: Soaked): string {
	if (minutes < TELLING_MINUTES) {
		return `A run of ${minutes} minutes is too short to tell how they grow.`;
	}
	const warm = samples.slice(Math.floor(samples.length * WARM_AFTER));
	return `After the warm-up (the first third), by the straight line that fits the samples best, the heap changes by ${growth(warm, ({ heapUsed }) => heapUsed)} MB in an
hour and the memory of the whole process by ${growth(warm, ({ rss }) => rss)} MB.`;
}

function booksTable(books: Balance): string {
	const columns: ReadonlyArray<Column<Balance>> = [
		{ title: 'operations asked for', cell: ({ asked }) => asked },
		{ title: 'on the server', cell: ({ made }) => made },
		{ title: 'doubled', cell: ({ doubled }) => doubled },
		{ title: 'ids reported', cell: ({ reported }) => reported },
		{ title: 'reported wrongly', cell: ({ wronglyReported }) => wronglyReported },
		{ title: 'events lost', cell: ({ eventsLost }) => eventsLost },
		{ title: 'events repeated', cell: ({ eventsRepeated }) => eventsRepeated },
	];
	return markdownTable(columns, [books]);
}

function failuresText({ failures }: Balance): string {
	const told = Object.entries(failures).map(([code, count]) => `${count} × \`${code}\``);
	return told.length === 0
		? 'No run told a failure.'
		: `Failures that the runs told on their error output: ${told.join(', ')}.`;
}

function samplesTable(samples: readonly Sample[]): string {
	const start = samples[0]?.at ?? 0;
	const columns: ReadonlyArray<Column<Sample>> = [
		{ title: 'minute', cell: ({ at }) => Math.round(((at - start) / MINUTE_MS) * 10) / 10 },
		{ title: 'memory, MB', cell: ({ rss }) => inMegabytes(rss) },
		{ title: 'heap, MB', cell: ({ heapUsed }) => inMegabytes(heapUsed) },
		{ title: 'buffers, MB', cell: ({ external }) => inMegabytes(external) },
		{ title: 'open handles', cell: ({ handles }) => handles },
		{ title: 'of these sockets', cell: ({ sockets }) => sockets },
		{ title: 'timers', cell: ({ timers }) => timers },
	];
	return markdownTable(columns, samples);
}

function inMegabytes(bytes: number): number {
	return Math.round(bytes / MEGABYTE);
}

const MINUTES_IN_AN_HOUR = 60;

/** The slope of the straight line through the samples, by least squares, in megabytes an hour. */
function growth(samples: readonly Sample[], bytesOf: (sample: Sample) => number): number {
	const minutes = samples.map(({ at }) => at / MINUTE_MS);
	const values = samples.map((sample) => bytesOf(sample) / MEGABYTE);
	const mean = (numbers: readonly number[]) =>
		numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
	const [middle, usual] = [mean(minutes), mean(values)];
	const covariance = mean(minutes.map((at, nth) => (at - middle) * ((values[nth] ?? 0) - usual)));
	const variance = mean(minutes.map((at) => (at - middle) ** 2));
	return Math.round((covariance / variance) * MINUTES_IN_AN_HOUR);
}
