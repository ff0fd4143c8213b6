import axios from 'axios';
import { setTimeout as delay } from 'node:timers/promises';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const DEVICE = 'SN000001';
const OTHER_DEVICE = 'SN000002';
const THIRD_DEVICE = 'SN000003';
const DOWN = 'SN000004';
const PATIENCE_MS = 200_000;

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('provision-new-device.json', { devices: 4, offline: 1 });
	const { id } = await example.importIt();
	await example.n8n.rest.activate(id);
});
afterAll(async () => await example.close());
beforeEach(() => {
	example.simulator.office.clear();
	example.simulator.clearOperations();
});

/** Calls the webhook, which n8n opens a moment after the workflow is published. */
async function register(body: object): Promise<{ status: number; data: unknown }> {
	const url = `${example.n8n.url}/webhook/provision-new-device`;
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const options = { proxy: false as const, validateStatus: () => true };
		const { status, data } = await axios.post<unknown>(url, body, options);
		const isOpen = !JSON.stringify(data).includes('is not registered');
		if (isOpen || Date.now() > deadline) return { status, data };
		await delay(100);
	}
}

/** What Slack is told first. */
async function verdict(): Promise<string | undefined> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const [message] = example.simulator.office.messages();
		if (message !== undefined) return message.body.text;
		if (Date.now() > deadline) throw new Error('Slack was told nothing');
		await delay(100);
	}
}

const valueOf = (path: string) => example.simulator.tree(DEVICE)[path]?.value;
const operations = () => example.simulator.operations().map(({ operation }) => operation);

it('accepts a device that is up, sets it up step by step, reads it back and confirms', async () => {
	const answer = await register({ serial_number: DEVICE });

	expect(answer).toEqual({ status: 202, data: { accepted: DEVICE } });
	expect(await verdict()).toBe(
		`:white_check_mark: ${DEVICE} is provisioned: network “Welcome” at Device.WiFi.SSID.3., read back and as wanted.`,
	);
	expect(operations()).toEqual(['get', 'add.obj', 'get', 'set', 'get']);
	expect(valueOf('Device.DeviceInfo.ProvisioningCode')).toBe('RESIDENTIAL');
	expect(valueOf('Device.ManagementServer.PeriodicInformInterval')).toBe('900');
	expect(valueOf('Device.Time.NTPServer1')).toBe('ntp.example.net');
	expect(valueOf('Device.WiFi.SSID.3.SSID')).toBe('Welcome');
	expect(valueOf('Device.WiFi.SSID.3.Enable')).toBe('true');
});

it('adds no second network when the call is repeated', async () => {
	await register({ serial_number: DEVICE });

	expect(await verdict()).toContain('network “Welcome” at Device.WiFi.SSID.3., read back');
	// Nothing differs any more, so nothing is set.
	expect(operations()).toEqual(['get', 'get']);
	expect(valueOf('Device.WiFi.SSID.4.SSID')).toBeUndefined();
});

it.each([
	['without a serial number', {}, 400, 'serial number'],
	['with a serial number that is none', { serial_number: '../1' }, 404, 'serial number'],
	['for a device that CONTROL does not know', { serial_number: 'SN404404' }, 404, 'SN404404'],
	['for a device that is down', { serial_number: DOWN }, 409, 'down'],
])('refuses a call %s, and sends nothing', async (_which, body, status, words) => {
	const answer = await register(body);
	expect(answer).toEqual({ status, data: { error: expect.stringContaining(words) } });
	expect(operations()).toEqual([]);
	expect(example.simulator.office.messages()).toEqual([]);
});

it('says which step failed and why, and goes no further', async () => {
	example.simulator.inject({
		match: { method: 'POST', serial: OTHER_DEVICE, after: 1 },
		effect: { kind: 'status', status: 403 },
	});
	expect(await register({ serial_number: OTHER_DEVICE })).toMatchObject({ status: 202 });
	expect(await verdict()).toMatch(
		/^:x: SN000002 is not provisioned; it ended at “Add a Network”: .*403/,
	);
	expect(operations()).toEqual(['get']);
});

it('takes what it reads back for proof where CONTROL shows no states', async () => {
	example.simulator.configure({ status: 'hidden' });
	await register({ serial_number: THIRD_DEVICE });
	expect(await verdict()).toMatch(/^:white_check_mark: SN000003 is provisioned: .*read back/);
});
