import axios from 'axios';
import { carryOut } from './examples/scheduleDirectly.mts';
import { AGENT_VERSIONS, startAgent, TOOL, type AgentRun } from './harness/agent.mts';
import { DEVICE, INTERVAL } from './harness/parameters.mts';
import type { Line } from './harness/scriptedModel.mts';

const UP_TIME = 'Device.DeviceInfo.UpTime';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const SECRET = 'open sesame, please';

/** Enough for a page of text, and little beside what models can read. */
const COMPACT = 300;

/** A parameter that the model fills in, as n8n's editor writes it. */
const fromModel = (key: string, about: string, type = 'string') =>
	`={{ $fromAI('${key}', '${about}', '${type}') }}`;

/**
 * An operation on one device that the model names, with a change or paths that it names as one JSON
 * value.
 */
const onOneDevice = (operation: string, more: object = {}) => ({
	resource: 'deviceOperation',
	operation,
	target: 'device',
	device: {
		__rl: true,
		mode: 'serialNumber',
		value: fromModel('serial_number', 'Serial number of the device'),
	},
	specifyVariables: 'json',
	variablesJson: fromModel('variables', 'Paths, or paths and values', 'json'),
	waitForCompletion: true,
	...more,
});

const onManyDevices = (operation: string, more: object = {}) => ({
	...onOneDevice(operation),
	target: 'list',
	serialNumbers: fromModel('serial_numbers', 'Serial numbers, separated by commas'),
	device: undefined,
	...more,
});

const call = (input: object): Line => ({ tool: TOOL, input });
const DONE: Line = { say: 'Done.' };

let agent: AgentRun;
beforeAll(async () => {
	agent = await startAgent();
});
beforeEach(() => agent.simulator.clearOperations());
afterAll(async () => await agent.close());

describe('a model', () => {
	it('is told what the tool does, and what to fill in', async () => {
		await agent.ask(onOneDevice('get'), DONE);

		const [tool] = agent.model.tools();
		expect(tool?.name).toBe(TOOL);
		expect(tool?.description).toContain('Reads parameters of devices by their full paths');
		expect(tool?.description).toContain('9005 no such path');
		expect(Object.keys(tool?.parameters.properties ?? {}).sort()).toEqual([
			'serial_number',
			'variables',
		]);
	});

	it('reads what it asked for, and little else', async () => {
		const { answers, said } = await agent.ask(
			onOneDevice('get'),
			call({ serial_number: DEVICE, variables: [UP_TIME] }),
			DONE,
		);

		expect(said).toBe('Done.');
		expect(answers).toHaveLength(1);
		expect(JSON.parse(answers[0] ?? '')).toEqual([
			{
				transaction_id: agent.simulator.operations()[0]?.id,
				state: 'succeeded',
				serial_number: DEVICE,
				operation: 'get',
				values: { [UP_TIME]: expect.any(Number) },
				updated_at: expect.any(String),
			},
		]);
		expect(answers[0]?.length).toBeLessThan(COMPACT);
	});

	it('learns that nothing matches, instead of reading nothing', async () => {
		const { answers } = await agent.ask(
			{ resource: 'transaction', operation: 'getMany' },
			call({}),
			DONE,
		);
		expect(answers).toEqual([JSON.stringify([{ remarks: ['Nothing matches.'] }])]);
	});
});

describe('a change', () => {
	const CHANGE = call({ serial_number: DEVICE, variables: { [INTERVAL]: 300 } });

	it('is refused unless the builder allows changes: nothing is sent, and the model knows whom to ask', async () => {
		const { answers } = await agent.ask(onOneDevice('set'), CHANGE, DONE);

		expect(answers[0]).toContain('Set Variables is not allowed in this tool');
		expect(answers[0]).toContain('must switch on Allow Changes');
		expect(agent.simulator.operations()).toEqual([]);
	});

	it('cannot be allowed by the model: neither the switch nor the number of devices is offered, nor heeded', async () => {
		const tool = onOneDevice('set', {
			allowChanges: fromModel('allow_changes', 'Allow', 'boolean'),
		});
		const { answers } = await agent.ask(
			onOneDevice('set'),
			call({ serial_number: DEVICE, variables: { [INTERVAL]: 300 }, allowChanges: true }),
			DONE,
		);
		expect(answers[0]).toContain('not allowed');
		expect(JSON.stringify(agent.model.tools())).not.toMatch(/allowChanges|mostDevices/);

		const byHand = await agent.ask(
			tool,
			call({ serial_number: DEVICE, variables: { [INTERVAL]: 300 }, allow_changes: true }),
			DONE,
		);
		expect(byHand.answers[0]).toContain('not allowed');
		expect(agent.simulator.operations()).toEqual([]);
	});

	it('as one JSON value is carried out where the builder allows it', async () => {
		const { answers } = await agent.ask(
			onOneDevice('set', { allowChanges: true }),
			call({ serial_number: DEVICE, variables: { [INTERVAL]: 300, 'Device.Time.Enable': true } }),
			DONE,
		);

		expect(JSON.parse(answers[0] ?? '')).toMatchObject([{ state: 'succeeded' }]);
		expect(answers[0]?.length).toBeLessThan(COMPACT);
		expect(agent.simulator.tree(DEVICE)[INTERVAL]?.value).toBe('300');
	});

	it('as a text that holds the JSON is carried out as well: not every model keeps to the form', async () => {
		const { answers } = await agent.ask(
			onOneDevice('set', { allowChanges: true }),
			call({ serial_number: DEVICE, variables: JSON.stringify({ [INTERVAL]: 360 }) }),
			DONE,
		);
		expect(JSON.parse(answers[0] ?? '')).toMatchObject([{ state: 'succeeded' }]);
		expect(agent.simulator.tree(DEVICE)[INTERVAL]?.value).toBe('360');
	});

	it('of more devices than the builder allows is refused, and nothing is sent', async () => {
		const { answers } = await agent.ask(
			onManyDevices('set', { allowChanges: true, mostDevices: 2 }),
			call({
				serial_numbers: 'SN000001, SN000002, SN000003',
				variables: { [INTERVAL]: 300 },
			}),
			DONE,
		);

		expect(answers[0]).toContain('3 devices are more than the 2');
		expect(agent.simulator.operations()).toEqual([]);
	});
});

