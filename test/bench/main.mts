import { Command, InvalidArgumentError, Option } from 'commander';
import { bulk, SECTION_NAMES, type BulkOptions } from './bulk/bulk.mts';
import { benchModel } from './model/command.mts';
import { benchQueue } from './queue/command.mts';
import { soak } from './soak/soak.mts';
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

program
	.command('model')
	.description('How automatic Requests at a Time does on modelled servers (some minutes).')
	.option('--seeds <n>', 'how many runs on each', positive, 10)
	.option('--only <pattern>', 'only servers with such a name; prints, but writes no page')
	.action((options: { seeds: number; only?: string }) => benchModel(options));

program
	.command('queue')
	.description(
		"Devices changed per second in n8n's queue mode with 1 and 2 workers (about 5 minutes; needs Redis and PostgreSQL).",
	)
	.action(async () => await benchQueue());

program
	.command('soak')
	.description(
		'changes and the trigger on one n8n against a flaky server: what is lost, what is held',
	)
	.option('--minutes <n>', 'how long', positive, 30)
	.action(async ({ minutes }: { minutes: number }) => await soak({ minutes }));

function positive(text: string): number {
	const value = Number(text);
	if (!(value > 0)) throw new InvalidArgumentError('It must be more than 0.');
	return value;
}

// An interrupted bench must not leave the simulator behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

program.parseAsync().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
