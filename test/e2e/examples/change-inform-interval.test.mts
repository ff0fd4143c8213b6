import { itemsOf } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const DEVICES = 25;

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('change-inform-interval.json', { devices: DEVICES });
});
afterAll(async () => await example.close());

it('sets the inform interval of every device, whatever its data model, with one operation each', async () => {
	const { simulator } = example;

	const execution = await example.run();

	expect(itemsOf(execution, 'Inform Every 5 Minutes')).toHaveLength(DEVICES);
	expect(simulator.operations()).toHaveLength(DEVICES);
	simulator.inform();
	const intervals = simulator.serials().map((serial) => {
		const parameters = Object.entries(simulator.tree(serial));
		return parameters.find(([path]) => path.endsWith('.PeriodicInformInterval'))?.[1].value;
	});
	expect(new Set(intervals)).toEqual(new Set(['300']));
});