describe('a mistake', () => {
	it('in a path comes back with what was probably meant, and the second try succeeds', async () => {
		const { answers } = await agent.ask(
			onOneDevice('get'),
			call({ serial_number: DEVICE, variables: ['Device.DeviceInfo.Uptime'] }),
			(answer) => ({
				tool: TOOL,
				input: {
					serial_number: DEVICE,
					variables: [/Did you mean \\*"(.+?)\\*"/.exec(answer)?.[1] ?? 'no suggestion'],
				},
			}),
			DONE,
		);

		expect(answers).toHaveLength(2);
		expect(JSON.parse(answers[0] ?? '')[0]).toMatchObject({
			state: 'failed',
			fault: { code: '9005', name: 'Invalid parameter name' },
		});
		expect(JSON.parse(answers[1] ?? '')[0]).toMatchObject({
			state: 'succeeded',
			values: { [UP_TIME]: expect.any(Number) },
		});
	});

	it('in a value is refused before anything is sent, by name, and the second try succeeds', async () => {
		const { answers } = await agent.ask(
			onOneDevice('set', { allowChanges: true }),
			call({ serial_number: DEVICE, variables: { [INTERVAL]: 'five minutes' } }),
			(answer) => ({
				tool: TOOL,
				input: {
					serial_number: DEVICE,
					variables: { [INTERVAL]: /integer|whole number/.test(answer) ? 300 : 'no idea' },
				},
			}),
			DONE,
		);

		expect(answers[0]).toContain(INTERVAL);
		expect(JSON.parse(answers[1] ?? '')).toMatchObject([{ state: 'succeeded' }]);
		expect(agent.simulator.operations()).toHaveLength(1);
	});

	it('in a serial number says where serial numbers come from', async () => {
		const { answers } = await agent.ask(
			onOneDevice('get'),
			call({ serial_number: 'SN404404', variables: [UP_TIME] }),
			DONE,
		);
		expect(answers[0]).toContain('SN404404');
		expect(answers[0]).toContain('Get Many');
	});
});

describe('a password', () => {
	it('never reaches the model, even where the builder has secret values shown', async () => {
		await carryOut(agent.simulator, {
			serial_number: DEVICE,
			operation: 'set',
			variables: [{ variable_name: PASSPHRASE, value: SECRET, value_type: 'string' }],
		});
		expect(await listOfControl()).toContain(SECRET);

		const { answers } = await agent.ask(
			{ resource: 'transaction', operation: 'getMany', options: { showSensitiveValues: true } },
			call({}),
			DONE,
		);

		expect(answers[0]).toContain(PASSPHRASE);
		expect(agent.model.everything()).not.toContain(SECRET);
	});
});

/** What CONTROL itself shows of all operations. */
async function listOfControl(): Promise<string> {
	const { url, token } = agent.simulator;
	const { data } = await axios.get<unknown>(`${url}/inventory_device_serial_headless_operation/`, {
		headers: { Authorization: `Bearer ${token}` },
		proxy: false,
	});
	return JSON.stringify(data);
}

describe('an agent of an earlier version', () => {
	let earlier: AgentRun;
	beforeAll(async () => {
		earlier = await startAgent({ agentVersion: AGENT_VERSIONS.earlier });
	});
	beforeEach(() => earlier.simulator.clearOperations());
	afterAll(async () => await earlier.close());

	it('reads the same compact answer', async () => {
		const { answers } = await earlier.ask(
			onOneDevice('get'),
			call({ serial_number: DEVICE, variables: [UP_TIME] }),
			DONE,
		);
		expect(JSON.parse(answers[0] ?? '')).toMatchObject([
			{ state: 'succeeded', values: { [UP_TIME]: expect.any(Number) } },
		]);
		expect(answers[0]?.length).toBeLessThan(COMPACT);
	});

	it('reads why it was refused, although it ignores what tools throw', async () => {
		const { answers } = await earlier.ask(
			onOneDevice('set'),
			call({ serial_number: DEVICE, variables: { [INTERVAL]: 300 } }),
			DONE,
		);
		expect(answers[0]).toContain('must switch on Allow Changes');
		expect(earlier.simulator.operations()).toEqual([]);
	});
});
