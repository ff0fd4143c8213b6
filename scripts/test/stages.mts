import { ensureBrowser } from '../../host/browser.mts';
import { runCommand } from '../../host/command.mts';
import { ensureHost } from '../../host/install.mts';
import { pack } from '../../host/pack.mts';
import { nodeBinary } from '../../host/places.mts';
import { requireQueueServers } from '../../host/queue/programs.mts';
import { prepareCompatibility } from '../../test/compatibility/harness/prepare.mts';
import { reportCompatibility } from './compatibility.mts';
import type { Tally } from './jest.mts';
import { scanComplaints } from './scan.mts';
import { contentComplaints, unpacked } from './tarball.mts';

export type StageName =
	| 'format'
	| 'unit'
	| 'simulator'
	| 'types'
	| 'lint'
	| 'package'
	| 'install'
	| 'integration'
	| 'compatibility'
	| 'e2e'
	| 'queue';

/** One step of the whole test run; it has failed when it throws. */
export interface Stage {
	name: StageName;
	title: string;
	/** How long it takes on two quiet cores, roughly, without what is installed once. */
	minutes: number;
	/** Stages without which it is of no use to begin. */
	needs?: readonly StageName[];
	run: (tally: Tally) => Promise<void>;
}

function refuse(complaints: readonly string[]): void {
	if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

async function checkPackage(): Promise<void> {
	await unpacked(await pack(), async (folder) => {
		refuse(await contentComplaints(folder));
		refuse(await scanComplaints(folder));
	});
}

/** n8n's engine needs Node.js 24, which comes with the host; this stage may be run alone. */
async function jestOnHost(tally: Tally, project: string, args: readonly string[] = []) {
	await ensureHost();
	await tally.jest(project, nodeBinary(), args);
}

/** In the order in which they run: the quick ones first, so that a slip shows early. */
export const STAGES: readonly Stage[] = [
	{
		name: 'format',
		title: 'Formatting',
		minutes: 0.2,
		run: async () => await runCommand('npm', ['run', '--silent', 'format:check']),
	},
	{
		name: 'unit',
		title: 'Unit tests',
		minutes: 0.6,
		run: async (tally) => await tally.jest('unit', process.execPath, ['--maxWorkers=100%']),
	},
	{
		name: 'simulator',
		title: 'Unit tests of the simulated CONTROL',
		minutes: 0.4,
		run: async (tally) => await tally.jest('simulator', process.execPath, ['--maxWorkers=100%']),
	},
	{
		name: 'types',
		title: 'Types',
		minutes: 0.5,
		run: async () => await runCommand('npm', ['run', '--silent', 'typecheck']),
	},
	{
		name: 'lint',
		title: "n8n's strict lint",
		minutes: 0.7,
		run: async () => await runCommand('npm', ['run', '--silent', 'lint']),
	},
	{
		name: 'package',
		title: "Build, contents of the tarball, n8n's scanner",
		minutes: 1,
		run: checkPackage,
	},
	{
		name: 'install',
		title: 'The real n8n, its Node.js 24 and a browser are there',
		minutes: 0.1,
		run: async () => {
			await ensureHost();
			await ensureBrowser();
		},
	},
	{
		name: 'integration',
		title: "Integration tests with n8n's engine",
		minutes: 2,
		run: async (tally) => await jestOnHost(tally, 'integration', ['--maxWorkers=100%']),
	},
	{
		name: 'compatibility',
		title: 'The package as published, on the oldest supported engine of n8n and on the newest',
		minutes: 2,
		needs: ['package'],
		run: async (tally) => {
			await prepareCompatibility();
			await jestOnHost(tally, 'compatibility-newest', ['--maxWorkers=100%']);
			for (const project of ['compatibility-oldest', 'integration-oldest']) {
				// n8n-core 1.x leaves a timer behind, which would keep jest from ending.
				await tally.jest(project, process.execPath, ['--forceExit', '--maxWorkers=100%']);
			}
			reportCompatibility();
		},
	},
	{
		name: 'e2e',
		title: 'End-to-end tests on the real n8n and in its editor',
		minutes: 9,
		needs: ['package', 'install'],
		// Most of the time is waiting for n8n; more than two at once would be too much for two cores. A
		// failed test may leave an n8n running, which would keep jest from ending.
		run: async (tally) => await jestOnHost(tally, 'e2e', ['--maxWorkers=2', '--forceExit']),
	},
];

/** Tests on a distributed n8n, which need servers that `npm test` does without. */
export const QUEUE_STAGES: readonly Stage[] = [
	{
		name: 'install',
		title: 'Redis, PostgreSQL, the real n8n and its Node.js 24 are there',
		minutes: 0.1,
		run: async () => {
			requireQueueServers();
			await ensureHost();
		},
	},
	{
		name: 'queue',
		title: "Tests in n8n's queue mode, with main and workers killed",
		minutes: 4,
		needs: ['install'],
		run: async (tally) => await jestOnHost(tally, 'queue', ['--runInBand', '--forceExit']),
	},
];
