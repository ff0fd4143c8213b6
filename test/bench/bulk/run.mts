import type { BenchedN8n, Rig } from '../rig.mts';
import { contenders } from './contenders.mts';
import { measure, type Measured } from './measure.mts';
import { LARGE, type Entry, type Scenario } from './scenarios.mts';
import { benchWorkflow } from './workflow.mts';

/** What an entry of a scenario did, one result a round. */
export interface Result {
	entry: Entry;
	rounds: Measured[];
}

/** Runs the entries of a scenario in turns and tells each result on the terminal. */
export async function runScenario(rig: Rig, shared: BenchedN8n, scenario: Scenario) {
	const { title, devices, weather, entries, rounds, heap } = scenario;
	console.log(`\n${title}`);
	const results = entries.map((entry): Result => ({ entry, rounds: [] }));
	for (let round = 0; round < rounds; round += 1) {
		for (const { entry, rounds: measured } of results) {
			const contender = contenders[entry.contender];
			const start = devices >= LARGE ? async () => await rig.startN8n(heap) : undefined;
			const result = await onFreshN8n(start, shared, async (n8n) => {
				await rig.control.prepare({ latency: weather.latencyMs }, weather.rules);
				const place = { control: rig.control, credentials: n8n.credentials };
				const workflow = benchWorkflow(contender, devices, entry.onFailure, place);
				return await measure(n8n, rig.control, workflow);
			});
			console.log(`  ${contender.title} (${entry.onFailure}): ${summary(result)}`);
			measured.push(result);
		}
	}
	return results;
}

/** Does the work on an n8n that has done nothing before, if there is a way to start one. */
async function onFreshN8n<T>(
	start: (() => Promise<BenchedN8n>) | undefined,
	shared: BenchedN8n,
	work: (n8n: BenchedN8n) => Promise<T>,
): Promise<T> {
	if (!start) return await work(shared);
	const fresh = await start();
	try {
		return await work(fresh);
	} finally {
		await fresh.stop();
	}
}

function summary({ execution, ...measured }: Measured): string {
	const { milliseconds, peakMemory, mostOpen, devices, duplicates, held, stallMs } = measured;
	return [
		execution.status,
		`${milliseconds} ms`,
		`${peakMemory} MB`,
		`${mostOpen} open`,
		`${devices} devices`,
		`${duplicates} duplicates`,
		`${held} ids`,
		`stall ${stallMs} ms`,
	].join(', ');
}

/** The middle one of the rounds' values. */
export function median(rounds: readonly Measured[], value: (measured: Measured) => number): number {
	const sorted = rounds.map(value).sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
