import { Command } from 'commander';
import { execFileSync } from 'node:child_process';
import { withProgress } from '../../host/progress.cjs';
import { markdownTable } from '../../test/bench/markdown.mts';
import { makeBareRoot, obstacle, type BareRoot } from './root.mts';

/** What the README promises of a machine with nothing but Node.js and npm, a step a line. */
const STEPS = [
	{ title: 'npm run demo -- --once (first)', line: 'npm run demo -- --once' },
	{ title: 'npm run demo -- --once (again)', line: 'npm run demo -- --once' },
	{ title: 'npm test -- install', line: 'npm test -- install' },
	{
		title: 'one end-to-end test, one in the editor',
		line: 'npm test -- e2e --files test/e2e/credential.test test/e2e/editorFields.test',
	},
];

interface Outcome {
	title: string;
	passed: boolean;
	seconds: number;
	megabytes: number;
}

async function attempt(root: BareRoot, { title, line }: (typeof STEPS)[number]): Promise<Outcome> {
	console.log(`\n=== ${title}`);
	const startedAt = Date.now();
	const passed = (await root.run(line)) === 0;
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	return { title, passed, seconds, megabytes: root.megabytes() };
}

async function main(node: string, debian?: string): Promise<boolean> {
	const reason = obstacle();
	if (reason !== undefined) {
		console.log(`Left out, the set-up on a bare machine is not tried here: ${reason}`);
		return true;
	}
	const version = execFileSync(node, ['--version']).toString().trim();
	const root = await withProgress(
		`Making a minimal Debian with an ordinary user, Node.js ${version} and npm`,
		async () => await makeBareRoot(node, debian),
	);
	try {
		if ((await root.run('npm view n8n name')) !== 0) {
			console.log('Left out: from inside, npm cannot reach its registry');
			return true;
		}
		const outcomes: Outcome[] = [];
		for (const step of STEPS) outcomes.push(await attempt(root, step));
		const columns = [
			{ title: 'step', cell: ({ title }: Outcome) => title },
			{ title: 'result', cell: ({ passed }: Outcome) => (passed ? 'passed' : 'FAILED') },
			{ title: 'seconds', cell: ({ seconds }: Outcome) => String(seconds) },
			{ title: 'MB on disk then', cell: ({ megabytes }: Outcome) => String(megabytes) },
		];
		console.log(`\nNode.js ${version}\n${markdownTable(columns, outcomes)}`);
		return outcomes.every(({ passed }) => passed);
	} finally {
		await root.close();
	}
}

const { node = process.execPath, debian } = new Command('npm run test:bare --')
	.description('Tries the commands of the README on a machine with nothing but Node.js and npm.')
	.option('--node <file>', 'another Node.js than the one that runs this')
	.option('--debian <folder>', 'a minimal Debian made before, which spares a minute or two')
	.parse()
	.opts<{ node?: string; debian?: string }>();

main(node, debian).then(
	(passed) => process.exit(passed ? 0 : 1),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
