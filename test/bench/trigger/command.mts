import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHost } from '../../../host/install.mts';
import { pack } from '../../../host/pack.mts';
import { artifacts, ROOT } from '../../../host/places.mts';
import { startN8n } from '../../../host/startN8n.mts';
import {
	cutPowerAgainAndAgain,
	devicesThatComeAndGo,
	operationsThatFinish,
} from '../../e2e/trigger/powerCuts.mts';
import { ControlProcess } from '../controlProcess.mts';
import { compare, type Comparison } from './compare.mts';
import { followTimes } from './followTimes.mts';
import { NodeTimes } from './nodeTimes.mts';
import { report } from './report.mts';
import { DEVICES, scenarios } from './scenarios.mts';

const PAGE = 'benchmarks-trigger.md';

/**
 * Benches the trigger, prints the results, and writes them where the documentation has them; a
 * quick run only prints.
 */
export async function benchTrigger({ quick = false }: { quick?: boolean }): Promise<void> {
	await ensureHost();
	const packageTarball = await pack();
	const wanted = scenarios(quick);
	const follow = [...new Set(wanted.map(({ transactions }) => transactions))].map(followTimes);
	const comparisons = await comparePolls(packageTarball, quick);
	const cuts = quick ? 3 : 20;
	const powerCuts = [
		await cutPowerAgainAndAgain(packageTarball, cuts, operationsThatFinish()),
		await cutPowerAgainAndAgain(packageTarball, cuts, devicesThatComeAndGo()),
	];
	const command = `npm run bench -- trigger${quick ? ' --quick' : ''}`;
	const page = report({ command, follow, comparisons, powerCuts });
	console.log(page);
	if (quick) return;
	mkdirSync(join(ROOT, 'docs'), { recursive: true });
	writeFileSync(join(ROOT, 'docs', PAGE), page);
}

async function comparePolls(packageTarball: string, quick: boolean): Promise<Comparison[]> {
	const control = await ControlProcess.start(DEVICES);
	const times = new NodeTimes(join(artifacts('bench'), `node-times-${process.pid}.jsonl`));
	const n8n = await startN8n({ packageTarball, env: times.env, name: 'bench-trigger' });
	const comparisons: Comparison[] = [];
	try {
		for (const scenario of scenarios(quick)) {
			comparisons.push(...(await compare({ n8n, control, times }, scenario)));
			console.error(`${scenario.dialect}, ${scenario.transactions} transactions: done`);
		}
	} finally {
		await n8n.stop();
		await control.stop();
	}
	return comparisons;
}
