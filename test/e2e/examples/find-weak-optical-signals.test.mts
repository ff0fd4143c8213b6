import { itemsOf, type Execution } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const DEVICES = 25;
const TR098_DEVICES = 5;
const LEVEL = 'Device.Optical.Interface.1.OpticalSignalLevel';

let example: ExampleRun;
let execution: Execution;
beforeAll(async () => {
	example = await startExample('find-weak-optical-signals.json', { devices: DEVICES });
	execution = await example.run();
});
afterAll(async () => await example.close());

it('reads all devices; those of another data model leave by the error output', () => {
	const read = (output: number) => itemsOf(execution, 'Read Optical Signal', { output });
	expect(read(0)).toHaveLength(DEVICES - TR098_DEVICES);
	expect(read(1)).toHaveLength(TR098_DEVICES);
});

it('finds exactly the devices that receive less than -25 dBm', () => {
	const { simulator } = example;
	const weak = simulator
		.serials()
		.filter((serial) => Number(simulator.tree(serial)[LEVEL]?.value ?? 0) < -25_000);
	expect(weak.length).toBeGreaterThan(0);
	const found = itemsOf(execution, 'Weaker than -25 dBm').map(({ json }) => json.serial_number);
	expect(found).toEqual(weak);
});

it('shows those that gave no figure apart, instead of taking them for fine', () => {
	const silent = itemsOf(execution, 'No Figures').map(
		({ json }) => Object(json.error).serial_number,
	);
	const withoutFibre = example.simulator
		.serials()
		.filter((serial) => example.simulator.tree(serial)[LEVEL] === undefined);
	expect(withoutFibre).toHaveLength(TR098_DEVICES);
	expect(silent).toEqual(withoutFibre);
});
