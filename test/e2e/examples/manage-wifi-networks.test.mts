import type { WorkflowDraft } from '../../../host/restClient.mts';
import { startExample, type ExampleRun, type SettingsChange } from '../harness/exampleRun.mts';
import { until } from '../trigger/workflow.mts';
import { carryOut } from './scheduleDirectly.mts';

const DEVICE = 'SN000001';
const SSIDS = 'Device.WiFi.SSID.';
const POINTS = 'Device.WiFi.AccessPoint.';
const LATE = 'SN000004';
const OF_ANOTHER_DATA_MODEL = 'SN000005';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('manage-wifi-networks.json', { devices: 5 });
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
		/is not on; it ended at “Configure Them”: .*9007.* “Example-2-2” is left as it is\.$/,
	);
});

it('deletes an access point that names its network without the final dot', async () => {
	const serial_number = 'SN000003';
	const variable_name = `${POINTS}2.SSIDReference`;
	const value = `${SSIDS}2`;
	const variables = [{ variable_name, value, value_type: 'string' as const }];
	await carryOut(example.simulator, { serial_number, operation: 'set', variables });
	const isTaken = () => valueOf(variable_name, serial_number) === value;
	await until(isTaken, 'the reference without a dot');

	await run({ serialNumber: serial_number, obsoleteNetwork: 'Example-3-2' });

	expect(valueOf(`${SSIDS}2.SSID`, serial_number)).toBeUndefined();
	expect(valueOf(variable_name, serial_number)).toBeUndefined();
	expect(valueOf(`${POINTS}1.SSIDReference`, serial_number)).toBe(`${SSIDS}1.`);
});

it('adds and deletes nothing where the device refuses to be read', async () => {
	expect(await run({ serialNumber: OF_ANOTHER_DATA_MODEL })).toEqual(['get']);
	expect(said()).toMatch(
		/is not on; it ended at “Read the Networks”: .*9005 Invalid parameter name.* “Example-1-2” is left as it is\.$/,
	);
});

/** The example with a deadline of a second for the first read. */
function impatient(draft: WorkflowDraft): WorkflowDraft {
	const nodes = draft.nodes.map((node) => {
		const isRead = 'name' in node && node.name === 'Read the Networks';
		if (!isRead || !('parameters' in node)) return node;
		return { ...node, parameters: { ...Object(node.parameters), waitDeadline: 1 } };
	});
	return { ...draft, nodes };
}

it('adds and deletes nothing while the device is late', async () => {
	const { n8n, simulator } = example;
	simulator.setOnline(LATE, false);
	simulator.clearOperations();
	const { id } = await n8n.rest.createWorkflow(impatient(example.draft({ serialNumber: LATE })));
	const { status } = await n8n.rest.runToEnd(id);
	await n8n.rest.deleteWorkflow(id);

	expect(status).toBe('success');
	expect(simulator.operations().map(({ operation }) => operation)).toEqual(['get']);
	expect(said()).toMatch(/“Read the Networks”: The device was not done .* before the deadline/);
});
