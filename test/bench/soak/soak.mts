import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureHost } from '../../../host/install.mts';
import { pack } from '../../../host/pack.mts';
import { ROOT } from '../../../host/places.mts';
import { startN8n, type N8n } from '../../../host/startN8n.mts';
import type { CredentialReference } from '../../e2e/harness/control.mts';
import { createControlCredential } from '../../e2e/trigger/credential.mts';
import { startSink, type Sink } from '../../e2e/trigger/sink.mts';
import { followingWorkflow } from '../../e2e/trigger/workflow.mts';
import { ControlProcess } from '../controlProcess.mts';
import { transactionsOf } from '../trigger/transactions.mts';
import { balance } from './balance.mts';
import { bulkWorkflow, DEVICES, toldBy, type Told } from './bulk.mts';
import { report, type Soaked } from './report.mts';
import { Vitals } from './vitals.mts';
import { WEATHER } from './weather.mts';

const PAGE = 'benchmarks-soak.md';
const MINUTE_MS = 60_000;

/** A new change begins so often, if the one before has ended. */
const ROUND_MS = 10_000;
const RUN_ENDS_WITHIN_MS = 300_000;
const EVENTS_WITHIN_MS = 180_000;

/** A short soak has as many samples as tell something. */
const MIN_SAMPLES = 9;

/**
 * Runs changes and the trigger for so many minutes against a flaky server, and writes what was lost
 * and what n8n holds.
 */
export async function soak({ minutes }: { minutes: number }): Promise<void> {
	await ensureHost();
	const packageTarball = await pack();
	const vitals = new Vitals(Math.min(MINUTE_MS, (minutes * MINUTE_MS) / MIN_SAMPLES));
	const control = await ControlProcess.start(DEVICES);
	const sink = await startSink();
	const n8n = await startN8n({ packageTarball, env: vitals.env, name: 'soak' });
	try {
		const page = report(await soaked({ n8n, control, sink, vitals }, minutes));
		console.log(page);
		mkdirSync(join(ROOT, 'docs'), { recursive: true });
		writeFileSync(join(ROOT, 'docs', PAGE), page);
	} finally {
		await n8n.stop();
		await sink.close();
		await control.stop();
	}
}

interface Place {
	n8n: N8n;
	control: ControlProcess;
	sink: Sink;
	vitals: Vitals;
}

async function soaked(place: Place, minutes: number): Promise<Soaked> {
	const { n8n, control, sink, vitals } = place;
	const credentials = await createControlCredential(n8n.rest, control);
	const { id } = await n8n.rest.createWorkflow(followingWorkflow(credentials, sink));
	await control.prepare({ latency: WEATHER.latencyMs }, WEATHER.rules);
	await n8n.rest.activate(id);
	const told = await runRounds(place, credentials, Date.now() + minutes * MINUTE_MS);
	const operations = await control.operations();
	await allHeard(place, operations.length);
	return {
		minutes,
		rounds: told.length,
		requests: (await control.counters()).total,
		samples: vitals.samples(n8n.pid),
		books: balance(told.length * DEVICES, operations, told, sink.deliveries),
	};
}

async function runRounds(
	{ n8n, control }: Place,
	credentials: CredentialReference,
	end: number,
): Promise<Told[]> {
	const transactions = transactionsOf(control);
	const told: Told[] = [];
	while (Date.now() < end) {
		const startedAt = Date.now();
		const round = told.length + 1;
		const { id } = await n8n.rest.createWorkflow(bulkWorkflow(round, credentials));
		const execution = await n8n.rest.runToEnd(id, undefined, RUN_ENDS_WITHIN_MS);
		const result = toldBy(execution);
		told.push(result);
		await n8n.rest.deleteWorkflow(id);
		await transactions.finish();
		const { length: reported } = result.ids;
		console.log(`Round ${round}: ${reported} reported, ${result.codes.length} failed`);
		await delay(Math.max(0, startedAt + ROUND_MS - Date.now()));
	}
	return told;
}

/** Waits until the trigger has told of every operation, or can be said to have lost one. */
async function allHeard({ sink, control }: Place, operations: number): Promise<void> {
	const deadline = Date.now() + EVENTS_WITHIN_MS;
	await transactionsOf(control).finish();
	while (sink.deliveries.length < operations && Date.now() < deadline) await delay(1_000);
	// What comes again would come now.
	await delay(ROUND_MS);
}
