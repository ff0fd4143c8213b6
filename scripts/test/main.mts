import { Argument, Command } from 'commander';
import { runStages } from './run.mts';
import { STAGES } from './stages.mts';

const known = STAGES.map(({ name }) => name);
const command = new Command('npm test --')
	.description('Runs all tests but those in queue mode, or only the named stages.')
	.addArgument(new Argument('[stages...]', 'in their usual order').choices(known))
	.option('--files <parts...>', 'only the test files whose path contains one of these')
	.parse();

const { files = [] } = command.opts<{ files?: string[] }>();
const wanted = command.args.length > 0 ? command.args : known;
void runStages(
	STAGES.filter(({ name }) => wanted.includes(name)),
	files,
);
