import { join } from 'node:path';
import { ensureHost } from '../../../host/install.mts';
import { pack } from '../../../host/pack.mts';
import { ROOT } from '../../../host/places.mts';
import { ControlProcess } from '../controlProcess.mts';
import { putSection } from '../document.mts';
import { machine } from '../machine.mts';
import { markdownTable, type Column } from '../markdown.mts';
import { CONCURRENCY, throughputs, type Load, type Throughput } from './throughput.mts';

const PAGE = join(ROOT, 'docs', 'benchmarks-queue.md');

const INTRODUCTION = `# Queue mode: what a second worker brings

n8n in queue mode: one main, workers with a concurrency of ${CONCURRENCY}, Redis and PostgreSQL, all on one machine; a simulated
CONTROL in a process of its own, which takes its time for each answer. Several executions are started at once, each of
which sets one variable on its devices, at the pace that the node finds by itself. The ratio is to one worker.`;

const LOADS: readonly Load[] = [200, 500].map((latencyMs) => ({
	latencyMs,
	executions: 8,
	devices: 200,
}));

/**
 * Measures devices changed per second with 1 and with 2 workers; prints the table and writes it to
 * docs/.
 */
export async function benchQueue(): Promise<void> {
	await ensureHost();
	const packageTarball = await pack();
	const control = await ControlProcess.start(Math.max(...LOADS.map(({ devices }) => devices)));
	try {
		const one = await throughputs(packageTarball, control, 1, LOADS);
		const two = await throughputs(packageTarball, control, 2, LOADS);
		const text = `${table(one, two)}\n\n${provenance()}`;
		console.log(`\n${text}`);
		putSection(PAGE, 'Devices changed per second on a slow server', text, INTRODUCTION);
	} finally {
		await control.stop();
	}
}

interface Row {
	measured: Throughput;
	/** The same load with one worker. */
	reference: Throughput;
}

const rate = ({ operations, seconds }: Throughput) => operations / seconds;

const COLUMNS: ReadonlyArray<Column<Row>> = [
	{ title: 'latency, ms', cell: ({ measured }) => measured.latencyMs },
	{ title: 'workers', cell: ({ measured }) => measured.workers },
	{ title: 'executions', cell: ({ measured }) => measured.executions },
	{ title: 'devices', cell: ({ measured }) => measured.operations },
	{ title: 'time, s', cell: ({ measured }) => measured.seconds },
	{ title: 'devices/s', cell: ({ measured }) => rate(measured) },
	{ title: 'ratio', cell: ({ measured, reference }) => rate(measured) / rate(reference) },
	{ title: 'most open', cell: ({ measured }) => measured.mostOpen },
	{ title: 'doubled', cell: ({ measured }) => measured.doubled },
];

function table(one: readonly Throughput[], two: readonly Throughput[]): string {
	const rows = one.flatMap((reference, nth): Row[] => {
		const other = two[nth];
		const alone = { measured: reference, reference };
		return other ? [alone, { measured: other, reference }] : [alone];
	});
	return markdownTable(COLUMNS, rows);
}

function provenance(): string {
	return `${new Date().toISOString().slice(0, 10)}, \`npm run bench -- queue\`: ${machine()}.`;
}
