import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';

const DEVICE = 'SN000001';
const SSIDS = 'Device.WiFi.SSID.';
const POINTS = 'Device.WiFi.AccessPoint.';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('manage-wifi-networks.json', { devices: 2 });
});
afterAll(async () => await example.close());

const valueOf = (path: string, serial = DEVICE) => example.simulator.tree(serial)[path]?.value;
const said = () => example.simulator.office.messages().at(-1)?.body.text;

/** Which operations a run had the device carry out. */
async function run(settings: SettingsChange = {}): Promise<string[]> {
	const before = example.simulator.operations().length;
	await example.run({ settings });
	return example.simulator
		.operations()
		.slice(before)
		.map(({ operation }) => operation);
}

it('adds and configures the new network with its access point, then deletes the old one with its own', async () => {
	expect(valueOf(`${SSIDS}2.SSID`)).toBe('Example-1-2');

	expect(await run()).toEqual(['get', 'add.obj', 'add.obj', 'set', 'del.obj']);

	expect(valueOf(`${SSIDS}3.SSID`)).toBe('Guests');
	expect(valueOf(`${SSIDS}3.Enable`)).toBe('true');
	expect(valueOf(`${POINTS}3.SSIDReference`)).toBe(`${SSIDS}3.`);
	expect(valueOf(`${POINTS}3.Enable`)).toBe('true');
	expect(valueOf(`${SSIDS}2.SSID`)).toBeUndefined();
	expect(valueOf(`${POINTS}2.SSIDReference`)).toBeUndefined();
	expect(valueOf(`${SSIDS}1.SSID`)).toBe('Example-1-1');
	expect(said()).toBe(`Wi-Fi of ${DEVICE}: “Guests” is on, “Example-1-2” is deleted.`);
});

it('changes nothing when it is run again', async () => {
	expect(await run()).toEqual(['get']);
	expect(said()).toBe(
		`Wi-Fi of ${DEVICE}: “Guests” was there already, “Example-1-2” was not there.`,
	);
});

it('keeps the old network when the device refuses the new one', async () => {
	const operations = await run({
		serialNumber: 'SN000002',
		newNetwork: 'A name that is longer than the 32 characters of a network',
		obsoleteNetwork: 'Example-2-2',
	});
	expect(operations).not.toContain('del.obj');
	expect(valueOf(`${SSIDS}2.SSID`, 'SN000002')).toBe('Example-2-2');
	expect(said()).toMatch(
		/is not on; it ended at “Does It Work\?”: .*value.* “Example-2-2” is left as it is\.$/,
	);
});
