import { Command } from 'commander';
import { ensureHost } from '../../host/install.mts';
import { pack } from '../../host/pack.mts';
import { withProgress } from '../../host/progress.cjs';
import { startN8n, type N8n } from '../../host/startN8n.mts';
import { startSlackProxy } from '../../simulator/office/slackProxy.mts';
import { officePrefix } from '../../simulator/routes.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { exampleFiles } from './example.mts';
import { startFleet } from './fleet.mts';
import { isAboutRollOut, ROLL_OUT, startRollOut } from './rollOut.mts';
import { makeShelf, type Shelf } from './shelf.mts';
import { play } from './story.mts';
import { table } from './table.mts';
import { rowsOf } from './verdict.mts';

const DEVICES = 25;
/** Those of the roll-out, which has a CONTROL of its own. */
const MANY_DEVICES = 500;

/** Resolves when the user presses Ctrl-C or the system asks the demo to end. */
function interrupted(): Promise<void> {
	return new Promise((resolve) => {
		process.once('SIGINT', () => resolve());
		process.once('SIGTERM', () => resolve());
	});
}

/**
 * Starts a roll-out, says where it is to be seen, where the editor is and what there is to try, and
 * waits for Ctrl-C.
 */
async function leaveOpen(n8n: N8n, shelf: Shelf, simulator: Simulator, end: Promise<void>) {
	const { url, email, password } = n8n;
	const fleet = await startSimulator({ devices: MANY_DEVICES });
	try {
		const larger = await makeShelf(n8n.rest, fleet, `Simulated CONTROL of ${MANY_DEVICES} devices`);
		const board = await startRollOut(n8n, larger, fleet);
		const others = exampleFiles().filter((file) => file !== ROLL_OUT);
		for (const file of others) await (isAboutRollOut(file) ? larger : shelf).take(file);
		const officeOf = (control: Simulator) => new URL(officePrefix, control.url).href;
		console.log(
			`\nA roll-out to ${MANY_DEVICES} devices has begun, of which one model will refuse it: see at\n  ${board}\nhow it stops in its second wave. What it writes to Slack arrives at ${officeOf(fleet)}`,
		);
		console.log(
			'\nAll workflows of examples/ are in the editor, ready to be run on the simulated fleet.',
		);
		console.log(`What the others write to Slack and to Jira arrives at ${officeOf(simulator)}`);
		console.log(`\nThe editor is open at ${url}\n  e-mail    ${email}\n  password  ${password}`);
		console.log('Ctrl-C ends n8n and the simulator.');
		await end;
		console.log('\nEnding n8n and the simulator');
	} finally {
		await fleet.close();
	}
}

/** Plays the story and prints its table; returns whether every device's row is right. */
async function show(n8n: N8n, shelf: Shelf, simulator: Simulator) {
	const rows = rowsOf(simulator, await play(n8n.rest, shelf));
	console.log(`\n${table(rows)}`);
	const right = rows.filter((row) => row.right).length;
	console.log(`\n${right} of ${rows.length} devices are changed and reported as they should be`);
	return rows.length === DEVICES && right === rows.length;
}

async function demo(once: boolean): Promise<boolean> {
	await ensureHost();
	const packageTarball = await withProgress('Building and packing the nodes', pack);
	const simulator = await startFleet(DEVICES);
	const slack = await startSlackProxy();
	console.log(`Simulated CONTROL with ${DEVICES} devices at ${simulator.url}`);
	try {
		const n8n = await withProgress(
			'Starting n8n with the packed nodes installed',
			async () => await startN8n({ packageTarball, name: 'demo', env: slack.env }),
		);
		// From here on an interruption must not leave n8n's data behind.
		const end = interrupted();
		try {
			const ending = end.then(() => 'interrupted' as const);
			const shelf = await makeShelf(n8n.rest, simulator);
			const right = await Promise.race([show(n8n, shelf, simulator), ending]);
			if (right === 'interrupted') return false;
			if (!once) await leaveOpen(n8n, shelf, simulator, end);
			return right;
		} finally {
			await n8n.stop();
		}
	} finally {
		await slack.close();
		await simulator.close();
	}
}

const { once = false } = new Command('npm run demo --')
	.description('Changes a setting on a simulated fleet through a real n8n and reports the results.')
	.option('--once', 'end after the table; the exit code is 0 only if all results are right')
	.parse()
	.opts<{ once?: boolean }>();

demo(once).then(
	(right) => process.exit(right ? 0 : 1),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
