import { Command, Option } from 'commander';
import { bulk, SECTION_NAMES, type BulkOptions } from './bulk/bulk.mts';
import { benchTrigger } from './trigger/command.mts';

const program = new Command('npm run bench --').description(
	'Measures the nodes on the real n8n against a simulated CONTROL.',
);

program
	.command('bulk')
	.description(
		'one operation on each of thousands of devices, beside other ways to do it (an hour)',
	)
	.option('--quick', 'only the speed, for 500 and 5,000 devices without latency')
	.addOption(new Option('--only <parts...>', 'only these parts').choices(SECTION_NAMES))
	.action(async (options: BulkOptions) => await bulk(options));

program
	.command('trigger')
	.description(
		'Polls of up to 100,000 transactions, beside HTTP Request and Remove Duplicates, and 20 power cuts (about 20 minutes).',
	)
	.option('--quick', 'only 1,000 transactions and 3 power cuts; prints, but writes no page')
	.action(async ({ quick = false }: { quick?: boolean }) => await benchTrigger({ quick }));

// An interrupted bench must not leave the simulator behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

program.parseAsync().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
