import axios from 'axios';
import { atPath, until, whilePublished } from '../../../host/published.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { INTERVAL } from '../harness/parameters.mts';

const DEVICES = 12;

/** An organization without devices. */
const NOBODY = 99;

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('spread-over-workers.json', { devices: DEVICES });
});
afterAll(async () => await example.close());

/** Whether n8n already takes calls of the lower row: here with a part that has no devices. */
async function takesParts(address: string): Promise<boolean> {
	const part = { organization: NOBODY, variable_name: INTERVAL, value: '3600' };
	const options = { proxy: false as const, validateStatus: () => true };
	return (await axios.post(address, part, options)).status === 200;
}

it('changes the devices of each organization in an execution of its own, each device once', async () => {
	const { n8n, simulator, draft, run } = example;
	const path = `part-${Date.now()}`;
	const partAddress = `${n8n.url}/webhook/${path}`;
	const told = () =>
		simulator.office
			.messages()
			.map(({ body }) => String(body.text))
			.filter((text) => !text.startsWith(`Organization ${NOBODY}:`));

	await whilePublished(n8n.rest, atPath(draft(), path), {
		isOpen: async () => await takesParts(partAddress),
		work: async () => {
			await run({ settings: { partAddress } });
			await until(() => told().length === 3);
		},
	});

	expect(told().sort()).toEqual(
		[1, 2, 3].map((nth) => expect.stringContaining(`Organization ${nth}: 4 devices: 4 scheduled`)),
	);
	const reached = simulator.operations().map(({ serial_number: serial }) => serial);
	expect(reached.sort()).toEqual(simulator.serials());
	expect(
		simulator.operations().every(({ variables }) => variables[0]?.variable_name === INTERVAL),
	).toBe(true);
});
