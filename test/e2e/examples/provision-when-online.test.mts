import { itemsOf } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const NEW_DEVICE = 'SN000001';
const OLD_DEVICE = 'SN000005';

let example: ExampleRun;
let workflow: string;
beforeAll(async () => {
	example = await startExample('provision-when-online.json', { devices: 5, informInterval: 0 });
	({ id: workflow } = await example.importIt());
});
afterAll(async () => await example.close());
/** How many operations there were before. */
let known = 0;
beforeEach(() => {
	example.simulator.office.clear();
	// What is open is done, and stays listed: no server forgets what it was just told.
	example.simulator.inform();
	known = example.simulator.operations().length;
});

/** What a schedule starts. */
async function run(trigger = 'Every Five Minutes') {
	const execution = await example.n8n.rest.runToEnd(workflow, trigger);
	expect(execution.error).toBeUndefined();
	return execution;
}

function comesOnline(...serials: string[]): void {
	for (const online of [false, true]) {
		for (const serial of serials) example.simulator.setOnline(serial, online);
	}
}

/** The devices that got an operation in this test. */
const scheduledOn = () =>
	example.simulator
		.operations()
		.slice(known)
		.map(({ serial_number: serial }) => serial);
const messages = () => example.simulator.office.messages().map(({ body }) => body.text);

it('does nothing and says nothing while no device comes online', async () => {
	await run();
	expect(scheduledOn()).toEqual([]);
	expect(messages()).toEqual([]);
});

it('provisions the devices that came online, each by its data model, and tells Slack once', async () => {
	comesOnline(NEW_DEVICE, OLD_DEVICE);

	await run();

	const { simulator } = example;
	expect(scheduledOn()).toEqual([NEW_DEVICE, OLD_DEVICE]);
	simulator.inform();
	for (const [serial, root] of [
		[NEW_DEVICE, 'Device'],
		[OLD_DEVICE, 'InternetGatewayDevice'],
	] as const) {
		const path = `${root}.ManagementServer.PeriodicInformInterval`;
		expect(simulator.tree(serial)[path]?.value).toBe('900');
	}
	expect(messages()).toEqual([
		expect.stringMatching(/^:satellite_antenna: 2 devices came online:\n• SN000001: transaction/),
	]);
});

it('does not touch them again at the next look', async () => {
	await run();
	expect(scheduledOn()).toEqual([]);
	expect(messages()).toEqual([]);
});

it('handles a device again that went down and came up again', async () => {
	comesOnline(NEW_DEVICE);
	await run();
	expect(scheduledOn()).toEqual([NEW_DEVICE]);
});

it('gives a device no second operation while the first is open, not even when its memory was emptied', async () => {
	comesOnline(NEW_DEVICE);
	await run();
	const before = scheduledOn();
	await run('Every Night');

	const execution = await run();

	expect(scheduledOn()).toEqual([...before, OLD_DEVICE]);
	expect(itemsOf(execution, 'Provision').map(({ json }) => json)).toEqual([
		expect.objectContaining({
			serial_number: NEW_DEVICE,
			state: 'not_sent',
			reason: 'already_open',
		}),
		expect.objectContaining({ serial_number: OLD_DEVICE, state: 'scheduled' }),
	]);
	expect(messages().at(-1)).toContain('SN000001: has the same operation already');
});

it('names in Slack what it could not provision, and why', async () => {
	comesOnline(NEW_DEVICE);
	example.simulator.inject({
		match: { method: 'POST', serial: NEW_DEVICE },
		effect: { kind: 'status', status: 403 },
	});

	await run();

	expect(messages()).toEqual([
		expect.stringMatching(/^:warning: 1 devices .* not be provisioned:\n• SN000001: .*403/),
	]);
	example.simulator.clearInjections();
});
