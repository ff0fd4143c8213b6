import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { comesOnline, publish } from './deviceEvents.mts';

const NEW_DEVICE = 'SN000001';
const OLD_DEVICE = 'SN000005';
const INTERVAL = 'ManagementServer.PeriodicInformInterval';

let example: ExampleRun;
let workflow: string;
beforeAll(async () => {
	example = await startExample('provision-when-online.json', { devices: 5 });
	workflow = await publish(example);
});
afterAll(async () => {
	await example.n8n.rest.deactivate(workflow);
	await example.close();
});
beforeEach(() => {
	example.simulator.office.clear();
	example.simulator.clearOperations();
});

const operations = () => example.simulator.operations().map(({ operation }) => operation);

it('sets a device up that comes online, whichever data model it speaks, and tells Slack', async () => {
	const [message] = await comesOnline(example, NEW_DEVICE, OLD_DEVICE);

	const { simulator } = example;
	expect(simulator.tree(NEW_DEVICE)[`Device.${INTERVAL}`]?.value).toBe('900');
	expect(simulator.tree(OLD_DEVICE)[`InternetGatewayDevice.${INTERVAL}`]?.value).toBe('900');
	expect(message).toMatch(/^:satellite_antenna: \d devices came online:\n/);
	expect(message).toContain('SN000001: is set, read back and as it shall be');
});

it('leaves a device alone that comes again and is as it shall be', async () => {
	const [message] = await comesOnline(example, NEW_DEVICE);

	expect(message).toContain('SN000001: is as it shall be');
	expect(operations()).not.toContain('set');
});

it('names in Slack what it could not provision, and why', async () => {
	example.simulator.inject({
		match: { method: 'POST', serial: NEW_DEVICE },
		effect: { kind: 'status', status: 403 },
	});

	const [message] = await comesOnline(example, NEW_DEVICE);

	expect(message).toMatch(/^:warning: 1 devices .* not be provisioned:\n• SN000001: .*403/);
	example.simulator.clearInjections();
});
