import { Command, InvalidArgumentError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { choices, operationStates, quirkNames, usualSettings } from './settings.mts';
import { startSimulator, usualWorld, type SimulatorOptions } from './start.mts';

const usual = usualSettings();

/** The first word of each choice is the preset. */
const choiceTexts: ReadonlyArray<[flag: string, words: readonly string[], text: string]> = [
	['--dialect <name>', choices.dialect, 'what answers look like'],
	['--post-id <place>', choices.postId, 'where the answer to a POST shows the transaction id'],
	['--ids <style>', choices.ids, 'what transaction ids look like (big: numbers beyond 2^53)'],
	['--list-id <visibility>', choices.listId, 'ids in lists (usual: as the dialect has it)'],
	['--status <visibility>', choices.status, 'states in lists'],
	['--results <visibility>', choices.results, 'read values and instance numbers in lists'],
	['--failures <manner>', choices.failures, 'how a failed operation is told'],
	['--instance-number <place>', choices.instanceNumber, 'where the number of an added object is'],
	['--one <shape>', choices.one, 'what ?id= answers with'],
	['--retention <fate>', choices.retention, 'what becomes of finished operations in the list'],
	['--order <first>', choices.order, 'which operations a list shows first'],
	[
		'--device-filters <manner>',
		choices.deviceFilters,
		'whether the list of devices heeds its filters',
	],
	[
		'--cached-filters <manner>',
		choices.cachedFilters,
		'whether the list of cached values heeds its filters',
	],
	['--cached-times <visibility>', choices.cachedTimes, 'when cached values were seen'],
	['--auth <forms>', choices.auth, 'accepted forms of the Authorization header'],
];

const numberTexts: ReadonlyArray<[flag: string, text: string, usual: number]> = [
	[
		'--inform-interval <seconds>',
		"between a device's contacts; 0: only when told",
		usualWorld.informInterval,
	],
	[
		'--retention-seconds <n>',
		'how long finished operations stay with --retention vanish',
		usual.retentionSeconds,
	],
	['--latency <ms>', 'added to every answer', usual.latency],
	['--update-status-latency <ms>', 'added by update_status=true', usual.updateStatusLatency],
	['--execution-time <ms>', 'that a device works on one operation', usual.executionTime],
];

const wholeTexts: typeof numberTexts = [
	['--port <n>', '0: any free one', 8069],
	['--devices <n>', 'size of the fleet', usualWorld.devices],
	['--offline <n>', 'how many devices, the last ones, are offline', usualWorld.offline],
	['--seed <n>', 'of everything random', usualWorld.seed],
	['--log-size <n>', 'how many requests the log keeps', usualWorld.logSize],
	['--page-size <n>', 'results on a page without limit=', usual.pageSize],
	['--max-page-size <n>', 'greatest limit= that is honoured', usual.maxPageSize],
];

interface CommandLine extends Omit<SimulatorOptions, 'tls'> {
	tlsKey?: string;
	tlsCert?: string;
}

function number(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('It must be 0 or more.');
	return value;
}

function whole(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}

function collectWords(text: string, words: Record<string, string> = {}): Record<string, string> {
	const [state = '', word = ''] = text.split('=', 2);
	if (word === '' || !operationStates.some((one) => one === state)) {
		throw new InvalidArgumentError(`It must be state=word; states: ${operationStates.join(', ')}.`);
	}
	return { ...words, [state]: word };
}

function commandLine(): Command {
	const command = new Command('simulator')
		.description('A simulated Zequenze CONTROL server with a fleet of TR-069 devices.')
		.option('--host <address>', 'address to listen on', '127.0.0.1')
		.option('--token <text>', 'token that the API accepts', usual.token);
	for (const [flag, text, preset] of wholeTexts) command.option(flag, text, whole, preset);
	for (const [flag, text, preset] of numberTexts) command.option(flag, text, number, preset);
	for (const [flag, words, text] of choiceTexts) {
		command.addOption(new Option(flag, text).choices(words).default(words[0]));
	}
	return command
		.addOption(new Option('--quirks <names...>', 'habits of the devices').choices(quirkNames))
		.option('--words <state=word>', 'what a state is called; may be repeated', collectWords)
		.option('--tls-key <file>', 'serve https with this key (PEM) …')
		.option('--tls-cert <file>', '… and this certificate (PEM)')
		.addHelpText(
			'after',
			`
Examples:
  npm run simulator -- --devices 1000 --offline 50
  npm run simulator -- --dialect current --post-id location --words completed=DONE

While it runs, /__simulator/ takes orders over HTTP, without a token: fail a request, switch a device
off, let devices contact the server now, read counters. simulator/README.md lists them.`,
		);
}

async function main(): Promise<void> {
	const { tlsKey, tlsCert, ...options } = commandLine().parse().opts<CommandLine>();
	if ((tlsKey === undefined) !== (tlsCert === undefined)) {
		throw new Error('https needs both --tls-key and --tls-cert.');
	}
	const hasTls = tlsKey !== undefined && tlsCert !== undefined;
	const tls = hasTls
		? { key: readFileSync(tlsKey, 'utf8'), cert: readFileSync(tlsCert, 'utf8') }
		: undefined;
	const simulator = await startSimulator({ ...options, ...(tls && { tls }) });
	const { length } = simulator.serials();
	console.log(`CONTROL simulator: ${simulator.url}  token: ${simulator.token}  devices: ${length}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

main().catch((problem: unknown) => {
	console.error(problem instanceof Error ? problem.message : problem);
	process.exitCode = 1;
});
