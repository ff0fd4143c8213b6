import { Argument, Command } from 'commander';
import { runStages } from './run.mts';
import { STAGES } from './stages.mts';

const known = STAGES.map(({ name }) => name);
const command = new Command('npm test --')
	.description('Runs all tests but those in queue mode, or only the named stages.')
	.addArgument(new Argument('[stages...]', 'in their usual order').choices(known))
	.parse();

const wanted = command.args.length > 0 ? command.args : known;
void runStages(STAGES.filter(({ name }) => wanted.includes(name)));
